import type { Context, Finding, Value } from '../checks/check.ts';
import { catalogueVersion } from '../evidence.ts';
import { type Stated, statedByFile } from '../files/stated.ts';
import type { Inspection } from '../inspect.ts';
import { certaintySentence } from '../wording/certainty.ts';
import { explain } from '../wording/explanations.ts';
import { statedSentence, statedVerdict } from '../wording/files.ts';
import { findingTitle } from '../wording/titles.ts';
import { valueText } from '../wording/values.ts';
import { verdictSentence, verdictSummary } from '../wording/verdict.ts';
import type { Redactor } from './redact.ts';

/** What is said of one response, in the order in which it is read, whatever it is written in. */
export interface Report {
  readonly title: string;
  readonly kind: Inspection['verdict']['kind'];
  /** What of it is a file's word: then it is not green, whatever was found. */
  readonly stated: readonly Stated[];
  readonly summary: string;
  readonly facts: readonly Line[];
  /** Findings that are told in full. */
  readonly sections: readonly { readonly title: string; readonly findings: readonly Told[] }[];
  /** Findings that are merely named. */
  readonly lists: readonly {
    readonly title: string;
    readonly findings: readonly { readonly title: string; readonly check: string }[];
  }[];
  /** The names of the checks that passed. */
  readonly passed: readonly string[];
}

/** One line; `code` is text that a server, a page or a tester wrote. */
export interface Line {
  readonly name: string;
  readonly text: string;
  readonly code?: string;
}

/** One finding. */
interface Told {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly clauses: readonly string[];
  readonly certainty: string | null;
  readonly check: string;
  readonly catalogue: string;
}

/** Says what was found of a response, as far as it may leave. Times are in UTC. */
export function reportOf(
  { context, findings, verdict }: Inspection,
  mode: string,
  redactor: Redactor,
): Report {
  const { client, evidence, profile, arrived, response } = context;
  const having = (...outcomes: readonly Finding['outcome'][]) =>
    findings.filter(
      ({ outcome, code, accepted }) => !accepted && outcomes.includes(outcome) && code !== 'not-watched',
    );
  const facts: readonly (readonly [string, string])[] = [
    ['Issuer', redactor.name(client.issuer)],
    ['Client', redactor.name(client.client_id)],
    ['Callback', redactor.url(response.landing)],
    ['Response mode', redactor.text(mode)],
    [evidence.response.from === 'pasted' ? 'Pasted' : 'Arrived', new Date(arrived * 1000).toISOString()],
    ['Authorization request', evidence.request ? redactor.url(evidence.request.url) : 'not seen'],
    ['Judged by', `${profile}, catalogue ${catalogueVersion}`],
  ];
  const stated = statedByFile(evidence);
  const sections = [
    { title: 'Failed', findings: having('fail') },
    { title: 'Warnings', findings: having('warn') },
    { title: 'Accepted', findings: findings.filter((finding) => finding.accepted) },
  ];
  const lists = [
    { title: 'Not checked', findings: having('skip', 'unsupported') },
    { title: 'Notes', findings: having('info') },
  ];
  const isFull = ({ findings }: { readonly findings: readonly unknown[] }) => findings.length > 0;
  return {
    title: sentenceOf({ context, verdict }),
    kind: verdict.kind,
    stated,
    summary: verdictSummary(verdict.counts),
    facts: [
      ...facts.map(([name, code]) => ({ name, text: '', code })),
      ...(stated.length > 0 ? [{ name: 'From a file', text: stated.map(statedSentence).join(' ') }] : []),
    ],
    sections: sections.filter(isFull).map(({ title, findings }) => ({
      title,
      findings: findings.map((finding) => told(finding, redactor)),
    })),
    lists: lists.filter(isFull).map(({ title, findings }) => ({
      title,
      findings: findings.map((finding) => ({ title: findingTitle(finding), check: finding.check })),
    })),
    passed: having('pass').map(({ check }) => check),
  };
}

/** The verdict in one sentence, which says so where it rests on a file's word. */
export function sentenceOf({ context, verdict }: Pick<Inspection, 'context' | 'verdict'>): string {
  return statedVerdict(verdict.kind, verdictSentence(verdict), statedByFile(context.evidence));
}

/** The `response_mode` that was asked for, else what was observed. */
export function modeOf({ request, response }: Context): string {
  return (
    request?.get('response_mode') ??
    (response.responses.length > 0 ? `${response.channel}.jwt` : response.channel)
  );
}

function told(finding: Finding, redactor: Redactor): Told {
  const { why, act, todo } = explain(finding);
  const value = (name: string, given: Value | undefined) =>
    given === undefined ? [] : [{ name, text: '', code: valueText(redactor.value(given), 'UTC') }];
  return {
    title: findingTitle(finding),
    lines: [
      ...acceptance(finding, redactor),
      ...value('Expected', finding.expected),
      ...value('Observed', finding.observed),
      ...(why === '' ? [] : [{ name: 'Why it matters', text: why }]),
      ...(todo === null ? [] : [{ name: act, text: todo }]),
    ],
    clauses: finding.clauses,
    certainty: certaintySentence(finding.certainty),
    check: finding.check,
    catalogue: finding.catalogue,
  };
}

function acceptance({ accepted }: Finding, redactor: Redactor): Line[] {
  if (!accepted) return [];
  const until = new Date(accepted.until).toISOString();
  return [{ name: `Accepted until ${until}`, text: '', code: redactor.text(accepted.reason) }];
}
