/** What must hold whatever arrives, as properties over inputs at random. */
import fc from 'fast-check';
import { base64url } from 'jose';
import { expect } from 'vitest';
import type { Evidence } from './evidence.ts';
import {
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  makeKey,
  request,
  response,
  sign,
} from './fixture.ts';
import { type Inspection, inspect } from './inspect.ts';
import { evidenceOf, flows } from './mutations/flow.fixture.ts';
import { type Property, property } from './property.fixture.ts';
import { responseParameters } from './read/parameters.ts';
import type { Secrets } from './secrets.ts';

const key = await makeKey('ES256');
const stranger = await makeKey('ES256', 'op-9');
const good = await sign(key);
const es256 = { ...client, authorization_signed_response_alg: 'ES256' } as const;
const encrypted = (await flows()).find(({ jwe }) => jwe !== null);
if (!encrypted) throw new Error('nothing encrypted was recorded');
const encryptedEvidence = await evidenceOf(encrypted);
const jwe = new URL(encryptedEvidence.response.url).searchParams.get('response') ?? '';

const secrets: Secrets = {
  ...(encrypted.secrets ?? { client: 'c1', issuer: es256.issuer, revision: '1', keys: '' }),
  client_secret: 'a-secret-of-some-length-for-hmac',
};

/** Judges, and checks what holds of every verdict there is. */
async function judged(given: Evidence): Promise<Inspection> {
  const inspection = await inspect(given, secrets);
  const { verdict, findings } = inspection;
  const signature = findings.find(({ check }) => check === 'signature');
  if (verdict.kind === 'valid') expect(signature?.outcome).toBe('pass');
  if (findings.some(({ outcome }) => outcome === 'fail')) expect(verdict.kind).toBe('rejected');
  expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
  return inspection;
}

const at = (url: string) => evidence(response(url), [key.jwk], { client: es256 });
const neverValid = async (given: Evidence) => {
  const { verdict } = await judged(given);
  expect(verdict.kind).not.toBe('valid');
};

/**
 * Any code point that is no surrogate. It is what fast-check's own `unit: 'binary'` is, which `webUrl` has in it too:
 * but of that one fast-check first makes a table of all code points, and that takes seconds.
 */
const codePoint = fc
  .nat({ max: 0x10ffff - 0x800 })
  .map((n) => String.fromCodePoint(n < 0xd800 ? n : n + 0x800));
const anyText = fc.string({ unit: codePoint });
const text = fc.oneof(anyText, fc.string({ unit: 'grapheme' }), fc.base64String());
const url = fc
  .tuple(
    fc.constantFrom('http', 'https'),
    fc.webAuthority(),
    fc.array(anyText),
    fc.option(anyText),
    fc.option(anyText),
  )
  .map(([scheme, authority, path, query, fragment]) => {
    const segments = path.map((segment) => `/${encodeURIComponent(segment)}`).join('');
    const behind = (mark: string, part: string | null) => (part === null ? '' : mark + encodeURI(part));
    return `${scheme}://${authority}${segments}${behind('?', query)}${behind('#', fragment)}`;
  });
const parts = (count: number) =>
  fc
    .array(fc.oneof(fc.json(), text), { minLength: count, maxLength: count })
    .map((all) => all.map((part) => base64url.encode(part)).join('.'));
const names = [...responseParameters, 'x', '__proto__'];
const fields = fc.array(fc.tuple(fc.constantFrom(...names), fc.oneof(text, parts(3), parts(5))), {
  maxLength: 8,
});
const encode = (pairs: readonly (readonly [string, string])[]) =>
  new URLSearchParams(pairs.map(([name, value]) => [name, value])).toString();

const header = fc.record(
  {
    alg: fc.constantFrom<unknown>(
      'RSA-OAEP-256',
      'dir',
      'A128KW',
      'A256GCMKW',
      'ECDH-ES',
      'RSA1_5',
      'none',
      7,
    ),
    enc: fc.constantFrom<unknown>('A128CBC-HS256', 'A256GCM', 'A192GCM', 'x', null),
    zip: fc.constantFrom('DEF', 'x'),
    cty: fc.constantFrom('JWT', 'x'),
    kid: fc.string(),
    epk: fc.jsonValue(),
    iv: fc.base64String(),
    tag: fc.base64String(),
    apu: fc.jsonValue(),
    crit: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

export const properties: readonly Property[] = [
  property('any URL at all gives a verdict, and never "valid"', fc.oneof(anyText, url), (made) =>
    neverValid(at(made)),
  ),
  property(
    'any parameters in query, fragment and form give a verdict, and never "valid"',
    fc.tuple(fields, fields, fc.option(fields)),
    ([query, fragment, form]) => {
      const url = `${callback}?${encode(query)}#${encode(fragment)}`;
      const seen = response(url, { form: form && form.map(([name, value]) => [name, value]) });
      return neverValid(evidence(seen, [key.jwk], { client: es256 }));
    },
  ),
  property(
    'any three or five parts give a verdict, and never "valid"',
    fc.oneof(parts(3), parts(5), parts(2), parts(6)),
    (jwt) => neverValid(at(`${callback}?response=${jwt}`)),
  ),
  property(
    'a good response with any one character changed is never "valid"',

    fc
      .tuple(fc.nat(good.length - 1), fc.constantFrom(...'AZaz09-_.=+/ %'))
      .filter(([place, character]) => good[place] !== character),
    ([place, character]) => {
      const changed = good.slice(0, place) + character + good.slice(place + 1);
      return neverValid(at(`${callback}?response=${encodeURIComponent(changed)}`));
    },
  ),
  property(
    'any claims that a stranger signed are never "valid"',
    fc.oneof(fc.json(), fc.constant(JSON.stringify(goodClaims))),
    async (claims) => neverValid(at(`${callback}?response=${await sign(stranger, claims)}`)),
  ),
  property(
    'any claims that the issuer signed are "valid" only with its iss, this aud and this state',

    fc.oneof(
      fc.json(),
      fc.dictionary(fc.constantFrom('iss', 'aud', 'exp', 'state', 'code', 'nbf', 'iat'), fc.jsonValue()),
    ),
    async (claims) => {
      const made = typeof claims === 'string' ? claims : { ...goodClaims, ...claims };
      const { verdict, context } = await judged(at(`${callback}?response=${await sign(key, made)}`));
      if (verdict.kind !== 'valid') return;
      const members = context.jwt?.form === 'jws' ? context.jwt.payload.members : {};
      expect(members['iss']).toBe(goodClaims.iss);
      expect([members['aud']].flat()).toContain(goodClaims.aud);
      expect(members['state']).toBe(goodClaims.state);
    },
  ),
  property(
    'any encryption around anything gives a verdict, and never "valid"',

    fc.tuple(header, fc.array(fc.base64String(), { minLength: 4, maxLength: 4 })),
    ([made, rest]) => {
      const url = `${callback}?response=${[JSON.stringify(made), ...rest].map((part) => base64url.encode(part)).join('.')}`;
      return neverValid(at(url));
    },
  ),
  property(
    'an encrypted response with any one character changed is never "valid"',

    fc
      .tuple(fc.nat(jwe.length - 1), fc.constantFrom(...'AZaz09-_.'))
      .filter(([place, character]) => jwe[place] !== character),
    ([place, character]) => {
      const changed = jwe.slice(0, place) + character + jwe.slice(place + 1);
      const { response: seen } = encryptedEvidence;
      const url = seen.url.replace(encodeURIComponent(jwe), changed);
      return neverValid({ ...encryptedEvidence, response: { ...seen, url } });
    },
  ),
  property(
    'any request gives a verdict',

    fc.tuple(
      fc.dictionary(fc.constantFrom(...Object.keys(goodRequest), 'request', 'request_uri', 'nonce'), text),
      fc.option(parts(3)),
    ),
    async ([parameters, object]) => {
      const asked = request({ ...parameters, ...(object === null ? {} : { request: object }) });
      await judged({ ...at(`${callback}?response=${good}`), request: asked });
    },
  ),
  property(
    'any documents of the issuer give a verdict, and never "valid" by a key that they do not hold',
    fc.tuple(fc.oneof(fc.json(), text), fc.oneof(fc.json(), text)),
    ([metadata, jwks]) => {
      const given = at(`${callback}?response=${good}`);
      const lookups = given.lookups.map((lookup) => ({ ...lookup, metadata, jwks }));
      return neverValid({ ...given, lookups });
    },
  ),
];
