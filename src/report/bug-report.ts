import type { Finding, Value } from '../checks/check.ts';
import { catalogueVersion } from '../evidence.ts';
import type { Inspection } from '../inspect.ts';
import { certaintySentence } from '../wording/certainty.ts';
import { clauseUrl } from '../wording/clauses.ts';
import { explain } from '../wording/explanations.ts';
import { findingTitle } from '../wording/titles.ts';
import { valueText, visibleText } from '../wording/values.ts';
import { verdictSentence, verdictSummary } from '../wording/verdict.ts';
import { type Redactor, redactorOf } from './redact.ts';

/** What a report says beside what was found. */
export interface ReportFacts {
  /** The `response_mode` that was asked for, else what was observed. */
  readonly mode: string;
  /** The version of this extension. */
  readonly version: string;
}

/**
 * A response that was judged, as a bug report in Markdown (CommonMark): the verdict, every finding that did not pass
 * with what was expected and observed, and who has to act. Times are in UTC. No secret is in it: values of the response
 * and the request are replaced by their names (`code#1`).
 */
export function bugReport(
  { context, findings, verdict }: Inspection,
  { mode, version }: ReportFacts,
): string {
  const { client, evidence, profile, arrived, response } = context;
  const redactor = redactorOf(context);
  const having = (...outcomes: readonly Finding['outcome'][]) =>
    findings.filter(
      ({ outcome, code, accepted }) => !accepted && outcomes.includes(outcome) && code !== 'not-watched',
    );
  const accepted = findings.filter((finding) => finding.accepted);
  const facts: readonly (readonly [string, string])[] = [
    ['Issuer', client.issuer],
    ['Client', client.client_id],
    ['Callback', redactor.url(response.landing)],
    ['Response mode', redactor.text(mode)],
    ['Arrived', new Date(arrived * 1000).toISOString()],
    ['Authorization request', evidence.request ? redactor.url(evidence.request.url) : 'not seen'],
    ['Judged by', `${profile}, catalogue ${catalogueVersion}`],
  ];
  return [
    `# ${verdictSentence(verdict)}`,
    verdictSummary(verdict.counts),
    facts.map(([name, text]) => `- ${name}: ${code(text)}`).join('\n'),
    ...section('Failed', having('fail'), redactor),
    ...section('Warnings', having('warn'), redactor),
    ...section('Accepted', accepted, redactor),
    ...list('Not checked', having('skip', 'unsupported')),
    ...list('Notes', having('info')),
    ...names('Passed', having('pass')),
    `A name with a number, such as \`code#1\`, stands for a secret value; the same number is the same value. Written by OAuth Response Inspector ${version}.`,
    '',
  ].join('\n\n');
}

function section(title: string, findings: readonly Finding[], redactor: Redactor): string[] {
  if (findings.length === 0) return [];
  return [`## ${title}`, ...findings.map((finding) => told(finding, redactor))];
}

function list(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  const lines = findings.map((finding) => `- ${findingTitle(finding)} (${code(finding.check)})`);
  return [`## ${title}`, lines.join('\n')];
}

function names(title: string, findings: readonly Finding[]): string[] {
  if (findings.length === 0) return [];
  return [`## ${title}`, findings.map(({ check }) => code(check)).join(', ')];
}

function told(finding: Finding, redactor: Redactor): string {
  const { why, act, todo } = explain(finding);
  const value = (name: string, given: Value | undefined) =>
    given === undefined ? [] : [`- ${name}: ${code(valueText(redactor.value(given), 'UTC'))}`];
  return [
    `### ${findingTitle(finding)}`,
    [
      ...acceptance(finding, redactor),
      ...value('Expected', finding.expected),
      ...value('Observed', finding.observed),
      ...(why === '' ? [] : [`- Why it matters: ${why}`]),
      ...(todo === null ? [] : [`- ${act}: ${todo}`]),
      `- Clause: ${finding.clauses.map(clause).join(', ')}`,
      ...certainty(finding),
      `- Check: ${code(finding.check)} (${finding.catalogue})`,
    ].join('\n'),
  ].join('\n\n');
}

function acceptance({ accepted }: Finding, redactor: Redactor): string[] {
  if (!accepted) return [];
  return [
    `- Accepted until ${new Date(accepted.until).toISOString()}: ${code(redactor.text(accepted.reason))}`,
  ];
}

function certainty(finding: Finding): string[] {
  const sentence = certaintySentence(finding.certainty);
  return sentence === null ? [] : [`- Certainty: ${sentence}`];
}

function clause(label: string): string {
  const url = clauseUrl(label);
  return url ? `[${label}](${url})` : label;
}

/** Text as code, whatever it holds (CommonMark 6.1): what a server sent must not become Markdown. */
function code(text: string): string {
  const shown = visibleText(text);
  const runs = shown.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  return /^`|`$/.test(shown) || shown === '' ? `${fence} ${shown} ${fence}` : `${fence}${shown}${fence}`;
}
