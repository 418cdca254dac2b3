import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  type SigningKey,
  arrived,
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  issuer,
  makeKey,
  now,
  request,
  response,
  sign,
  state,
} from './fixture.ts';
import type { Evidence } from './evidence.ts';
import { inspect } from './inspect.ts';

let key: SigningKey;
let stranger: SigningKey;
beforeAll(async () => {
  key = await makeKey();
  stranger = await makeKey('RS256', 'op-9');
});

const atCallback = (jwt: string) => response(`${callback}?response=${jwt}`);
const published = () => [key.jwk];

/** What is wrong or missing, in one line a check. */
async function judged(given: Evidence): Promise<string[]> {
  const { findings } = await inspect(given);
  return findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
}

async function judgedClaims(claims: object): Promise<string[]> {
  return await judged(evidence(atCallback(await sign(key, claims)), published()));
}

describe('a response without a fault', () => {
  test.each(['RS256', 'PS256', 'ES256', 'ES512', 'Ed25519'] as const)(
    'signed with %s is valid',
    async (alg) => {
      const signer = await makeKey(alg);
      const metadata = { issuer, authorization_signing_alg_values_supported: [alg] };
      const given = evidence(
        atCallback(await sign(signer)),
        [signer.jwk],
        { client: { ...client, authorization_signed_response_alg: alg } },
        metadata,
      );
      const { verdict } = await inspect(given);
      expect(await judged(given)).toEqual([]);
      expect(verdict.kind).toBe('valid');
    },
  );

  test('an error inside the JWT is judged as strictly, and valid', async () => {
    const error = { ...goodClaims, code: undefined, error: 'access_denied' };
    const { verdict } = await inspect(evidence(atCallback(await sign(key, error)), published()));
    expect(verdict.kind).toBe('valid');
    expect(await judgedClaims({ ...error, aud: undefined })).toEqual(['fail aud-present missing']);
  });

  test('a plain response is never called valid', async () => {
    const plain = request({ ...goodRequest, response_mode: 'query' });
    const given = evidence(response(`${callback}?code=${goodClaims.code}&state=${state}`), published(), {
      request: plain,
    });
    expect(await judged(given)).toEqual([]);
    expect((await inspect(given)).verdict.kind).toBe('unsigned');
  });
});

describe('the claims of JARM 2.4', () => {
  test.each([
    [{ iss: 'https://id.example.com/' }, 'fail iss-match slash'],
    [{ iss: 'https://id.example.com:443' }, 'fail iss-match spelling'],
    [{ iss: 'https://evil.example.com' }, 'fail iss-match other'],
    [{ iss: undefined }, 'fail iss-present missing'],
    [{ iss: 7 }, 'fail iss-present type'],
    [{ aud: 's6BhdRkqt4' }, 'fail aud-match other'],
    [{ aud: ['s6BhdRkqt3', 'other'] }, 'warn aud-extra further'],
    [{ aud: [] }, 'fail aud-present type'],
    [{ aud: undefined }, 'fail aud-present missing'],
    [{ exp: undefined }, 'fail exp-present missing'],
    [{ exp: String(now + 60) }, 'fail exp-present type'],
    [{ exp: now - 360 }, 'fail exp-valid expired'],
    [{ exp: now + 3600 }, 'warn exp-max long'],
    [{ exp: (now + 60) * 1000 }, 'warn exp-absurd milliseconds'],
    [{ nbf: now + 3600 }, 'fail nbf future'],
    [{ state: 'another' }, 'fail state-echo differs'],
    [{ state: undefined }, 'fail state-echo missing'],
    [{ code: undefined }, 'fail code-xor-error neither'],
    [{ error: 'access_denied' }, 'fail code-xor-error both'],
    [{ code: 5 }, 'fail code-xor-error type'],
    [{ code: null }, 'fail code-xor-error type'],
    [{ error_description: ['a'] }, 'warn string-claims type'],
  ])('%j', async (change, finding) => {
    expect((await judgedClaims({ ...goodClaims, ...change }))[0]).toBe(finding);
  });

  test.each(['exp', 'iat', 'nbf'])('%s beyond every number is found, and can be stored', async (name) => {
    for (const text of ['1e999', '-1e999']) {
      const payload = JSON.stringify({ ...goodClaims, [name]: 7 }).replace(
        `"${name}":7`,
        `"${name}":${text}`,
      );
      const { findings } = await inspect(evidence(atCallback(await sign(key, payload)), published()));
      expect(JSON.parse(JSON.stringify(findings))).toEqual(findings);
      expect(JSON.stringify(findings)).toContain(text.startsWith('-') ? '"-Infinity"' : '"Infinity"');
    }
  });

  test('an http issuer is a failure, and on a test network without TLS a warning', async () => {
    const http = issuer.replace('https', 'http');
    const from = async (test_network_without_tls: boolean) =>
      await judged(
        evidence(
          atCallback(await sign(key, { ...goodClaims, iss: http })),
          published(),
          { client: { ...client, issuer: http, test_network_without_tls } },
          { issuer: http, authorization_signing_alg_values_supported: ['RS256'] },
        ),
      );
    expect(await from(false)).toEqual(['fail iss-form http']);
    expect(await from(true)).toEqual(['warn issuer-tls http-test-network']);
  });

  test('expiry is judged at arrival, however late the panel is opened', async () => {
    const early = { ...atCallback(await sign(key, { ...goodClaims, exp: now + 1 })), at: arrived };
    const late = { ...early, at: arrived + 120_000 };
    expect((await inspect(evidence(early, published()))).verdict.kind).toBe('valid');
    expect((await inspect(evidence(late, published()))).verdict.reason?.check).toBe('exp-valid');
  });
});

describe('the signature', () => {
  test('of an unpublished key with an unpublished kid', async () => {
    const found = await judged(evidence(atCallback(await sign(stranger)), published()));
    expect(found).toEqual(['fail kid-known unpublished', 'fail signature no-key-verifies']);
  });

  test('of an unpublished key under a published kid', async () => {
    const jwt = await sign(stranger, goodClaims, { kid: 'op-1' });
    expect(await judged(evidence(atCallback(jwt), published()))).toEqual(['fail signature mismatch']);
  });

  test('with one bit flipped', async () => {
    const jwt = await sign(key);
    const flipped = jwt.slice(0, -20) + (jwt.at(-20) === 'A' ? 'B' : 'A') + jwt.slice(-19);
    expect(await judged(evidence(atCallback(flipped), published()))).toEqual(['fail signature mismatch']);
  });

  test('is verified when kid names another key than the one that signed, and that is a failure', async () => {
    const jwt = await sign(stranger, goodClaims, { kid: 'op-1' });
    const found = await judged(evidence(atCallback(jwt), [key.jwk, stranger.jwk]));
    expect(found).toEqual(['fail kid-known names-wrong-key']);
  });

  test.each(['none', 'None', 'nOnE'])('left out with alg %s', async (alg) => {
    const jwt = `${base64url.encode(JSON.stringify({ alg }))}.${base64url.encode(JSON.stringify(goodClaims))}.`;
    const found = await judged(evidence(atCallback(jwt), published()));
    expect(found).toContain('fail alg-none none');
  });

  test('left empty under a good alg', async () => {
    const jwt = (await sign(key)).replace(/[^.]+$/, '');
    expect(await judged(evidence(atCallback(jwt), published()))).toEqual(['fail alg-none empty-signature']);
  });

  test('with an unknown crit is refused though it verifies', async () => {
    const header = base64url.encode(
      JSON.stringify({ alg: 'RS256', kid: 'op-1', crit: ['urn:x'], 'urn:x': 1 }),
    );
    const input = `${header}.${base64url.encode(JSON.stringify(goodClaims))}`;
    const mac = await crypto.subtle.sign(
      'RSASSA-PKCS1-v1_5',
      key.privateKey,
      new TextEncoder().encode(input),
    );
    const found = await judged(
      evidence(atCallback(`${input}.${base64url.encode(new Uint8Array(mac))}`), published()),
    );
    expect(found).toEqual(['fail crit not-understood']);
  });

  test('without keys is not verified, and never valid', async () => {
    const { verdict } = await inspect(evidence(atCallback(await sign(key)), null));
    expect([verdict.kind, verdict.reason?.code]).toEqual(['unverified', 'no-keys']);
  });

  test('that older keys do not verify is checked once more, then held against the response', async () => {
    const given = evidence(atCallback(await sign(stranger)), published());
    const look = (at: number, why: 'arrival' | 'rotation', problem: 'network' | null = null) => {
      const [first] = given.lookups;
      const { record } = first!;
      return { ...first!, record: { ...record, why, keys: { ...record.keys!, at, problem } } };
    };
    const kind = async (...lookups: Evidence['lookups'][number][]) =>
      (await inspect({ ...given, lookups })).verdict.kind;
    const old = look(arrived - 1000, 'arrival');
    expect(await kind(old)).toBe('pending');
    expect(await kind(old, look(arrived + 500, 'rotation'))).toBe('rejected');
    expect(await kind(old, look(arrived - 1000, 'rotation', 'network'))).toBe('unverified');
    expect(await kind(look(arrived - 1000, 'arrival', 'network'))).toBe('unverified');
  });

  test('is being checked until the issuer was asked', async () => {
    const { verdict } = await inspect(evidence(atCallback(await sign(key)), null, { lookups: [] }));
    expect(verdict.kind).toBe('pending');
  });

  test('is being checked until it was compared with what came before, unless a file brought it', async () => {
    const given = evidence(atCallback(await sign(key)), published());
    const { verdict } = await inspect({ ...given, history: null });
    expect([verdict.kind, verdict.reason?.code]).toEqual(['pending', 'history-pending']);
    const brought = await inspect({ ...given, history: null, from: 'file' });
    expect(brought.verdict.kind).not.toBe('pending');
  });

  test('of a key that came with the response is not believed', async () => {
    const jwt = await sign(stranger, goodClaims, { jwk: stranger.jwk });
    const found = await judged(evidence(atCallback(jwt), published()));
    expect(found).toContain('warn header-keys brings-keys');
    expect(found).toContain('fail signature no-key-verifies');
  });

  test('of another algorithm than the one agreed on', async () => {
    const other = await makeKey('ES256');
    const found = await judged(evidence(atCallback(await sign(other)), [other.jwk]));
    expect(found).toEqual(['fail alg-registered other', 'warn alg-advertised not-in-list']);
  });

  test('of an unknown algorithm is unsupported, which is not valid', async () => {
    const jwt = `${base64url.encode(JSON.stringify({ alg: 'XX999' }))}.${base64url.encode(JSON.stringify(goodClaims))}.AAAA`;
    const { findings, verdict } = await inspect(evidence(atCallback(jwt), published()));
    expect(findings.find(({ check }) => check === 'signature')?.outcome).toBe('unsupported');
    expect(verdict.kind).toBe('rejected');
  });
});

describe('the delivery', () => {
  const jwtMode = (mode: string, type = 'code') =>
    request({ ...goodRequest, response_mode: mode, response_type: type });

  test.each([
    ['query.jwt', `${callback}#response=JWT`, 'fail delivery-mode-match other-channel'],
    ['fragment.jwt', `${callback}?response=JWT`, 'fail delivery-mode-match other-channel'],
    ['form_post.jwt', `${callback}?response=JWT`, 'fail delivery-mode-match other-channel'],
    ['jwt', `${callback}#response=JWT`, 'fail jwt-shortcut other-channel'],
    ['query', `${callback}?response=JWT`, 'fail unrequested-jarm jwt'],
    ['query.jwt', `${callback}?response=JWT&code=1`, 'fail response-only outside'],
    ['query.jwt', `${callback}?response=JWT&response=JWT`, 'fail duplicate-param twice'],
    ['query.jwt', `${callback}?response=JWT&utm=1`, 'warn extra-unknown unknown'],
    ['query.jwt', `${callback}?code=${goodClaims.code}&state=${state}`, 'fail jarm-downgrade plain'],
    ['query.jwt', `${callback}?error=access_denied&state=${state}`, 'warn jarm-downgrade plain-error'],
    ['query.jwt', `https://app.example.com/other?response=JWT`, 'fail redirect-uri-match elsewhere'],
  ])('asked for %s, got %s', async (mode, url, finding) => {
    const seen = response(url.replaceAll('JWT', await sign(key)));
    expect(await judged(evidence(seen, published(), { request: jwtMode(mode) }))).toContain(finding);
  });

  test('jwt means fragment where the response type has a token', async () => {
    const seen = response(`${callback}#response=${await sign(key)}`);
    const found = await judged(evidence(seen, published(), { request: jwtMode('jwt', 'code id_token') }));
    expect(found).toEqual(['fail params-by-type missing']);
  });

  test('without a request in sight is skipped, not failed', async () => {
    const seen = atCallback(await sign(key));
    const given = evidence(seen, published(), { request: null, pairedBy: null });
    const lookups = given.lookups.map((one) => ({
      ...one,
      record: { ...one.record, endpointObservable: false },
    }));
    const { findings, verdict } = await inspect({ ...given, lookups });
    const skipped = findings.filter(({ code }) => code === 'no-access').map(({ check }) => check);
    expect(skipped).toContain('state-echo');
    expect(skipped).toContain('delivery-mode-match');
    expect(verdict.kind).toBe('valid');
  });

  test('of a pushed request cannot be known', async () => {
    const pushed = request({ client_id: client.client_id, request_uri: 'urn:x' });
    const { findings } = await inspect(
      evidence(atCallback(await sign(key)), published(), { request: pushed }),
    );
    expect(findings.find(({ check }) => check === 'state-echo')?.code).toBe('pushed-request');
  });
});

describe('a JWT that is none', () => {
  test.each([
    ['garbage', 'fail jwt-structure not-a-jwt'],
    ['a.b.c', 'fail header-json length'],
    ['!!.e30.AA', 'fail header-json alphabet'],
    [`${base64url.encode('{"alg":"RS256"}')}.${base64url.encode('[]')}.AA`, 'fail payload-json object'],
    [`${base64url.encode('{"alg":"RS256"}')}.${base64url.encode('nope')}.AA`, 'fail payload-json json'],
    [`${base64url.encode('{"alg":"RS256"}')}=.e30.AA`, 'fail header-json padding'],
  ])('%s', async (jwt, finding) => {
    expect(await judged(evidence(atCallback(jwt), published()))).toContain(finding);
  });

  test('a member given twice is found though JSON.parse hides it', async () => {
    const twice = (iss: string) => sign(key, JSON.stringify(goodClaims).replace('{', `{"iss":"${iss}",`));
    expect(await judged(evidence(atCallback(await twice('https://evil.example')), published()))).toEqual([
      'fail payload-json duplicate',
    ]);
    expect(await judged(evidence(atCallback(await twice(issuer)), published()))).toEqual([
      'warn payload-json duplicate-same',
    ]);
  });

  test('an encrypted one is recognised, and waits for a key', async () => {
    const block = 'A'.repeat(22);
    const jwe = `${base64url.encode('{"alg":"RSA-OAEP-256","enc":"A128CBC-HS256"}')}.AA.${block}.AA.${block}`;
    const { verdict } = await inspect(evidence(atCallback(jwe), published()));
    expect([verdict.kind, verdict.reason?.check, verdict.reason?.code]).toEqual([
      'unverified',
      'decrypt',
      'encrypted',
    ]);
  });
});

describe('a response of which only the beginning was kept', () => {
  test('is neither right nor wrong, as a JWT', async () => {
    const jwt = await sign(key);
    const url = `${callback}?response=${jwt.slice(0, -9)}`;
    const { verdict } = await inspect(evidence(response(url, { urlLength: url.length + 9 }), published()));
    expect(verdict).toMatchObject({ kind: 'unverified', reason: { code: 'cut' } });
  });

  test('is neither right nor wrong, in the clear', async () => {
    const cut = response(callback, { method: 'POST', form: [['state', 'af0i']], formCut: true });
    const plain = request({ ...goodRequest, response_mode: 'form_post' });
    const { verdict } = await inspect(evidence(cut, published(), { request: plain }));
    expect(verdict).toMatchObject({ kind: 'unverified', reason: { code: 'cut' } });
  });
});
