import {
  type Mutation,
  encode,
  hasIdToken,
  inJwt,
  isEncrypted,
  isJwt,
  memberOf,
  withClaim,
  withHeader,
  withParts,
  withSignature,
} from './mutation.fixture.ts';
import type { Flow } from './flow.fixture.ts';

const signedOnly = (flow: Flow) => isJwt(flow) && !isEncrypted(flow);

/** The same for a part of the JWT, whichever it is. */
function brokenPart(where: 'header' | 'payload', raises: (what: string) => Mutation['raises']): Mutation[] {
  const ways: readonly [string, string, (part: string) => string][] = [
    ['alphabet', 'holds a character that base64url does not have', (part) => `${part.slice(0, 4)}!${part}`],
    ['padding', 'ends in =, as base64 may and base64url in a JWS may not', (part) => `${part}=`],
    [
      'length',
      'has a length that base64url never has',
      (part) => part.slice(0, Math.floor(part.length / 4) * 4 - 3),
    ],
    ['trailing-bits', 'ends in bits that belong to no byte', () => `${encode('{"a":1}').slice(0, -1)}R`],
    ['utf-8', 'is not UTF-8', () => encode(new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]))],
    ['json', 'is text, not JSON', () => encode('this is not JSON')],
    ['object', 'is a JSON array', () => encode('[1]')],
    [
      'too-deep',
      'is nested more than a hundred deep',
      () => encode(`{"a":${'['.repeat(150)}${']'.repeat(150)}}`),
    ],
  ];
  return ways.map(([code, breaks, change]) => ({
    name: `${where}-${code}`,
    breaks: `the ${where} ${breaks}`,
    in: isJwt,
    apply: (flow) => withParts(flow, (parts) => ({ ...parts, [where]: change(parts[where]) })),
    raises: raises(code),
  }));
}

/** Characters that no JWT has are found in the response as a whole too, where it is not encrypted. */
const strange = (code: string) =>
  code === 'alphabet' || code === 'padding' ? ['fail response-charset alphabet'] : [];

/** Faults of the JWT as an envelope. */
export const envelopeMutations: readonly Mutation[] = [
  {
    name: 'not-a-jwt',
    breaks: 'response is the word garbage',
    in: isJwt,
    apply: (flow) => ({ ...flow, finish: () => 'garbage' }),
    raises: ['fail jwt-structure not-a-jwt'],
  },
  {
    name: 'four-parts',
    breaks: 'the JWT has a part too many',
    in: signedOnly,
    apply: (flow) => ({ ...flow, finish: (text) => `${text}.AA` }),
    raises: ['fail jwt-structure not-a-jwt'],
  },
  {
    name: 'white-space',
    breaks: 'a space stands before the JWT',
    in: signedOnly,
    apply: (flow) => ({ ...flow, finish: (text) => ` ${text}` }),
    raises: ['fail response-charset alphabet', 'fail header-json alphabet', 'fail signature unreadable'],
  },
  ...brokenPart('header', (code) => (flow) => [
    ...(isEncrypted(flow) ? [] : strange(code)),
    `fail header-json ${code}`,
    'fail signature unreadable',
  ]),
  ...brokenPart('payload', (code) => (flow) => [
    ...(isEncrypted(flow) ? [] : strange(code)),
    `fail payload-json ${code}`,
  ]),
  {
    name: 'header-duplicate',
    breaks: 'the header has alg twice',
    in: isJwt,
    apply: (flow) =>
      withParts(flow, ({ header, payload }) => ({
        header: encode(new TextDecoder().decode(decoded(header)).replace('{', '{"alg":"ES512",')),
        payload,
      })),
    raises: ['fail header-json duplicate'],
  },
  {
    name: 'payload-duplicate',
    breaks: 'the payload has iss twice, with two values',
    in: isJwt,
    apply: (flow) => withText(flow, (text) => text.replace('{', '{"iss":"https://evil.example",')),
    raises: ['fail payload-json duplicate'],
  },
  {
    name: 'payload-duplicate-same',
    breaks: 'the payload has state twice, with one value',
    in: isJwt,
    apply: (flow) => withText(flow, (text) => text.replace(/"state":"[^"]*"/, '$&,$&')),
    raises: ['warn payload-json duplicate-same'],
  },
  {
    name: 'alg-none',
    breaks: 'alg is none and the signature empty',
    in: isJwt,
    apply: (flow) => withSignature(withHeader(flow, { alg: 'none' }), () => ''),
    raises: ['fail alg-none none', 'fail alg-registered other', 'warn alg-advertised not-in-list'],
  },
  {
    name: 'alg-none-respelled',
    breaks: 'alg is nOnE and the signature empty',
    in: isJwt,
    apply: (flow) => withSignature(withHeader(flow, { alg: 'nOnE' }), () => ''),
    raises: ['fail alg-none none', 'fail alg-registered other', 'warn alg-advertised not-in-list'],
  },
  {
    name: 'empty-signature',
    breaks: 'the signature is empty',
    in: isJwt,
    apply: (flow) => withSignature(flow, () => ''),
    raises: ['fail alg-none empty-signature'],
  },
  {
    name: 'alg-missing',
    breaks: 'the header has no alg',
    in: isJwt,
    apply: (flow) => withHeader(flow, { alg: undefined }),
    raises: ['fail alg-present missing', 'fail signature unreadable'],
  },
  {
    name: 'typ-of-another-token',
    breaks: 'typ says that it is an access token',
    in: isJwt,
    apply: (flow) => withHeader(flow, { typ: 'at+jwt' }),
    raises: ['fail typ other-token'],
  },
  {
    name: 'typ-no-string',
    breaks: 'typ is a number',
    in: isJwt,
    apply: (flow) => withHeader(flow, { typ: 1 }),
    raises: ['fail typ type'],
  },
  {
    name: 'typ-unusual',
    breaks: 'typ is a word that nobody knows, which is no fault',
    in: isJwt,
    apply: (flow) => withHeader(flow, { typ: 'JOSE' }),
    raises: [],
  },
  {
    name: 'signed-twice',
    breaks: 'the payload is a signed JWT',
    in: isJwt,
    apply: (flow) => withText(flow, () => 'eyJhbGciOiJub25lIn0.e30.AAAA'),
    raises: ['fail jwt-structure signed-twice', 'fail payload-json json'],
  },
  {
    name: 'encrypted-then-signed',
    breaks: 'the payload is an encrypted JWT',
    in: signedOnly,
    apply: (flow) => withText(flow, () => 'eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA'),
    raises: ['fail jwt-structure encrypted-then-signed', 'fail payload-json json'],
  },
  ...(['id', 'access'] as const).map((kind): Mutation => ({
    name: `${kind}-token-as-response`,
    breaks: `the JWT is an ${kind === 'id' ? 'ID' : 'access'} token, with nothing in it that was asked for`,
    in: (flow) => isJwt(flow) && !hasIdToken(flow) && memberOf(flow, 'code') !== undefined,
    apply: (flow) =>
      withClaim(flow, {
        code: undefined,
        state: undefined,
        sub: 'jane',
        ...(kind === 'id' ? { nonce: 'a' } : { client_id: flow.client.client_id }),
      }),
    raises: [
      `fail token-confusion ${kind}-token`,
      'fail state-echo missing',
      'fail code-xor-error neither',
      'fail params-by-type missing',
    ],
  })),
  {
    name: 'crit-unknown',
    breaks: 'crit names an extension that nobody knows',
    in: isJwt,
    apply: (flow) => withHeader(flow, { crit: ['urn:example:x'], 'urn:example:x': true }),
    raises: ['fail crit not-understood'],
  },
  {
    name: 'crit-empty',
    breaks: 'crit names nothing',
    in: isJwt,
    apply: (flow) => withHeader(flow, { crit: [] }),
    raises: ['fail crit malformed'],
  },
  {
    name: 'crit-registered',
    breaks: 'crit names a parameter that every implementation knows',
    in: isJwt,
    apply: (flow) => withHeader(flow, { crit: ['alg'] }),
    raises: ['fail crit malformed'],
  },
  {
    name: 'unencoded-payload',
    breaks: 'b64 is false, which a JWT must not say',
    in: isJwt,
    apply: (flow) => withHeader(flow, { crit: ['b64'], b64: false }),
    raises: ['fail crit not-understood'],
  },
  {
    name: 'brings-a-key',
    breaks: 'the header brings the key along that verifies it',
    in: isJwt,
    apply: (flow) => withHeader(flow, { jwk: flow.jwt?.key }),
    raises: ['warn header-keys brings-keys'],
  },
  {
    name: 'brings-a-url',
    breaks: 'the header says where a key could be fetched',
    in: isJwt,
    apply: (flow) => withHeader(flow, { jku: 'https://evil.example/jwks' }),
    raises: ['warn header-keys brings-keys'],
  },
];

function withText(flow: Flow, change: (text: string) => string): Flow {
  return inJwt(flow, (token) => ({ ...token, payload: change(token.payload) }));
}

function decoded(part: string): Uint8Array {
  return Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
}
