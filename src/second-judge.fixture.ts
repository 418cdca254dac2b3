/** Responses at random, good and bad, judged by us and by oauth4webapi, which knows nothing of us. */
import fc from 'fast-check';
import { base64url } from 'jose';
import type { JWK } from 'jose';
import {
  AuthorizationResponseError,
  type AuthorizationServer,
  allowInsecureRequests,
  clockTolerance,
  customFetch,
  validateJwtAuthResponse,
} from 'oauth4webapi';
import { callback, client, evidence, goodClaims, goodRequest, issuer, now, response } from './fixture.ts';
import { inspect } from './inspect.ts';
import { keyFor } from './mutations/flow.fixture.ts';
import { signInput } from './mutations/sign.fixture.ts';

const leeway = 30;
const algs = ['RS256', 'PS256', 'ES256', 'Ed25519'] as const;

/** How far from the response's arrival a time claim is, in seconds: far, near, and at the very edge. */
const offset = fc.oneof(
  fc.integer({ min: -200_000, max: 200_000 }),
  fc.constantFrom(-leeway - 1, -leeway, -leeway + 1, -1, 0, 1, leeway, leeway + 1, 600),
);
const time = fc.oneof(
  { weight: 4, arbitrary: offset.map((seconds) => now + seconds) },
  fc.constantFrom<unknown>(String(now + 60), null, true, now + 0.5, 1e15),
);
const odd = fc.constantFrom<unknown>(null, 7, true, {}, [], '');
const usually = <T>(good: T, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 8, arbitrary: fc.constant(good) }, { weight: 1, arbitrary: other });

const claims = fc.record({
  iss: usually(issuer, fc.oneof(odd, fc.constantFrom(`${issuer}/`, 'https://evil.example', undefined))),
  aud: usually(
    client.client_id,
    fc.oneof(
      odd,
      fc.constantFrom<unknown>('another', [client.client_id], [client.client_id, 'x'], ['x'], undefined),
    ),
  ),
  exp: usually(now + 120, fc.oneof(time, fc.constant(undefined))),
  iat: usually(undefined, time),
  nbf: usually(undefined, time),
  state: usually(goodClaims.state, fc.oneof(odd, fc.constantFrom('another', undefined))),
  code: usually(goodClaims.code, fc.oneof(odd, fc.constant(undefined))),
  error: usually(undefined, fc.oneof(odd, fc.constantFrom('access_denied', 'x'))),
  jti: usually(undefined, fc.string()),
  extra: usually(undefined, fc.jsonValue()),
});

const header = fc.record({
  alg: usually('right', fc.constantFrom<unknown>(...algs, 'none', 'RS384', 'HS256', 'XX', 7, undefined)),
  kid: usually('right', fc.constantFrom<unknown>('another', undefined, 7, '')),
  typ: usually(undefined, fc.constantFrom('JWT', 'at+jwt', 'x')),
  crit: usually(undefined, fc.constantFrom<unknown>(['b64'], [], ['exp'], 'exp', null)),
  jwk: usually(undefined, fc.constant('signer')),
});

/** One response to be made. */
export const cases = fc.record({
  alg: fc.constantFrom(...algs),
  signer: usually('published', fc.constant('unpublished')),
  registered: usually('right', fc.constantFrom(...algs)),
  header,
  claims,
  /** What is done to the JWT's text or to what it travels in. */
  finish: usually(
    'nothing',
    fc.constantFrom(
      'flip-signature',
      'cut-signature',
      'no-signature',
      'double-iss',
      'array-payload',
      'pad-payload',
      'space-in-payload',
      'fourth-part',
      'state-beside',
      'response-twice',
    ),
  ),
  keys: usually(
    'all',
    fc.constantFrom('none', 'bare', 'for-encryption', 'no-verify', 'other-alg', 'twice', 'not-the-right-one'),
  ),
});
type Case = typeof cases extends fc.Arbitrary<infer T> ? T : never;

/** What both said of one response. */
export interface Comparison {
  readonly accepted: { readonly here: boolean; readonly there: boolean };
  /** What failed here. */
  readonly failed: readonly string[];
  /** What warned here. */
  readonly warned: readonly string[];
  /** Why it was refused there. */
  readonly refused: string;
}

/** Makes one response, and has both judge it. The clock has to stand at the fixture's `arrived`. */
export async function compare(made: Case): Promise<Comparison> {
  const key = keyFor(made.alg, made.signer === 'published' ? 'published' : 'unpublished');
  const keys = keysOf(made);
  const jwt = await jwtOf(made, key);
  const parameters = new URLSearchParams({ response: jwt });
  if (made.finish === 'state-beside') parameters.append('state', goodClaims.state);
  if (made.finish === 'response-twice') parameters.append('response', jwt);
  const registered = algs.find((alg) => alg === made.registered) ?? made.alg;
  const given = evidence(
    response(`${callback}?${parameters.toString()}`),
    keys,
    { client: { ...client, authorization_signed_response_alg: registered, leeway } },
    { issuer, authorization_signing_alg_values_supported: algs },
  );
  const { findings, verdict } = await inspect(given);
  const named = (wanted: string) =>
    findings.filter(({ outcome }) => outcome === wanted).map(({ check, code }) => `${check} ${code}`);
  const refused = await refusal(parameters, keys, registered);
  return {
    accepted: { here: verdict.kind === 'valid', there: refused === '' },
    failed: named('fail'),
    warned: named('warn'),
    refused,
  };
}

async function refusal(parameters: URLSearchParams, keys: readonly JWK[], alg: string): Promise<string> {
  const server: AuthorizationServer = { issuer, jwks_uri: `${issuer}/jwks` };
  const registration = {
    client_id: client.client_id,
    authorization_signed_response_alg: alg,
    [clockTolerance]: leeway,
  };
  try {
    await validateJwtAuthResponse(server, registration, parameters, goodRequest['state'], {
      [customFetch]: () => Promise.resolve(Response.json({ keys })),
      [allowInsecureRequests]: true,
    });
    return '';
  } catch (error) {
    // A good response with an error in it is reported by an exception of its own.
    if (error instanceof AuthorizationResponseError) return '';
    return error instanceof Error ? error.message : 'unknown';
  }
}

async function jwtOf({ header, claims, alg, finish }: Case, key: JWK): Promise<string> {
  const members = {
    ...header,
    alg: header.alg === 'right' ? alg : header.alg,
    kid: header.kid === 'right' ? keyFor(alg).kid : header.kid,
    jwk: header.jwk === undefined ? undefined : publicPart(key),
  };
  const text = JSON.stringify(claims);
  const payload = {
    'double-iss': text.replace('{', '{"iss":"https://evil.example",'),
    'array-payload': '[1]',
  }[String(finish)];
  const encoded = base64url.encode(payload ?? text);
  const odd = {
    'pad-payload': `${encoded}=`,
    'space-in-payload': `${encoded.slice(0, 4)} ${encoded.slice(4)}`,
  };
  const second = odd[finish === 'pad-payload' || finish === 'space-in-payload' ? finish : 'pad-payload'];
  const isOdd = finish === 'pad-payload' || finish === 'space-in-payload';
  const input = `${base64url.encode(JSON.stringify(members))}.${isOdd ? second : encoded}`;
  const signed = await signInput(input, key);
  const signature = base64url.decode(signed.slice(input.length + 1));
  switch (finish) {
    case 'flip-signature':
      return `${input}.${base64url.encode(signature.map((byte, index) => (index === 3 ? byte ^ 4 : byte)))}`;
    case 'cut-signature':
      return `${input}.${base64url.encode(signature.slice(0, -1))}`;
    case 'no-signature':
      return `${input}.`;
    case 'fourth-part':
      return `${signed}.AA`;
    default:
      return signed;
  }
}

function keysOf({ keys, alg }: Case): JWK[] {
  const all = algs.map((one) => publicPart(keyFor(one)));
  const change = (changes: JWK) => all.map((key) => (key.alg === alg ? { ...key, ...changes } : key));
  switch (keys) {
    case 'none':
      return [];
    case 'bare':
      return all.map(({ use: _use, alg: _alg, kid: _kid, ...bare }) => bare);
    case 'for-encryption':
      return change({ use: 'enc' });
    case 'no-verify':
      return change({ key_ops: ['sign'] });
    case 'other-alg':
      return change({ alg: 'ES512' });
    case 'twice':
      return [...all, { ...publicPart(keyFor(alg, 'unpublished')), kid: keyFor(alg).kid ?? '' }];
    case 'not-the-right-one':
      return all.filter((key) => key.alg !== alg);
    default:
      return all;
  }
}

function publicPart({ d: _d, p: _p, q: _q, dp: _dp, dq: _dq, qi: _qi, ...published }: JWK): JWK {
  return published;
}

/**
 * Where we refuse and oauth4webapi does not: what it leaves to its caller, or takes as it comes, and the clause that
 * we go by.
 */
const stricter = new Map([
  ['code-xor-error neither', 'RFC 6749 4.1.2: a response has a code or an error'],
  ['params-by-type missing', 'RFC 6749 4.1.2: a response has a code or an error'],
  ['code-xor-error type', 'RFC 6749 A.11: a code is text'],
  ['code-xor-error both', 'RFC 6749 4.1.2.1: an error comes instead of a code'],
  ['typ other-token', 'RFC 8725 3.11: a typ that names another kind of JWT'],
  ['response-charset alphabet', 'RFC 7515 2: base64url without padding or white space'],
  ['payload-json alphabet', 'RFC 7515 2: base64url without padding or white space'],
  ['payload-json padding', 'RFC 7515 2: base64url without padding or white space'],
  ['payload-json duplicate', 'RFC 7519 4: claim names are unique'],
  ['response-only outside', 'JARM 2.1: all parameters are in the JWT'],
]);

/** Where we accept with this warning and oauth4webapi says that: every key that fits is tried here. */
const milder = new Map([
  ['kid-unique duplicate', 'RFC 7517 4.5: key IDs should differ, which is no MUST'],
  [
    'kid-needed ambiguous',
    'RFC 7515 4.1.4: kid is a hint; OIDC Core 10.1 is for the profiles that build on it',
  ],
]);

/** Why the two disagree; null where nothing explains it. */
export function explanation({ accepted, failed, warned, refused }: Comparison): string | null {
  if (accepted.here === accepted.there) return accepted.here ? 'both accept' : 'both refuse';
  if (!accepted.here) {
    const reasons = failed.map((finding) => stricter.get(finding));
    return reasons.every((reason) => reason !== undefined) ? `refused here: ${reasons[0] ?? ''}` : null;
  }
  const reason = warned.map((finding) => milder.get(finding)).find((one) => one !== undefined);
  return reason && refused.includes('multiple applicable keys found') ? `refused there: ${reason}` : null;
}
