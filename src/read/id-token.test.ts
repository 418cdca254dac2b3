import { base64url } from 'jose';
import { expect, test } from 'vitest';
import { goodClaims, issuer, makeKey, sign } from '../fixture.ts';
import { parseJwks } from '../issuer/jwks.ts';
import { verifySignature } from '../jose/signature.ts';
import { coreExamples, exampleKey } from './core-examples.fixture.ts';
import { readIdToken } from './id-token.ts';

const read = async (parameters: Readonly<Record<string, unknown>>, keys: readonly object[]) =>
  await readIdToken(
    (name) => parameters[name],
    null,
    async (jws) => await verifySignature(jws, parseJwks(JSON.stringify({ keys }))),
  );

test.each(coreExamples)(
  'OpenID Connect Core $section ($type): the signature verifies, and the hashes are those of the text',
  async ({ parameters, hashes }) => {
    const token = await read(parameters, [exampleKey]);
    if (parameters['id_token'] === undefined) return expect(token).toBeNull();
    expect(token?.signature).toMatchObject({ state: 'verified', key: { kid: '1e9gdk7' } });
    expect(token?.hashes).toEqual(hashes);
    expect(token?.jwt).toMatchObject({ payload: { members: { nonce: 'n-0S6_WzA2Mj', ...hashes } } });
  },
);

test('one bit of an example changed, and its signature no longer verifies', async () => {
  const { parameters } = coreExamples.find(({ section }) => section === 'A.4') ?? {};
  const changed = (parameters?.['id_token'] ?? '').replace('MRPihYtN', 'MRPihYtM');
  expect((await read({ ...parameters, id_token: changed }, [exampleKey]))?.signature?.state).toBe('failed');
});

test.each([
  ['RS256', 32],
  ['ES384', 48],
  ['PS512', 64],
  ['Ed25519', 64],
] as const)('with %s the state is hashed to half of %i bytes', async (alg, bytes) => {
  const key = await makeKey(alg);
  const token = await read({ id_token: await sign(key, { iss: issuer }), state: 'x' }, [key.jwk]);
  expect(base64url.decode(token?.hashes.s_hash ?? '')).toHaveLength(bytes / 2);
});

test('with an algorithm that is not known no hash is made up', async () => {
  const unknown = `${base64url.encode('{"alg":"ML-DSA-44"}')}.${base64url.encode('{}')}.AAAA`;
  const token = await read({ id_token: unknown, code: 'x' }, []);
  expect([token?.signature?.state, token?.hashes]).toEqual(['unsupported', {}]);
});

test('an encrypted one without a key is known to be there, and nothing more', async () => {
  const token = await read(
    { id_token: `${base64url.encode('{"alg":"dir","enc":"A128GCM"}')}..AA.AA.AA` },
    [],
  );
  expect([token?.jwe?.form, token?.decryption?.state, token?.signature]).toEqual(['jwe', 'no-key', null]);
});

test.each([undefined, 7, null, ['a.b.c']])('an id_token of %j is none', async (id_token) => {
  expect(await read({ ...goodClaims, id_token }, [])).toBeNull();
});
