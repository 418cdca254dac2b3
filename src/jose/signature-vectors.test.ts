import { expect, test } from 'vitest';
import { parseJwks } from '../issuer/jwks.ts';
import { client, evidence, response } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import vectors from '../recorded/signature-vectors.json' with { type: 'json' };
import { readCompact } from './compact.ts';
import { verifySignature } from './signature.ts';

const read = (compact: string) => {
  const jws = readCompact(compact);
  if (jws.form !== 'jws') throw new Error('not a JWS');
  return jws;
};
const keysOf = (jwk: object) => parseJwks(JSON.stringify({ keys: [jwk] }));
const stateOf = async (compact: string, jwk: object) =>
  (await verifySignature(read(compact), keysOf(jwk))).state;

test.each(vectors)('$source ($alg) is verified', async ({ compact, jwk }) => {
  expect(await stateOf(compact, jwk)).toBe('verified');
});

test.each(vectors)('$source ($alg), one bit of it flipped, is not', async ({ compact, jwk }) => {
  const [header = '', payload = '', signature = ''] = compact.split('.');
  const other = (text: string) => (text.startsWith('A') ? `B${text.slice(1)}` : `A${text.slice(1)}`);
  expect(await stateOf([header, other(payload), signature].join('.'), jwk)).toBe('failed');
  expect(await stateOf([header, payload, other(signature)].join('.'), jwk)).toBe('failed');
});

test('RFC 7515 A.5, which is not signed, is never verified', async () => {
  const compact =
    'eyJhbGciOiJub25lIn0.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.';
  for (const { jwk } of vectors) expect(await stateOf(compact, jwk)).toBe('not-signed');
});

test('the JARM response of FAPI 1.0 Advanced A.4 is valid for whom it was made', async () => {
  const example = vectors.find(({ source }) => source === 'FAPI 1.0 Advanced A.4');
  if (!example) throw new Error('no example');
  const issuer = 'https://fapi-as.example.com/';
  const seen = response(`https://app.example.com/cb?response=${example.compact}`, {
    at: 1_594_140_600_000,
  });
  const made = {
    ...client,
    issuer,
    client_id: '469180648039051',
    authorization_signed_response_alg: 'PS256',
  } as const;
  const given = evidence(
    seen,
    [example.jwk],
    { client: made, request: null, pairedBy: null },
    { issuer, authorization_signing_alg_values_supported: ['PS256'] },
  );
  const { verdict, findings } = await inspect(given);
  expect(verdict.kind).toBe('valid');
  expect(findings.filter(({ outcome }) => outcome === 'fail')).toEqual([]);
});

test('the JARM response of JARM 2.3.3, whose key is not published, is read', async () => {
  const compact =
    'eyJraWQiOiJsYWViIiwiYWxnIjoiRVMyNTYifQ.eyAgImlzcyI6ICJodHRwczovL2FjY291bnRzLmV4YW1wbGUuY29tIiwgICJhdWQiOiAiczZCaGRSa3F0MyIsICAiZXhwIjogMTMxMTI4MTk3MCwgICJhY2Nlc3NfdG9rZW4iOiAiMllvdG5GWkZFanIxekNzaWNNV3BBQSIsICAic3RhdGUiOiAiUzhOSjd1cWs1Zlk0RWpOdlBfR19GdHlKdTZwVXN2SDlqc1luaTlkTUFKdyIsICAidG9rZW5fdHlwZSI6ICJiZWFyZXIiLCAgImV4cGlyZXNfaW4iOiAzNjAwLCAgInNjb3BlIjogImV4YW1wbGUifQ.g_96IM2t_6Dazm1Jpb2gbO2EXe5IKTw2bYS7l9Y1RI8HbNPYN5EdNjxcWeL5LTQaUAZ2PtJoHbTdjMvNa3xbVg';
  const { header, payload, signature } = read(compact);
  expect(header.members).toEqual({ kid: 'laeb', alg: 'ES256' });
  expect(payload.members).toEqual({
    iss: 'https://accounts.example.com',
    aud: 's6BhdRkqt3',
    exp: 1_311_281_970,
    access_token: '2YotnFZFEjr1zCsicMWpAA',
    state: 'S8NJ7uqk5fY4EjNvP_G_FtyJu6pUsvH9jsYni9dMAJw',
    token_type: 'bearer',
    expires_in: 3600,
    scope: 'example',
  });
  expect(signature).toHaveLength(64);
});
