import { readCompact } from '../jose/compact.ts';
import { type Parameters, valueOf } from '../read/parameters.ts';
import { splitUrl } from '../read/response.ts';
import type { Navigation } from './navigation.ts';

/** Where an authorization response went that no registered client fits, and who may have sent it. */
export interface Stranger {
  /** The URL without query and fragment: what would be registered as a callback. */
  readonly callback: string;
  /** The `aud` of the response, else the `client_id` of a request that named the callback; null where neither is known. */
  readonly client_id: string | null;
  /** The `iss` of the response, unverified; null where it names none. */
  readonly issuer: string | null;
  readonly count: number;
}

/** So many callbacks are named; no file of one tester has more. */
const strangerLimit = 100;

/** Gathers responses that belong to nobody. */
export interface Strangers {
  /** Takes note of a navigation: of whom it asks on behalf of, or of the response that it is. */
  note(navigation: Navigation): void;
  list(): Stranger[];
}

/** Makes a list that is empty yet. */
export function gatherStrangers(): Strangers {
  const asked = new Map<string, string>();
  const found = new Map<string, Stranger>();
  return {
    note(navigation) {
      const { landing, query, fragment } = splitUrl(navigation.url);
      const parts = [navigation.form ?? [], fragment, query];
      const [redirectUri, clientId] = [valueOf(query, 'redirect_uri'), valueOf(query, 'client_id')];
      if (redirectUri !== undefined && clientId !== undefined)
        return void asked.set(splitUrl(redirectUri).landing, clientId);
      const answer = parts.find(isAnswer);
      if (!answer) return undefined;
      const claims = claimsOf(answer);
      const client_id = claims.client_id ?? asked.get(landing) ?? null;
      const key = JSON.stringify([landing, client_id, claims.issuer]);
      const before = found.get(key);
      if (!before && found.size >= strangerLimit) return undefined;
      found.set(key, {
        callback: landing,
        client_id,
        issuer: claims.issuer,
        count: (before?.count ?? 0) + 1,
      });
      return undefined;
    },
    list: () => [...found.values()],
  };
}

/** Whether parameters are those of a response, and not of a token request, a search or a discount. */
function isAnswer(parameters: Parameters): boolean {
  const has = (name: string) => valueOf(parameters, name) !== undefined;
  const isJwt = (name: string) => {
    const jwt = readCompact(valueOf(parameters, name) ?? '');
    return jwt.form !== 'other' && jwt.header.problem === null;
  };
  if (has('grant_type') || has('client_secret') || has('client_assertion')) return false;
  if (isJwt('response') || isJwt('id_token')) return true;
  const comesWith = ['state', 'iss', 'session_state'].some(has);
  return ((has('code') || has('error')) && comesWith) || (has('access_token') && has('token_type'));
}

/** What a response says of sender and receiver, in the clear or in a JWT, which is not verified. */
export function claimsOf(parameters: Parameters): {
  readonly issuer: string | null;
  readonly client_id: string | null;
} {
  const jwt = readCompact(valueOf(parameters, 'response') ?? valueOf(parameters, 'id_token') ?? '');
  const members = jwt.form === 'jws' ? jwt.payload.members : {};
  const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
  const audience: unknown = members['aud'];
  const first: unknown = Array.isArray(audience) ? audience[0] : audience;
  return { issuer: text(members['iss']) ?? valueOf(parameters, 'iss') ?? null, client_id: text(first) };
}
