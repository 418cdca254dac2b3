import type { Finding } from './checks/check.ts';
import type { Inspection } from './inspect.ts';
import type { Compact } from './jose/compact.ts';
import type { JsonPart } from './jose/json.ts';
import { sentenceOf } from './report/report.ts';
import { findingTitle } from './wording/titles.ts';

/** What a compared field is part of. */
export const comparedGroups = [
  'verdict',
  'findings',
  'outer header',
  'header',
  'claims',
  'response',
  'request',
  'registration',
] as const;
export type ComparedGroup = (typeof comparedGroups)[number];

/** One thing in which two responses differ; null where it is not there. */
export interface Difference {
  readonly group: ComparedGroup;
  readonly name: string;
  readonly one: string | null;
  readonly other: string | null;
}

type Fields = Map<string, { readonly group: ComparedGroup; readonly name: string; readonly text: string }>;

/**
 * Compares two responses field by field: verdict, findings, JWT, parameters, request and registration.
 *
 * @returns what differs, in the order of the groups, and in how many fields the two are alike
 */
export function compareInspections(
  one: Inspection,
  other: Inspection,
): { readonly differences: readonly Difference[]; readonly alike: number } {
  const [ones, others] = [fieldsOf(one), fieldsOf(other)];
  const all = new Map([...ones, ...others]);
  const differences = [...all].flatMap(([key, { group, name }]): Difference[] => {
    const [here, there] = [ones.get(key)?.text ?? null, others.get(key)?.text ?? null];
    return here === there ? [] : [{ group, name, one: here, other: there }];
  });
  const place = ({ group }: Difference) => comparedGroups.indexOf(group);
  return {
    differences: differences.toSorted((a, b) => place(a) - place(b)),
    alike: all.size - differences.length,
  };
}

function fieldsOf({ context, findings, verdict }: Inspection): Fields {
  const fields: Fields = new Map();
  const add = (group: ComparedGroup, name: string, text: string) => {
    let key = `${group} ${name}`;
    // A name that stands twice is compared with the second of the other one.
    for (let n = 2; fields.has(key); n += 1) key = `${group} ${name} ${n}`;
    fields.set(key, { group, name, text });
  };
  add('verdict', 'Verdict', sentenceOf({ context, verdict }));
  for (const finding of findings) add('findings', finding.check, said(finding));
  if (context.jwe) addPart(context.jwe.header, (name, text) => add('outer header', name, text));
  addJwt(context.jwt, add);
  for (const [name, text] of context.response.parameters) add('response', name, text);
  add('response', 'Callback', context.response.landing);
  add('response', 'Channel', context.response.channel);
  for (const [name, text] of context.request?.parameters ?? []) add('request', name, text);
  for (const [name, text] of context.request?.inner ?? []) add('request', `request object: ${name}`, text);
  const { client, profile } = context;
  add('registration', 'issuer', client.issuer);
  add('registration', 'client_id', client.client_id);
  add('registration', 'profile', profile);
  return fields;
}

function said(finding: Finding): string {
  return `${finding.outcome}: ${findingTitle(finding)}`;
}

function addJwt(jwt: Compact | null, add: (group: ComparedGroup, name: string, text: string) => void): void {
  if (jwt?.form !== 'jws') return;
  addPart(jwt.header, (name, text) => add('header', name, text));
  addPart(jwt.payload, (name, text) => add('claims', name, text));
}

function addPart({ members }: JsonPart, add: (name: string, text: string) => void): void {
  for (const [name, value] of Object.entries(members))
    add(name, typeof value === 'string' ? value : JSON.stringify(value));
}
