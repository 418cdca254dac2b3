import { base64url } from 'jose';
import * as v from 'valibot';
import { type FileProblem, PortableClient, malformed } from './client-file.ts';
import type { Client } from './client.ts';

/** What the id of a client begins with that was rolled out by policy. No client that is typed or imported has it. */
const prefix = 'managed:';

/** Whether a client was rolled out by policy: then it can neither be changed nor deleted here. */
export function isManaged({ id }: Pick<Client, 'id'>): boolean {
  return id.startsWith(prefix);
}

/** What is wrong with a policy, and where: such as `clients.1.issuer`. */
export type PolicyProblem = Omit<FileProblem & { readonly code: 'malformed' }, 'code'>;

/** The clients that a policy rolls out, and what of it cannot be used. */
export interface Policy {
  readonly clients: readonly Client[];
  readonly problems: readonly PolicyProblem[];
}

/**
 * Reads the clients of a policy. One that is wrong spoils no other. Their revisions are made of what they say: a
 * policy that changes them makes new ones.
 *
 * @param clients the policy's `clients`, as the browser gives it; undefined where there is no policy
 */
export async function readPolicy(clients: unknown): Promise<Policy> {
  if (clients === undefined) return { clients: [], problems: [] };
  if (!Array.isArray(clients)) return { clients: [], problems: [{ path: 'clients', expected: 'Array' }] };
  const read = await Promise.all(clients.map(readOne));
  const problems = read.flatMap((one) => ('path' in one ? [one] : []));
  return { clients: read.flatMap((one) => ('path' in one ? [] : [one])), problems };
}

async function readOne(
  value: unknown,
  index: number,
  all: readonly unknown[],
): Promise<Client | PolicyProblem> {
  const parsed = v.safeParse(PortableClient, value);
  if (!parsed.success) {
    const { path, expected } = malformed(parsed.issues[0]);
    return { path: ['clients', index, ...(path === '' ? [] : [path])].join('.'), expected };
  }
  const client = parsed.output;
  const isTaken = all.slice(0, index).some((other) => v.is(WithId, other) && other.id === client.id);
  if (isTaken) return { path: `clients.${index}.id`, expected: 'an id of its own' };
  return { ...client, id: prefix + client.id, revision: prefix + (await digest(JSON.stringify(client))) };
}

const WithId = v.object({ id: v.string() });

async function digest(text: string): Promise<string> {
  const bytes = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return base64url.encode(new Uint8Array(bytes));
}
