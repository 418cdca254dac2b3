import type { Context } from '../../src/checks/check.ts';
import { parseUrl } from '../../src/host.ts';
import type { PublishedKey } from '../../src/issuer/jwks.ts';
import type { Fetched, LookupRecord } from '../../src/records.ts';

/** What is known of the keys that a response was judged with. */
export interface KeyFacts {
  /** Where the keys in force come from: null where there are none. */
  readonly from: 'pasted' | { readonly url: string; readonly at: number } | null;
  readonly metadata: { readonly url: string; readonly at: number } | null;
  readonly keys: readonly KeyFact[];
  /** Every look at the issuer, in order. */
  readonly looks: readonly LookFact[];
}

export interface KeyFact {
  readonly kid: string | undefined;
  /** Such as `RSA` or `EC P-256`. */
  readonly type: string;
  readonly alg: string | undefined;
  readonly use: string | undefined;
  /** Whether it verified a signature, of the response or its ID token, or is merely the one that it names. */
  readonly role: 'verified' | 'named' | null;
}

export interface LookFact extends Pick<LookupRecord, 'at' | 'why'> {
  readonly problems: readonly Fetched[];
}

/** Gathers what is known of the keys. */
export function keyFacts({ evidence, keys, signature, idToken }: Context): KeyFacts {
  const inForce = evidence.lookups.findLast(({ jwks }) => jwks !== null)?.record.keys;
  const described = evidence.lookups.findLast(({ metadata }) => metadata !== null)?.record.metadata;
  const role = (key: PublishedKey) => {
    // The ID token's signature is the only one that a plain response may have.
    const made = [signature, idToken?.signature ?? null].filter((one) => one !== null);
    if (made.some((one) => one.key?.index === key.index)) return 'verified';
    return made.some(({ named }) => named.some(({ index }) => index === key.index)) ? 'named' : null;
  };
  return {
    from: evidence.client.keys.from === 'jwks' ? 'pasted' : (inForce ?? null),
    metadata: described ?? null,
    keys: (keys ?? []).map((key) => ({
      kid: key.kid,
      type: [key.kty ?? 'no kty', key.crv].filter(Boolean).join(' '),
      alg: key.alg,
      use: key.use,
      role: role(key),
    })),
    looks: evidence.lookups.map(({ record }) => ({
      at: record.at,
      why: record.why,
      problems: problemsOf(record),
    })),
  };
}

/** What went wrong in one look: metadata that could not be had leaves the keys with the same problem, said once. */
function problemsOf({ metadata, keys }: LookupRecord): Fetched[] {
  const problems = [metadata, keys].flatMap((one) => (one?.problem ? [one] : []));
  return problems.filter(
    (one, index) =>
      problems.findIndex((other) => other.url === one.url && other.problem === one.problem) === index,
  );
}

/** Something that stands in the way of a full verdict, and what the user can do about it. */
export interface Obstacle {
  /** What the last look at the issuer did not get. */
  readonly problems: readonly Fetched[];
  /** Whether the issuer is being asked right now. */
  readonly isAsking: boolean;
  /** Whether requests at the authorization endpoint cannot be seen for want of access. */
  readonly requestHidden: boolean;
  /** URLs whose origins the extension may not reach, one an origin. */
  readonly noAccess: readonly string[];
}

/**
 * What stands in the way of a full verdict; null where nothing does.
 *
 * @param isAsking whether the verdict is pending, or the user has asked for another look
 */
export function obstacleOf(context: Context, isAsking: boolean): Obstacle | null {
  const { evidence, request, requestSkip } = context;
  const last = evidence.lookups.at(-1);
  const problems = last ? problemsOf(last.record) : [];
  const requestHidden = !request && requestSkip === 'no-access';
  const endpoint = requestHidden ? evidence.client.authorization_endpoint : undefined;
  const urls = problems.filter(({ problem }) => problem === 'no-access').map(({ url }) => url);
  const noAccess = [...urls, ...(endpoint === undefined ? [] : [endpoint])].filter(
    (url, index, all) =>
      parseUrl(url) !== null && all.findIndex((other) => originOf(other) === originOf(url)) === index,
  );
  if (problems.length === 0 && !requestHidden && !isAsking) return null;
  return { problems, isAsking, requestHidden, noAccess };
}

/** The origin that a URL belongs to, or the text itself where it is none. */
export function originOf(url: string): string {
  return parseUrl(url)?.origin ?? url;
}
