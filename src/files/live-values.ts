import type { Context } from '../checks/check.ts';
import { parseJwks } from '../issuer/jwks.ts';
import type { Inspection } from '../inspect.ts';
import { secretsIn } from '../report/secrets-in.ts';

/** What a file holds that may still be of use to somebody else. */
export const liveKinds = [
  'response',
  'code',
  'access_token',
  'refresh_token',
  'id_token',
  'id_token_hint',
  'request',
  'request_uri',
  'state',
  'nonce',
  'session_state',
  'login_hint',
  'sub',
  /** Members of a JWK that only its holder may know, where somebody published or pasted them. */
  'private_key',
  /** Claims and parameters with other names. */
  'other',
] as const;
export type LiveKind = (typeof liveKinds)[number];

/** How many different values there are of one kind. */
export interface LiveCount {
  readonly kind: LiveKind;
  readonly count: number;
}

/** The live values that the evidence on these responses holds, by kind, in the order of the list above. */
export function liveValues(inspections: readonly Inspection[]): LiveCount[] {
  const found = new Map<LiveKind, Set<string>>();
  const add = (kind: LiveKind, value: string) => {
    found.set(kind, (found.get(kind) ?? new Set()).add(value));
  };
  for (const { context } of inspections) {
    for (const [name, secret] of secretsIn(context))
      add(liveKinds.find((kind) => kind === name) ?? 'other', secret);
    for (const key of privateKeysIn(context)) add('private_key', key);
  }
  return liveKinds.flatMap((kind) => {
    const count = found.get(kind)?.size ?? 0;
    return count > 0 ? [{ kind, count }] : [];
  });
}

function privateKeysIn({ client, evidence }: Context): string[] {
  const pasted = client.keys.from === 'jwks' ? [client.keys.jwks] : [];
  const documents = [...pasted, ...evidence.lookups.flatMap(({ jwks }) => jwks ?? [])];
  return documents
    .flatMap((document) => parseJwks(document) ?? [])
    .filter(({ hasPrivateParts }) => hasPrivateParts)
    .map(({ json }) => json);
}
