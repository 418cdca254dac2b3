import { base64url } from 'jose';
import { type Context, requested } from './checks/check.ts';
import type { Exchange } from './exchange.ts';
import { valueOf } from './read/parameters.ts';
import { type Earlier, type HistoryRecord, type OnceKind, onceKinds } from './records.ts';

/** The values of one exchange that must not come twice, as far as they are known. */
export type OnceValues = Readonly<Partial<Record<OnceKind, string>>>;

/** Finds among what was read of an exchange the values that must not come twice. Of what was cut nothing is compared. */
export function onceValues(context: Context): OnceValues {
  const { answer, compact, decryption, isCut, request } = context;
  const values: Record<OnceKind, unknown> = {
    response: isCut ? undefined : compact,
    jwt: decryption?.state === 'decrypted' ? decryption.plaintext : undefined,
    code: answer?.('code'),
    state: answer?.('state'),
    requested_state: known(context, 'state'),
    nonce: known(context, 'nonce') ?? nonceOf(context),
    request_uri: pushedUri(context),
    code_challenge: known(context, 'code_challenge'),
    request: request && !request.isCut ? JSON.stringify(request.parameters) : undefined,
  };
  const found = Object.entries(values).filter(([, value]) => typeof value === 'string' && value !== '');
  return Object.fromEntries(found);
}

function known(context: Context, name: string): string | undefined {
  const parameter = requested(context, name);
  return 'value' in parameter ? parameter.value : undefined;
}

/** The nonce as the ID token returns it, where the request cannot be read. */
function nonceOf({ idToken }: Context): unknown {
  return idToken?.jwt.form === 'jws' ? idToken.jwt.payload.members['nonce'] : undefined;
}

/**
 * The `request_uri` of a pushed request (RFC 9126 2.2). One that names a web address is a place where a request object
 * is kept (RFC 9101 5.2), and may well be used again.
 */
export function pushedUri({ request }: Context): string | undefined {
  const uri = request ? valueOf(request.parameters, 'request_uri') : undefined;
  return uri === undefined || /^https?:/i.test(uri) ? undefined : uri;
}

/** Which exchange carried which value, so that each new one is compared with all before it in one step. */
export interface HistoryIndex {
  /** How many exchanges are in it. */
  size(): number;
  has(response: string): boolean;
  add(record: HistoryRecord): void;
  /** The newest exchange before a response that carried a value, by the value's digest. */
  newestBefore(response: string, digest: string): HistoryRecord | undefined;
}

/** An index of nothing. */
export function emptyIndex(): HistoryIndex {
  const responses = new Set<string>();
  const byDigest = new Map<string, HistoryRecord[]>();
  /** How many of a list came before a response: thousands may have carried the same value. */
  const countBefore = (response: string, list: readonly HistoryRecord[]) => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if ((list[middle]?.response ?? '') < response) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    size: () => responses.size,
    has: (response) => responses.has(response),
    add(record) {
      responses.add(record.response);
      for (const digest of Object.values(record.digests)) {
        const list = byDigest.get(digest);
        if (list) list.splice(countBefore(record.response, list), 0, record);
        else byDigest.set(digest, [record]);
      }
    },
    newestBefore(response, digest) {
      const list = byDigest.get(digest) ?? [];
      return list[countBefore(response, list) - 1];
    },
  };
}

/**
 * Says what had been seen before a response came.
 *
 * @param isPrivate whether it came in a private window: those are compared with each other only
 * @param index of the exchanges that came before; later ones in it do not count
 */
export async function historyOf(
  { response, client }: Pick<Exchange, 'response' | 'client'>,
  values: OnceValues,
  isPrivate: boolean,
  index: HistoryIndex,
): Promise<HistoryRecord> {
  const digests: Partial<Record<OnceKind, string>> = {};
  const earlier: Earlier[] = [];
  for (const kind of onceKinds) {
    const value = values[kind];
    if (value === undefined) continue;
    const scope = { server: client.issuer, client: client.id, all: '' }[scopes[kind]];
    const digest = await digestOf([isPrivate ? 'private' : 'normal', kind, scope, value]);
    digests[kind] = digest;
    const before = index.newestBefore(response.id, digest);
    if (before) earlier.push({ kind, response: before.response, at: before.at });
  }
  return { response: response.id, at: response.at, digests, earlier };
}

/** What a value is compared within: a code and a `request_uri` belong to a server, what a client made to the client. */
const scopes: Readonly<Record<OnceKind, 'client' | 'server' | 'all'>> = {
  response: 'all',
  jwt: 'all',
  code: 'server',
  state: 'client',
  requested_state: 'client',
  nonce: 'client',
  request_uri: 'server',
  code_challenge: 'client',
  request: 'client',
};

/** The first 132 bits of a SHA-256 as base64url: thousands are held, and nobody is to find two of one value. */
async function digestOf(parts: readonly string[]): Promise<string> {
  const bytes = new TextEncoder().encode(JSON.stringify(parts));
  return base64url.encode(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))).slice(0, 22);
}
