import { generateKeyPair, exportJWK } from 'jose';
import type { Flow } from './flow.fixture.ts';
import { type Mutation, encode, flipped, isEncrypted } from './mutation.fixture.ts';

const { privateKey } = await generateKeyPair('RSA-OAEP-256', { extractable: true });
const stranger = await exportJWK(privateKey);

type Header = NonNullable<Flow['jwe']>['header'];

/** Changes the header that the response is encrypted under. */
function withHeader(flow: Flow, changes: Readonly<Record<string, unknown>>): Flow {
  if (!flow.jwe) throw new Error(`${flow.name} is not encrypted`);
  const header: Header = { ...flow.jwe.header, ...changes };
  return { ...flow, jwe: { ...flow.jwe, header } };
}

/** Changes the parts of the JWE after encryption. */
function withParts(flow: Flow, change: (parts: string[]) => readonly string[]): Flow {
  return { ...flow, finish: (text) => change(text.split('.')).join('.') };
}

/** Replaces what is encrypted. */
function inside(flow: Flow, change: (signed: string) => string): Flow {
  return { ...flow, jwt: flow.jwt && { ...flow.jwt, finish: change } };
}

const bytesOf = (part: string) =>
  Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));

function mutation(
  name: string,
  breaks: string,
  apply: Mutation['apply'],
  raises: Mutation['raises'],
): Mutation {
  return { name, breaks, in: isEncrypted, apply, raises };
}

/** Faults of the encryption. */
export const encryptionMutations: readonly Mutation[] = [
  mutation(
    'not-encrypted',
    'only signed, though encryption was registered',
    (flow) => ({ ...flow, jwe: null }),
    ['fail encrypted-as-registered not-encrypted'],
  ),
  mutation(
    'encryption-unregistered',
    'encrypted, though the client is not registered for it',
    (flow) => {
      const {
        authorization_encrypted_response_alg: _alg,
        authorization_encrypted_response_enc: _enc,
        ...client
      } = flow.client;
      return { ...flow, client };
    },
    ['warn encrypted-as-registered unregistered'],
  ),
  mutation(
    'other-encryption-alg',
    'encrypted by another alg than the registered one',
    (flow) => withHeader(flow, { alg: 'RSA-OAEP' }),
    ['fail encryption-alg other'],
  ),
  mutation(
    'other-encryption-enc',
    'encrypted by another enc than the registered one',
    (flow) => withHeader(flow, { enc: 'A256GCM' }),
    ['fail encryption-enc other'],
  ),
  mutation(
    'encryption-lists-missing',
    'the metadata name no algorithms for encryption',
    (flow) => ({
      ...flow,
      metadata: {
        ...flow.metadata,
        authorization_encryption_alg_values_supported: undefined,
        authorization_encryption_enc_values_supported: undefined,
      },
    }),
    ['warn encryption-advertised no-list'],
  ),
  mutation(
    'encrypted-for-another',
    "encrypted for a key that is not the client's",
    (flow) => ({ ...flow, jwe: flow.jwe && { ...flow.jwe, key: stranger } }),
    ['fail decrypt named-key'],
  ),
  mutation(
    'tag-flipped',
    'one bit of the authentication tag is flipped',
    (flow) => withParts(flow, (parts) => [...parts.slice(0, 4), encode(flipped(bytesOf(parts[4] ?? '')))]),
    ['fail decrypt changed'],
  ),
  mutation(
    'tag-short',
    'the last byte of the authentication tag is missing',
    (flow) =>
      withParts(flow, (parts) => [...parts.slice(0, 4), encode(bytesOf(parts[4] ?? '').slice(0, -1))]),
    ['fail iv-and-tag tag', 'fail decrypt changed'],
  ),
  mutation(
    'key-part-empty',
    'the encrypted key is missing',
    (flow) => withParts(flow, ([header = '', , ...rest]) => [header, '', ...rest]),
    ['fail encrypted-key-part empty', 'fail decrypt named-key'],
  ),
  mutation(
    'cty-missing',
    'cty does not say that a JWT is inside',
    (flow) => withHeader(flow, { cty: undefined }),
    ['warn cty missing'],
  ),
  mutation(
    'cty-of-another',
    'cty says that something else is inside',
    (flow) => withHeader(flow, { cty: 'json' }),
    ['warn cty other'],
  ),
  mutation(
    'encrypted-twice',
    'what is encrypted is itself encrypted',
    (flow) => inside(flow, () => 'eyJhbGciOiJkaXIifQ..AAAA.AAAA.AAAA'),
    ['fail jwt-structure encrypted-twice'],
  ),
  mutation('no-jwt-inside', 'what is encrypted is a word', (flow) => inside(flow, () => 'garbage'), [
    'fail jwt-structure not-a-jwt-inside',
  ]),
  mutation(
    'iv-short',
    'the last byte of the initialization vector is missing',
    (flow) =>
      withParts(flow, ([header = '', key = '', iv = '', ...rest]) => [
        header,
        key,
        encode(bytesOf(iv).slice(0, -1)),
        ...rest,
      ]),
    ['fail iv-and-tag iv', 'fail decrypt changed'],
  ),
  mutation(
    'iv-no-base64url',
    'the initialization vector holds a character that base64url does not have',
    (flow) => withParts(flow, ([header = '', key = '', , ...rest]) => [header, key, 'A!A', ...rest]),
    ['fail response-charset alphabet', 'fail iv-and-tag not-base64url'],
  ),
  mutation(
    'enc-not-listed',
    'the metadata do not name the enc',
    (flow) => ({
      ...flow,
      metadata: { ...flow.metadata, authorization_encryption_enc_values_supported: ['A192GCM'] },
    }),
    ['warn encryption-advertised enc-not-in-list'],
  ),
  mutation(
    'other-than-the-default-enc',
    'encrypted by another enc than the default, and none is registered',
    (flow) => {
      const { authorization_encrypted_response_enc: _enc, ...client } = flow.client;
      return withHeader({ ...flow, client }, { enc: 'A256GCM' });
    },
    ['fail encryption-enc default'],
  ),
  mutation('encryption-kid-no-string', 'the kid is a number', (flow) => withHeader(flow, { kid: 1 }), [
    'warn encryption-kid type',
  ]),
  mutation(
    'encryption-kid-unknown',
    'the kid names no key of the client',
    (flow) => withHeader(flow, { kid: 'nobody' }),
    ['warn encryption-kid unknown'],
  ),
  mutation(
    'header-claims-differ',
    'the iss beside the encryption is another than the one inside',
    (flow) => withHeader(flow, { iss: 'https://evil.example' }),
    ['warn jwe-header-claims differs'],
  ),
  mutation(
    'rsa1-5',
    'alg says RSA1_5',
    (flow) =>
      withParts(flow, ([, ...rest]) => [
        encode(JSON.stringify({ ...flow.jwe?.header, alg: 'RSA1_5' })),
        ...rest,
      ]),
    ['fail encryption-alg other', 'warn rsa1-5 rsa1-5', 'warn encryption-advertised alg-not-in-list'],
  ),
  mutation(
    'encrypted-only',
    'the claims are encrypted without being signed',
    (flow) => inside(flow, payloadOf),
    ['fail jwt-structure not-signed'],
  ),
];

function payloadOf(compact: string): string {
  return new TextDecoder().decode(bytesOf(compact.split('.')[1] ?? ''));
}
