import type { Context } from '../checks/check.ts';
import type { Compact } from '../jose/compact.ts';
import { requestParameters, responseParameters } from '../read/parameters.ts';
import { readRequest } from '../read/request.ts';
import { splitUrl } from '../read/response.ts';

const words = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((names) => names.split(' ')));

/** Parameters and claims that are no secret and name nobody; the value of any other one does not leave in a report. */
export const publicNames = words([
  // What a response says about itself (RFC 6749 4.1.2 and 4.2.2, RFC 9207, JARM 2.1).
  'error error_description error_uri iss aud exp iat nbf azp token_type expires_in scope acr amr auth_time',
  // What a request asks for (RFC 6749 4.1.1, OpenID Connect Core 3.1.2.1, RFC 7636, RFC 8707).
  'client_id redirect_uri response_type response_mode prompt display max_age ui_locales claims_locales',
  'acr_values resource code_challenge_method',
]);

/** Header parameters that say how a JWT is made (RFC 7515 4.1, RFC 7516 4.1). */
const publicHeaders = words(['alg enc zip typ cty kid crit jku x5u b64']);

/** Names that a specification gives; any other name may be a secret itself. */
const knownNames: ReadonlySet<string> = new Set([
  ...publicNames,
  ...publicHeaders,
  ...requestParameters,
  ...responseParameters,
  ...words([
    'token sub jti sid nonce c_hash at_hash s_hash email name phone_number epk apu apv iv tag jwk x5c',
  ]),
]);

export type Named = readonly [name: string, secret: string];

/** What a secret is called where it was: its name if a specification has it, else `value`. */
export function kindOf(name: string): string {
  return knownNames.has(name) ? name : 'value';
}

/** Every secret that an exchange is known to hold, those that are named first. */
export function secretsIn({ evidence, response, compact, jwt, jwe, decryption, idToken }: Context): Named[] {
  const { request, typed } = evidence;
  const asked = request && readRequest(request);
  const pairs: Named[] = [
    ...response.query,
    ...response.fragment,
    ...response.form,
    ...membersOf(jwt),
    ...membersOf(idToken?.jwt ?? null),
    ...(asked?.parameters ?? []),
    ...(request ? splitUrl(request.url).fragment : []),
    ...(asked?.inner ?? []),
    ...(evidence.started?.parameters ?? []),
    ...membersOf(asked?.object ?? null),
    ...Object.entries(typed),
  ];
  const headers = [jwt, jwe, idToken?.jwt ?? null, idToken?.jwe ?? null, asked?.object ?? null];
  const named = [
    ...pairs.filter(([name]) => !publicNames.has(name)),
    ...headers.flatMap(headersOf).filter(([name]) => !publicHeaders.has(name) && !publicNames.has(name)),
  ].filter(([, secret]) => secret !== '');
  const inside = [decryption, idToken?.decryption].flatMap((one) =>
    one?.state === 'decrypted' ? one.plaintext : [],
  );
  const texts = [...named.map(([, secret]) => secret), compact ?? '', idToken?.text ?? '', ...inside];
  return [...named, ...texts.flatMap(partsOf)];
}

function membersOf(jwt: Compact | null): Named[] {
  if (jwt?.form !== 'jws' || jwt.payload.problem) return [];
  return Object.entries(jwt.payload.members).flatMap(([name, value]) => leavesOf(name, value));
}

function headersOf(jwt: Compact | null): Named[] {
  if (!jwt || jwt.form === 'other') return [];
  return Object.entries(jwt.header.members).flatMap(([name, value]) => leavesOf(name, value));
}

/** The texts and numbers in a JSON value, however deep, by the name of the member that they are in. */
function leavesOf(name: string, value: unknown): Named[] {
  if (typeof value === 'string') return [[name, value]];
  if (typeof value === 'number') return [[name, String(value)]];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((own) => leavesOf(name, own));
}

/** A compact token, and each of its parts but the header; nothing where a text is none. */
function partsOf(text: string): Named[] {
  const [, ...parts] = text.split('.');
  if (parts.length < 2) return [];
  return [['token', text], ...parts.filter((part) => part !== '').map((part): Named => ['token', part])];
}
