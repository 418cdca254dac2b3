import { CompactEncrypt, type JWK, exportJWK, generateKeyPair } from 'jose';
import { recording } from '../recorded/recorded.fixture.ts';
import { type Flow, type Token, keyFor, withClaims } from './flow.fixture.ts';
import {
  type Mutation,
  encode,
  hasIdToken,
  isJwt,
  memberOf,
  publicPart,
  withMember,
  withRequest,
} from './mutation.fixture.ts';

const { issuer } = recording;
const seconds = ({ at }: Flow) => Math.floor(at / 1000);
const hasCode = (flow: Flow) => memberOf(flow, 'code') !== undefined;

/** Where the ID token cannot be read, nothing in the clear names the issuer. */
const unnamed = (flow: Flow) => (isJwt(flow) ? [] : ['fail iss-required missing']);

function token(
  name: string,
  breaks: string,
  change: (token: Token, flow: Flow) => Token,
  raises: Mutation['raises'],
): Mutation {
  return {
    name: `id-token-${name}`,
    breaks: `the ID token ${breaks}`,
    in: hasIdToken,
    apply: (flow) => ({ ...flow, idToken: flow.idToken && change(flow.idToken, flow) }),
    raises,
  };
}

const [own, foreign] = await Promise.all(
  [0, 1].map(() => generateKeyPair('RSA-OAEP-256', { extractable: true })),
);
const ownKey: JWK = own ? await exportJWK(own.privateKey) : {};

/** The ID token, encrypted for a client that can decrypt what is meant for it. */
function encrypted(flow: Flow, by: typeof own): Flow {
  const seal = async (text: string) =>
    by
      ? await new CompactEncrypt(new TextEncoder().encode(text))
          .setProtectedHeader({ alg: 'RSA-OAEP-256', enc: 'A128GCM', cty: 'JWT' })
          .encrypt(by.publicKey)
      : text;
  const secrets = { client: flow.client.id, issuer, revision: '1', client_secret: '', ...flow.secrets };
  return {
    ...flow,
    idToken: flow.idToken && { ...flow.idToken, finish: seal },
    secrets: { ...secrets, keys: JSON.stringify(ownKey) },
  };
}

const header = (changes: Readonly<Record<string, unknown>>) => (own: Token) => ({
  ...own,
  header: { ...own.header, ...changes },
});
const claims = (changes: (flow: Flow) => Readonly<Record<string, unknown>>) => (own: Token, flow: Flow) =>
  withClaims(own, changes(flow));
const finish = (change: (text: string) => string) => (own: Token) => ({ ...own, finish: change });

const strange = 'LDktKdoQak3Pk0cnXxCltA';

/** Faults of the ID token that any JWT can have, and of what it says of times and other parameters. */
export const idTokenJwtMutations: readonly Mutation[] = [
  token(
    'white-space',
    'begins with a space',
    finish((text) => ` ${text}`),
    ['fail idt-form response-charset', 'fail idt-signature unreadable'],
  ),
  token(
    'header-no-json',
    'has a header that is no JSON',
    finish((text) => text.replace(/^[^.]+/, encode('this is not JSON'))),
    ['fail idt-form header-json', 'fail idt-signature unreadable'],
  ),
  token(
    'payload-no-json',
    'has a payload that is no JSON',
    (own) => ({ ...own, payload: 'this is not JSON' }),
    (flow) => ['fail idt-form payload-json', ...unnamed(flow)],
  ),
  token('without-alg', 'does not say how it is signed', header({ alg: undefined }), [
    'fail idt-form alg-present',
    'fail idt-signature unreadable',
  ]),
  token('of-another-type', 'says that it is an access token', header({ typ: 'at+jwt' }), [
    'fail idt-form typ',
  ]),
  token('brings-a-url', 'says where a key could be fetched', header({ jku: 'https://evil.example/jwks' }), [
    'warn idt-form header-keys',
  ]),
  token('kid-no-string', 'has a number for kid', header({ kid: 1 }), ['fail idt-key kid-needed']),
  token(
    'unknown-kid',
    'is signed with a key that the JWKS does not hold, under a kid that it does not hold',
    (own) => {
      const key = keyFor(own.header['alg'], 'unpublished');
      return { ...own, key, header: { ...own.header, kid: key.kid } };
    },
    ['fail idt-key kid-known', 'fail idt-signature no-key-verifies'],
  ),
  token(
    'signature-no-base64url',
    'has a signature of a length that base64url never has',
    finish((text) => text.replace(/[^.]+$/, 'A')),
    ['fail idt-signature unreadable'],
  ),
  {
    ...token(
      'kid-of-another-type',
      'names a published key of another kind, and is signed with one that is not published',
      (own) => own,
      ['fail idt-key key-type', 'fail idt-signature mismatch'],
    ),
    apply: (flow) => {
      const { alg: _alg, ...other } = publicPart(keyFor('ES256'));
      const key = keyFor(flow.idToken?.header['alg'], 'unpublished');
      const named = flow.idToken && { ...flow.idToken, key, header: { ...flow.idToken.header, kid: 'ec' } };
      return { ...flow, keys: [...flow.keys, { ...other, kid: 'ec' }], idToken: named };
    },
  },
  {
    ...token(
      'kid-missing-among-many',
      'has no kid, and two published keys would fit',
      header({ kid: undefined }),
      ['fail idt-key kid-needed'],
    ),
    apply: (flow) => {
      const { idToken } = flow;
      const other = publicPart(keyFor(idToken?.header['alg'], 'unpublished'));
      return {
        ...flow,
        keys: [...flow.keys, other],
        idToken: idToken && header({ kid: undefined })(idToken),
      };
    },
  },
  token(
    'iss-no-string',
    'has a number for iss',
    claims(() => ({ iss: 7 })),
    (flow) => ['fail idt-iss type', ...unnamed(flow)],
  ),
  token(
    'iss-spelling',
    'has an iss in capitals',
    claims(() => ({ iss: issuer.replace('localhost', 'LOCALHOST') })),
    (flow) => ['fail idt-iss spelling', ...(isJwt(flow) ? ['fail issuers-agree differ'] : [])],
  ),
  token(
    'aud-no-string',
    'has an empty array for aud',
    claims(() => ({ aud: [] })),
    ['fail idt-aud type'],
  ),
  token(
    'exp-no-number',
    'has a string for exp',
    claims((flow) => ({ exp: String(seconds(flow) + 60) })),
    ['fail idt-exp type'],
  ),
  token(
    'exp-in-milliseconds',
    'counts milliseconds in exp',
    claims((flow) => ({ exp: (seconds(flow) + 60) * 1000 })),
    ['warn idt-exp milliseconds'],
  ),
  token(
    'within-leeway',
    'expired a moment ago, which is no fault within the leeway',
    claims((flow) => ({ exp: seconds(flow) - 5 })),
    [],
  ),
  token(
    'nbf-no-number',
    'has a string for nbf',
    claims(() => ({ nbf: 'now' })),
    ['fail idt-nbf type'],
  ),
  token(
    'iat-no-number',
    'has a string for iat',
    claims(() => ({ iat: 'now' })),
    ['fail idt-iat type'],
  ),
  token(
    'sub-no-string',
    'has a number for sub',
    claims(() => ({ sub: 7 })),
    ['fail idt-sub type'],
  ),
  token(
    'sub-long',
    'has a sub of 300 characters',
    claims(() => ({ sub: 'x'.repeat(300) })),
    ['fail idt-sub form'],
  ),
  token(
    'auth-time-future',
    'says that the login is yet to come',
    claims((flow) => ({ auth_time: seconds(flow) + 600 })),
    ['warn auth-time future'],
  ),
  token(
    'at-hash-of-nothing',
    'has an at_hash without an access token, which is no fault',
    claims(() => ({ at_hash: strange })),
    [],
  ),
  {
    name: 'id-token-encrypted',
    breaks: 'the ID token is encrypted for the client, which is no fault',
    in: hasIdToken,
    apply: (flow) => encrypted(flow, own),
    raises: [],
  },
  {
    name: 'id-token-encrypted-for-another',
    breaks: "the ID token is encrypted for a key that is not the client's",
    in: hasIdToken,
    apply: (flow) => encrypted(flow, foreign),
    raises: ['fail idt-decrypt failed'],
  },
  {
    name: 'id-token-encryption-unreadable',
    breaks: 'the ID token has the five parts of an encryption and no header that could be read',
    in: hasIdToken,
    apply: (flow) => ({
      ...encrypted(flow, own),
      idToken: flow.idToken && { ...flow.idToken, finish: () => 'AA.AA.AA.AA.AA' },
    }),
    raises: ['fail idt-decrypt unreadable', 'fail idt-form header-json'],
  },
  {
    name: 'id-token-login-too-old',
    breaks: 'the request had a max_age of a minute, the login is ten minutes old',
    in: hasIdToken,
    apply: (flow) => {
      const sent = withRequest(flow, 'max_age', '60');
      return {
        ...sent,
        idToken: flow.idToken && withClaims(flow.idToken, { auth_time: seconds(flow) - 600 }),
      };
    },
    raises: ['fail auth-time too-old'],
  },
  {
    name: 'id-token-without-any-nonce',
    breaks: 'neither the request nor the ID token has a nonce',
    in: hasIdToken,
    apply: (flow) => ({
      ...withRequest(flow, 'nonce', undefined),
      idToken: flow.idToken && withClaims(flow.idToken, { nonce: undefined }),
    }),
    raises: ['fail nonce not-sent'],
  },
  {
    name: 'id-token-at-hash-of-another',
    breaks: 'an access token comes that was not asked for, and at_hash is that of another',
    in: (flow) => hasIdToken(flow) && hasCode(flow),
    apply: (flow) => ({
      ...withMember(flow, 'access_token', 'SlAV32hkKG'),
      idToken: flow.idToken && withClaims(flow.idToken, { at_hash: strange }),
    }),
    raises: (flow) => [
      ...(flow.channel === 'query' ? ['fail query-jwt-token not-encrypted'] : []),
      'warn front-channel-token returned',
      'warn params-by-type unexpected',
      'fail at-hash differs',
    ],
  },
  {
    name: 'id-token-s-hash-of-nothing',
    breaks: 'the ID token has an s_hash without a state, which is no fault',
    in: hasIdToken,
    apply: (flow) => ({
      ...withMember(withRequest(flow, 'state', undefined), 'state', undefined),
      idToken: flow.idToken && withClaims(flow.idToken, { s_hash: strange }),
    }),
    raises: [],
  },
];
