import { type Signer, signJwt } from '../jose/sign.ts';
import type { Field } from '../records.ts';

/** How long a request object is good for, in seconds: FAPI takes an hour at most. */
const life = 300;

/**
 * A signed request object (RFC 9101 4 and 5.1; FAPI 1.0 Advanced 5.2.2 for `nbf` and `exp`).
 *
 * @param parameters the request; `claims`, `authorization_details` and other JSON go in as what they are
 * @param now in seconds since 1970
 */
export async function requestObject(
  parameters: readonly Field[],
  { signer, client_id, issuer, jti }: RequestObjectFacts,
  now: number,
): Promise<string> {
  const iat = Math.floor(now);
  return await signJwt(signer, 'oauth-authz-req+jwt', {
    ...claimsOf(parameters),
    iss: client_id,
    aud: issuer,
    jti,
    iat,
    nbf: iat,
    exp: iat + life,
  });
}

export interface RequestObjectFacts {
  readonly signer: Signer;
  readonly client_id: string;
  readonly issuer: string;
  readonly jti: string;
}

/** A parameter that stands there more than once is a list (RFC 8707 2 for `resource`). */
function claimsOf(parameters: readonly Field[]): Record<string, unknown> {
  const claims = new Map<string, unknown[]>();
  for (const [name, value] of parameters) {
    const own: unknown = isJson(name, value) ? JSON.parse(value) : value;
    claims.set(name, [...(claims.get(name) ?? []), own]);
  }
  return Object.fromEntries(
    [...claims].map(([name, values]) => [name, values.length > 1 ? values : values[0]]),
  );
}

/** The same with another signature, which no key has made. */
export function spoil(jwt: string): string {
  const end = jwt.lastIndexOf('.') + 1;
  const first = jwt.charAt(end) === 'A' ? 'B' : 'A';
  return `${jwt.slice(0, end)}${first}${jwt.slice(end + 1)}`;
}

/** Parameters that are JSON: OpenID Connect Core 5.5, RFC 9396 2, OpenID Connect Core 3.1.2.1 for the number. */
function isJson(name: string, value: string): boolean {
  if (!['claims', 'authorization_details', 'max_age'].includes(name)) return false;
  try {
    JSON.parse(value);
    return true;
  } catch {
    return false;
  }
}
