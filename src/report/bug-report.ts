import type { Inspection } from '../inspect.ts';
import { ordinalsSentence, writtenBy } from '../wording/files.ts';
import { markdown } from './markdown.ts';
import { redactorOf } from './redact.ts';
import { reportOf } from './report.ts';
import type { Named } from './secrets-in.ts';

/** What a report says beside what was found. */
export interface ReportFacts {
  /** The `response_mode` that was asked for, else what was observed. */
  readonly mode: string;
  /** The version of this extension. */
  readonly version: string;
  /** What the tool keeps that is in no exchange: it does not leave either. */
  readonly own?: readonly Named[];
}

/**
 * A response that was judged, as a bug report in Markdown (CommonMark): the verdict, every finding that did not pass
 * with what was expected and observed, and who has to act. Times are in UTC. No secret is in it: values of the response
 * and the request are replaced by their names (`code#1`).
 */
export function bugReport(inspection: Inspection, { mode, version, own = [] }: ReportFacts): string {
  const report = reportOf(inspection, mode, redactorOf(inspection.context, own));
  const parts = markdown(report);
  const hasNames = parts.some((part) => /[\w-]#\d/.test(part));
  return [...parts, `${hasNames ? `${ordinalsSentence} ` : ''}${writtenBy(version)}`, ''].join('\n\n');
}
