import { type JWK, exportJWK } from 'jose';
import { type Flow, keyFor } from './flow.fixture.ts';
import {
  type Mutation,
  flipped,
  inJwt,
  isEncrypted,
  isJwt,
  ofIdToken,
  publicPart,
  withHeader,
  withSignature,
} from './mutation.fixture.ts';

// Not with `jose`, which rightly makes none so short.
const { privateKey } = await crypto.subtle.generateKey(
  {
    name: 'RSASSA-PKCS1-v1_5',
    modulusLength: 1024,
    publicExponent: new Uint8Array([1, 0, 1]),
    hash: 'SHA-256',
  },
  true,
  ['sign', 'verify'],
);
const shortKey = await exportJWK(privateKey);

const signedBy =
  (...algs: readonly string[]) =>
  (flow: Flow) =>
    algs.includes(algOf(flow));

/** A published RSA key whose exponent is the number 1, in one of its spellings. */
const exponentOne = (name: string, breaks: string, e: string): Mutation => ({
  name,
  breaks,
  in: signedBy('RS256'),
  apply: (flow) => withKey(flow, { e }),
  raises: (flow) => [
    'fail key-size exponent',
    'fail signature mismatch',
    ...ofIdToken(flow, 'fail idt-key key-size', 'fail idt-signature mismatch'),
  ],
});

/** Faults of the signature, and of the keys that it is checked against. */
export const signatureMutations: readonly Mutation[] = [
  {
    name: 'flipped-signature',
    breaks: 'one bit of the signature is flipped',
    in: isJwt,
    apply: (flow) => withSignature(flow, (bytes) => flipped(bytes)),
    raises: ['fail signature mismatch'],
  },
  {
    name: 'short-signature',
    breaks: 'the last byte of the signature is missing',
    in: isJwt,
    apply: (flow) => withSignature(flow, (bytes) => bytes.slice(0, -1)),
    raises: (flow) => [
      ...(signedBy('ES256', 'Ed25519')(flow) ? ['fail signature-length length'] : []),
      'fail signature mismatch',
    ],
  },
  {
    name: 'der-signature',
    breaks: 'an ECDSA signature is written as DER',
    in: signedBy('ES256'),
    apply: (flow) => withSignature(flow, derOf),
    raises: ['fail signature-length der', 'fail signature mismatch'],
  },
  {
    name: 'signature-not-base64url',
    breaks: 'the signature holds a character that base64url does not have',
    in: isJwt,
    apply: (flow) => withSignature(flow, () => 'AA!A'),
    raises: (flow) => [
      ...(isEncrypted(flow) ? [] : ['fail response-charset alphabet']),
      'fail signature unreadable',
    ],
  },
  {
    name: 'unpublished-key',
    breaks: 'signed with another key than the one that its kid names',
    in: isJwt,
    apply: (flow) => inJwt(flow, (token) => ({ ...token, key: keyFor(algOf(flow), 'unpublished') })),
    raises: ['fail signature mismatch'],
  },
  {
    name: 'unknown-kid',
    breaks: 'signed with a key that the JWKS does not hold, under a kid that it does not hold',
    in: isJwt,
    apply: (flow) => {
      const key = keyFor(algOf(flow), 'unpublished');
      return inJwt(flow, (token) => ({ ...token, key, header: { ...token.header, kid: key.kid } }));
    },
    raises: ['fail kid-known unpublished', 'fail signature no-key-verifies'],
  },
  {
    name: 'kid-misnamed',
    breaks: 'the kid is published nowhere, the signature is right',
    in: isJwt,
    apply: (flow) => withHeader(flow, { kid: 'nobody' }),
    raises: ['fail kid-known other-key'],
  },
  {
    name: 'kid-of-another-key',
    breaks: 'the kid is that of another published key',
    in: isJwt,
    apply: (flow) => withHeader(flow, { kid: keyFor(algOf(flow) === 'ES256' ? 'RS256' : 'ES256').kid }),
    raises: ['fail kid-known names-wrong-key'],
  },
  {
    name: 'kid-no-string',
    breaks: 'the kid is a number',
    in: isJwt,
    apply: (flow) => withHeader(flow, { kid: 1 }),
    raises: ['fail kid-needed type'],
  },
  {
    name: 'kid-missing',
    breaks: 'there is no kid, and one published key would fit, which is no fault in plain OAuth',
    in: isJwt,
    apply: (flow) => withHeader(flow, { kid: undefined }),
    raises: [],
  },
  {
    name: 'short-key',
    breaks: 'the published key is an RSA key of 1024 bits',
    in: signedBy('RS256', 'PS256'),
    apply: (flow) => {
      const key = { ...shortKey, alg: algOf(flow), kid: keyOf(flow)?.kid ?? '' };
      const { n, e } = key;
      return inJwt(withKey(flow, { n, e }), (token) => ({ ...token, key }));
    },
    // The ID token is still signed with the key that was published.
    raises: (flow) => [
      'fail key-size short',
      ...ofIdToken(flow, 'fail idt-key key-size', 'fail idt-signature mismatch'),
    ],
  },
  {
    name: 'kid-missing-among-many',
    breaks: 'there is no kid, and two published keys would fit',
    in: isJwt,
    apply: (flow) => {
      const { kid, ...other } = publicPart(keyFor(algOf(flow), 'unpublished'));
      const without = withHeader(flow, { kid: undefined });
      return { ...without, keys: [...flow.keys, { ...other, kid: `${String(kid)}-2` }] };
    },
    raises: ['warn kid-needed ambiguous'],
  },
  {
    name: 'kid-twice',
    breaks: 'two published keys have the kid',
    in: isJwt,
    apply: (flow) => ({
      ...flow,
      keys: [
        ...flow.keys,
        { ...publicPart(keyFor(algOf(flow), 'unpublished')), kid: keyOf(flow)?.kid ?? '' },
      ],
    }),
    raises: (flow) => ['warn kid-unique duplicate', ...ofIdToken(flow, 'warn idt-key kid-unique')],
  },
  {
    name: 'other-alg',
    breaks: 'rightly signed with a published key, but not by the algorithm that the client registered',
    in: isJwt,
    apply: (flow) => {
      const key = keyFor(algOf(flow) === 'ES256' ? 'RS256' : 'ES256');
      return inJwt(flow, (token) => ({
        ...token,
        key,
        header: { ...token.header, alg: key.alg, kid: key.kid },
      }));
    },
    raises: ['fail alg-registered other'],
  },
  {
    name: 'relabelled-alg',
    breaks: 'alg names another algorithm for the same kind of key than the one that signed',
    in: signedBy('RS256', 'PS256'),
    apply: (flow) => withHeader(flow, { alg: algOf(flow) === 'RS256' ? 'PS256' : 'RS256' }),
    raises: ['fail alg-registered other', 'fail key-alg other', 'fail signature mismatch'],
  },
  {
    name: 'alg-not-advertised',
    breaks: 'the metadata do not name the algorithm',
    in: isJwt,
    apply: (flow) => ({
      ...flow,
      metadata: { ...flow.metadata, authorization_signing_alg_values_supported: ['PS512'] },
    }),
    raises: ['warn alg-advertised not-in-list'],
  },
  {
    name: 'algs-not-advertised',
    breaks: 'the metadata name no algorithms for responses',
    in: isJwt,
    apply: (flow) => ({
      ...flow,
      metadata: { ...flow.metadata, authorization_signing_alg_values_supported: undefined },
    }),
    raises: ['warn alg-advertised no-list'],
  },
  {
    name: 'key-for-encryption',
    breaks: 'the published key is for encryption',
    in: isJwt,
    apply: (flow) => withKey(flow, { use: 'enc' }),
    raises: (flow) => ['fail key-use use', ...ofIdToken(flow, 'fail idt-key key-use')],
  },
  {
    name: 'key-not-for-verifying',
    breaks: 'the published key is not for verifying',
    in: isJwt,
    apply: (flow) => withKey(flow, { key_ops: ['encrypt'] }),
    raises: (flow) => ['fail key-use key_ops', ...ofIdToken(flow, 'fail idt-key key-use')],
  },
  {
    name: 'key-for-another-alg',
    breaks: 'the published key is for another algorithm',
    in: isJwt,
    apply: (flow) => withKey(flow, { alg: 'PS512' }),
    raises: (flow) => ['fail key-alg other', ...ofIdToken(flow, 'fail idt-key key-alg')],
  },
  {
    name: 'key-not-a-key',
    breaks: 'the published key cannot be read',
    in: signedBy('RS256', 'PS256'),
    apply: (flow) => withKey(flow, { n: undefined }),
    raises: (flow) => ['fail signature key-unusable', ...ofIdToken(flow, 'fail idt-signature key-unusable')],
  },
  exponentOne('exponent-one', 'the published key has the exponent 1', 'AQ'),
  exponentOne('exponent-one-respelled', 'the published key has the exponent 1, with a zero before it', 'AAE'),
  {
    name: 'private-key-published',
    breaks: 'the JWKS holds the private part of a key',
    in: isJwt,
    apply: (flow) => withKey(flow, { d: keyFor(algOf(flow)).d }),
    raises: ['fail jwks-private private'],
  },
  {
    name: 'no-key-of-the-kind',
    breaks: 'no published key is of the kind that the algorithm takes',
    in: isJwt,
    apply: (flow) => ({ ...flow, keys: flow.keys.filter(({ kty }) => kty !== keyFor(algOf(flow)).kty) }),
    raises: (flow) => [
      'fail kid-known unpublished',
      'fail signature no-fitting-key',
      ...ofIdToken(flow, 'fail idt-key kid-known', 'fail idt-signature no-fitting-key'),
    ],
  },
  {
    name: 'kid-of-another-kind',
    breaks:
      'the kid is that of a published key of another kind, the signature that of a key that is not published',
    in: isJwt,
    apply: (flow) => {
      const { alg: _alg, ...other } = publicPart(keyFor(algOf(flow) === 'ES256' ? 'RS256' : 'ES256'));
      const key = keyFor(algOf(flow), 'unpublished');
      const signed = inJwt(flow, (token) => ({ ...token, key, header: { ...token.header, kid: 'other' } }));
      return { ...signed, keys: [...flow.keys, { ...other, kid: 'other' }] };
    },
    raises: ['fail key-type other', 'fail signature mismatch'],
  },
  {
    name: 'no-keys-published',
    breaks: 'the JWKS is empty',
    in: isJwt,
    apply: (flow) => ({ ...flow, keys: [] }),
    raises: (flow) => [
      'fail kid-known unpublished',
      'fail signature empty-jwks',
      ...ofIdToken(flow, 'fail idt-key kid-known', 'fail idt-signature empty-jwks'),
    ],
  },
];

function algOf({ jwt }: Flow): string {
  return String(jwt?.header['alg']);
}

function keyOf(flow: Flow): JWK | undefined {
  return flow.keys.find(({ kid }) => kid === flow.jwt?.header['kid']);
}

/** Changes the published key that the JWT names. */
function withKey(flow: Flow, changes: Readonly<Record<string, unknown>>): Flow {
  const named = keyOf(flow);
  return { ...flow, keys: flow.keys.map((key) => (key === named ? { ...key, ...changes } : key)) };
}

/** R and S as a DER sequence (RFC 3279 2.2.3), as most libraries outside JOSE write it. */
function derOf(raw: Uint8Array): Uint8Array {
  const integer = (bytes: Uint8Array) => {
    const [first = 0] = bytes;
    const value = first > 0x7f ? [0, ...bytes] : [...bytes];
    return [0x02, value.length, ...value];
  };
  const half = raw.length / 2;
  const body = [...integer(raw.slice(0, half)), ...integer(raw.slice(half))];
  return new Uint8Array([0x30, body.length, ...body]);
}
