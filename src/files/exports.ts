import type { Inspection } from '../inspect.ts';
import { htmlPage } from '../report/html.ts';
import { markdown, runMarkdown } from '../report/markdown.ts';
import { type Redaction, type Redactor, type Removed, noRedaction, redactionOf } from '../report/redact.ts';
import { type Report, modeOf, reportOf } from '../report/report.ts';
import { type Run, type RunHead, runHead } from '../report/run.ts';
import type { Named } from '../report/secrets-in.ts';
import {
  liveSentence,
  ordinalsSentence,
  receiptSentence,
  redactedSentence,
  writtenBy,
} from '../wording/files.ts';
import { type About, bundleFormat, bundleSchema } from './bundle.ts';
import { findingsOf } from './findings.ts';
import { harOf } from './har-write.ts';
import { stableJson } from './json.ts';

/** How something is exported. */
export interface ExportOptions extends About {
  /** Whether secrets are taken out; they are where this is left out. */
  readonly redact?: boolean;
  /** The run that the responses are of, if they are. */
  readonly run?: Run;
  /** What the tool keeps that is in no exchange, by name: PKCE verifiers and client secrets. */
  readonly own?: readonly Named[];
}

/** A file, and the receipt: what was taken out of it. */
export interface Export {
  readonly text: string;
  readonly removed: readonly Removed[];
}

/** Responses that were judged, as one document in Markdown (CommonMark). */
export function exportMarkdown(inspections: readonly Inspection[], options: ExportOptions): Export {
  const redaction = redactionFor(inspections, options);
  const reports = reportsOf(inspections, redaction);
  const run = runOf(inspections, redaction, options);
  const isOne = reports.length === 1 && !run;
  const title = run ? runMarkdown(run) : [`# ${reports.length} authorization responses`];
  const parts = [
    ...(isOne ? [] : title),
    ...reports.flatMap((report) => markdown(report, isOne ? 1 : 2)),
    notesOf(redaction, options).join(' '),
    '',
  ];
  return { text: parts.join('\n\n'), removed: redaction.receipt() };
}

/** The same as one page of HTML without script, for light, dark and paper. */
export function exportHtml(inspections: readonly Inspection[], options: ExportOptions): Export {
  const redaction = redactionFor(inspections, options);
  const reports = reportsOf(inspections, redaction);
  const run = runOf(inspections, redaction, options);
  return { text: htmlPage(reports, notesOf(redaction, options), run), removed: redaction.receipt() };
}

/** Requests and responses as HAR 1.2, with the verdicts in `_verdict`. */
export function exportHar(inspections: readonly Inspection[], options: ExportOptions): Export {
  const redaction = redactionFor(inspections, options);
  const log = harOf(inspections, redaction, options.version);
  const comment = notesOf(redaction, options).join(' ');
  const removed = redaction.receipt();
  const own = { _redaction: { redacted: redaction.isOn, removed }, comment };
  return { text: stableJson({ log: { ...log, ...own } }), removed };
}

/** Verdicts and findings as JSON, without the secrets: what `readBundle` refuses to judge again. */
export function exportJson(
  inspections: readonly Inspection[],
  options: Omit<ExportOptions, 'redact'>,
): Export {
  const redaction = redactionFor(inspections, { ...options, redact: true });
  const items = inspections.map((inspection) => {
    const redactor = redaction.of(inspection.context);
    const { title, kind, stated, facts } = reportOf(inspection, modeOf(inspection.context), redactor);
    return {
      verdict: { kind, sentence: title, stated },
      facts: Object.fromEntries(facts.map(({ name, text, code }) => [name, code ?? text])),
      findings: findingsOf(inspection, redactor),
    };
  });
  const run = runOf(inspections, redaction, options);
  const removed = redaction.receipt();
  const note = notesOf(redaction, options).join(' ');
  const about = { version: options.version, exportedAt: options.exportedAt };
  const head = { format: bundleFormat, schema: bundleSchema, redacted: true, removed, note, about };
  const named = run && {
    run: { name: run.name, facts: run.facts.map(({ name, text, code }) => [name, code ?? text]) },
  };
  return { text: stableJson({ ...head, ...named, items }), removed };
}

function runOf(
  inspections: readonly Inspection[],
  redaction: Redaction,
  { run, version }: Pick<ExportOptions, 'run' | 'version'>,
): RunHead | null {
  return run ? runHead(run, inspections, redaction, version) : null;
}

function redactionFor(
  inspections: readonly Inspection[],
  { redact = true, own = [] }: Pick<ExportOptions, 'redact' | 'own'>,
): Redaction {
  if (!redact) return noRedaction;
  return redactionOf(
    inspections.map(({ context }) => context),
    own,
  );
}

function reportsOf(inspections: readonly Inspection[], redaction: Redaction): Report[] {
  return inspections.map((inspection) => {
    const redactor: Redactor = redaction.of(inspection.context);
    return reportOf(inspection, modeOf(inspection.context), redactor);
  });
}

/** What is said of the file as a whole, after everything has been written. */
function notesOf(redaction: Redaction, { version }: About): string[] {
  return redaction.isOn
    ? [ordinalsSentence, receiptSentence(redaction.receipt()), redactedSentence, writtenBy(version)]
    : [liveSentence, writtenBy(version)];
}
