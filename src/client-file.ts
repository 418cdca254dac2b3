import * as v from 'valibot';
import { Client } from './client.ts';
import { isObject } from './jose/json.ts';

/** What tells a file with clients from any other JSON. */
const format = 'oauth-response-inspector-clients';
/** Raised when a file could not be read by the versions before. */
const version = 1;

/** The longest file that is read, in characters (and in bytes, before it is read). */
export const fileLimit = 1_000_000;
/** The most clients that are taken from one file or one policy. */
const clientLimit = 500;

/**
 * A client as it goes from one browser to another, by a file or by policy: all but its revision, which is made anew.
 * What is no member of a client, such as a secret, is left out.
 */
export const PortableClient = v.object({
  ...v.omit(Client, ['revision']).entries,
  test_network_without_tls: v.optional(v.boolean(), false),
  id: v.pipe(v.string(), v.regex(/^[\w.-]{1,100}$/)),
});
export type PortableClient = v.InferOutput<typeof PortableClient>;

/** Why no clients were read from a file. */
export type FileProblem =
  | { readonly code: 'unreadable' | 'too-large' | 'not-json' | 'other' | 'newer' | 'no-clients' | 'too-many' }
  /** `path` is where, such as `clients.0.issuer`; `expected` what should stand there. */
  | { readonly code: 'malformed'; readonly path: string; readonly expected: string };

/** Clients as the text of a file. It holds no secret: no client does. */
export function writeClientFile(clients: readonly Client[]): string {
  const portable = clients.map((client) => {
    const { revision: _, ...rest } = client;
    return rest;
  });
  return `${JSON.stringify({ format, version, clients: portable }, null, 2)}\n`;
}

/** Reads the text of a file with clients; whether they can be registered is another question. */
export function readClientFile(text: string): readonly PortableClient[] | FileProblem {
  if (text.length > fileLimit) return { code: 'too-large' };
  const file = parseJson(text);
  if (file === undefined) return { code: 'not-json' };
  if (!isObject(file) || file['format'] !== format) return { code: 'other' };
  if (typeof file['version'] === 'number' && file['version'] > version) return { code: 'newer' };
  const clients = file['clients'];
  if (Array.isArray(clients) && clients.length === 0) return { code: 'no-clients' };
  if (Array.isArray(clients) && clients.length > clientLimit) return { code: 'too-many' };
  const parsed = v.safeParse(
    v.object({ version: v.literal(version), clients: v.array(PortableClient) }),
    file,
  );
  return parsed.success ? parsed.output.clients : malformed(parsed.issues[0]);
}

/** Where a value is not what it should be, and what was expected there. */
export function malformed(issue: v.BaseIssue<unknown>): FileProblem & { readonly code: 'malformed' } {
  return { code: 'malformed', path: v.getDotPath(issue) ?? '', expected: issue.expected ?? 'something else' };
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}
