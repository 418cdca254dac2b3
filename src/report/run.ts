import { catalogueVersion } from '../evidence.ts';
import type { Inspection } from '../inspect.ts';
import { runCounts } from '../wording/files.ts';
import type { Redaction } from './redact.ts';
import type { Line } from './report.ts';

/** A series of logins that the tester gave a name, and what it ran in. */
export interface Run {
  readonly name: string;
  /** In milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The browser as `browserOf` names it. */
  readonly browser: string;
}

/** What stands above the reports of a run. */
export interface RunHead {
  readonly name: string;
  readonly facts: readonly Line[];
}

/**
 * Says what was run, when, in which environment and for which clients, as far as it may leave. Times are in UTC.
 *
 * @param version of the extension
 */
export function runHead(
  { name, from, to, browser }: Run,
  inspections: readonly Inspection[],
  redaction: Redaction,
  version: string,
): RunHead {
  const [first] = inspections;
  const clients = inspections.map(({ context }) => {
    const redactor = redaction.of(context);
    return `${redactor.name(context.client.client_id)} at ${redactor.name(context.client.issuer)}`;
  });
  const quoted = (label: string, code: string): Line => ({ name: label, text: '', code });
  return {
    name: first ? redaction.of(first.context).text(name) : name,
    facts: [
      { name: 'Responses', text: runCounts(inspections.map(({ verdict }) => verdict.kind)) },
      quoted('Started', new Date(from).toISOString()),
      quoted('Ended', new Date(to).toISOString()),
      quoted('Browser', browser),
      quoted('Extension', `OAuth Response Inspector ${version}, catalogue ${catalogueVersion}`),
      ...[...new Set(clients)].map((client) => quoted('Client', client)),
    ],
  };
}

/** What browsers call themselves, those first that also call themselves one of the others. */
const products = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
] as const;

/** The name and version of a browser, and what it runs on, as its `User-Agent` says (RFC 9110 10.1.5). */
export function browserOf(userAgent: string): string {
  const [, system = ''] = /\(([^)]*)\)/.exec(userAgent) ?? [];
  for (const [product, name] of products) {
    const [, version] = new RegExp(`${product}/([\\d.]+)`).exec(userAgent) ?? [];
    if (version !== undefined) return system === '' ? `${name} ${version}` : `${name} ${version} (${system})`;
  }
  return userAgent;
}
