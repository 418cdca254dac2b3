import { randomBytes } from 'node:crypto';
import { base64url } from 'jose';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import type { Evidence } from '../evidence.ts';
import {
  type SigningKey,
  arrived,
  callback,
  client,
  evidence,
  goodClaims,
  goodIdTokenClaims,
  goodRequest,
  issuer,
  makeKey,
  now,
  request,
  response,
  saidBy,
  sign,
} from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { halfHash } from '../jose/half-hash.ts';
import { rsaPair } from '../jose/rsa.node.fixture.ts';
import { encryptOaep, seal } from '../jose/seal.node.fixture.ts';
import type { Profile } from '../profile.ts';
import {
  coreExamples,
  exampleCallback,
  exampleIssued,
  exampleIssuer,
  exampleKey,
  exampleRequest,
} from '../read/core-examples.fixture.ts';
import { claimTitles } from '../wording/titles/claims.ts';
import { envelopeTitles } from '../wording/titles/envelope.ts';
import { idTokenTitles } from '../wording/titles/id-token.ts';
import type { FamilyTitles } from '../wording/shapes.ts';
import { signatureTitles } from '../wording/titles/signature.ts';
import { borrowed } from './id-token-jwt.ts';
import { catalogue } from './index.ts';

/** What is wrong or missing, in one line a check. */
async function judged(given: Evidence): Promise<string[]> {
  const { findings } = await inspect(given);
  return findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'warn')
    .map(({ check, outcome, code }) => `${outcome} ${check} ${code}`);
}

const codeOf = async (given: Evidence, name: string) =>
  (await inspect(given)).findings.find(({ check }) => check === name)?.code;

let key: SigningKey;
let stranger: SigningKey;
beforeAll(async () => {
  key = await makeKey();
  stranger = await makeKey('RS256', 'op-9');
});

const { code, state } = goodClaims;
const c_hash = async (value: string = code) => await halfHash('RS256', undefined, value);
const hybrid = {
  ...goodRequest,
  response_type: 'code id_token',
  response_mode: 'fragment',
  nonce: goodIdTokenClaims.nonce,
};
const fragment = (fields: Record<string, string>) =>
  response(`${callback}#${new URLSearchParams(fields).toString()}`);

/** A plain response to `code id_token`, with claims of the ID token changed. */
async function plain(change: object = {}, changes: Partial<Evidence> = {}): Promise<Evidence> {
  const id_token = await sign(key, { ...goodIdTokenClaims, c_hash: await c_hash(), ...change });
  return evidence(fragment({ code, state, id_token }), [key.jwk], { request: request(hybrid), ...changes });
}

/** The same response inside a JWT. */
async function inJwt(change: object = {}, changes: Partial<Evidence> = {}): Promise<Evidence> {
  const id_token = await sign(key, { ...goodIdTokenClaims, c_hash: await c_hash(), ...change });
  const jwt = await sign(key, { ...goodClaims, id_token });
  const asked = request({ ...hybrid, response_mode: 'jwt' });
  return evidence(response(`${callback}#response=${jwt}`), [key.jwk], { request: asked, ...changes });
}

describe('the examples of OpenID Connect Core', () => {
  test.each(coreExamples)(
    '$section ($type) is without a fault, but its state is short',
    async ({ type, parameters }) => {
      const at = (exampleIssued + 5) * 1000;
      const fields = { ...parameters, state: exampleRequest.state };
      const seen = response(`${exampleCallback}#${new URLSearchParams(fields).toString()}`, { at });
      const given = evidence(seen, [exampleKey], {
        client: { ...client, issuer: exampleIssuer, callbacks: [exampleCallback] },
        request: request({ ...exampleRequest, response_type: type }, { at: at - 4000 }),
      });
      const token = type.split(' ').includes('token') ? ['warn front-channel-token returned'] : [];
      expect(await judged(given)).toEqual([...token, 'warn state-quality short']);
      expect((await inspect(given)).verdict.kind).toBe('unsigned');
    },
  );
});

describe('an ID token without a fault', () => {
  test('in a plain response leaves it a plain one', async () => {
    const given = await plain();
    expect(await judged(given)).toEqual([]);
    expect((await inspect(given)).verdict.kind).toBe('unsigned');
  });

  test('inside a JWT leaves it valid', async () => {
    const given = await inJwt();
    expect(await judged(given)).toEqual([]);
    expect((await inspect(given)).verdict.kind).toBe('valid');
  });
});

describe('the claims of an ID token', () => {
  const faults: readonly (readonly [object, string])[] = [
    [{ iss: `${issuer}/` }, 'fail idt-iss slash'],
    [{ iss: undefined }, 'fail idt-iss missing'],
    [{ sub: undefined }, 'fail idt-sub missing'],
    [{ sub: 7 }, 'fail idt-sub type'],
    [{ sub: 'é' }, 'fail idt-sub form'],
    [{ sub: 'a'.repeat(256) }, 'fail idt-sub form'],
    [{ aud: 'another' }, 'fail idt-aud other'],
    [{ aud: undefined }, 'fail idt-aud missing'],
    [{ aud: [client.client_id, 'another'] }, 'warn idt-azp missing'],
    [{ azp: 'another' }, 'fail idt-azp other'],
    [{ exp: now - 300 }, 'fail idt-exp expired'],
    [{ exp: undefined }, 'fail idt-exp missing'],
    [{ exp: (now + 60) * 1000 }, 'warn idt-exp milliseconds'],
    [{ nbf: now + 3600 }, 'fail idt-nbf future'],
    [{ iat: undefined }, 'fail idt-iat missing'],
    [{ iat: String(now) }, 'fail idt-iat type'],
    [{ iat: now + 300 }, 'warn idt-iat future'],
    [{ iat: now - 400 }, 'warn idt-iat old'],
    [{ nonce: undefined }, 'fail nonce missing'],
    [{ nonce: 'another' }, 'fail nonce differs'],
    [{ c_hash: undefined }, 'fail c-hash missing'],
    [{ c_hash: 'AAAA' }, 'fail c-hash differs'],
    [{ s_hash: 'AAAA' }, 'fail s-hash differs'],
    [{ auth_time: 'yesterday' }, 'fail auth-time type'],
    [{ auth_time: now + 300 }, 'warn auth-time future'],
    [{ email: 'jane@example.com' }, 'warn idt-pii readable'],
  ];
  // A different issuer is found by two rules: the one expected, and in a JWT the one that the JWT names.
  const further = (finding: string) =>
    finding === 'fail idt-iss slash' ? ['fail issuers-agree differ'] : [];

  test.each(faults)('in the clear: %j', async (change, finding) => {
    expect(await judged(await plain(change))).toEqual([finding]);
  });

  test.each(faults)('in a JWT: %j', async (change, finding) => {
    expect(await judged(await inJwt(change))).toEqual([finding, ...further(finding)]);
  });

  test.each([
    ['id.example', 'fail not-a-url'],
    ['https://id.example?tenant=7', 'fail query-or-fragment'],
    ['http://id.example', 'fail http'],
  ])('an issuer %s is wrong even where it is registered', async (iss, said) => {
    expect(await saidBy('idt-iss', await plain({ iss }, { client: { ...client, issuer: iss } }))).toBe(said);
  });

  test('several audiences are right with azp', async () => {
    const aud = [client.client_id, 'another'];
    expect(await judged(await plain({ aud, azp: client.client_id }))).toEqual([]);
  });

  test('the s_hash of the state is right', async () => {
    expect(await judged(await plain({ s_hash: await c_hash(state) }))).toEqual([]);
  });

  test('a c_hash of the whole hash instead of half of it is wrong', async () => {
    const whole = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(code)));
    expect(await judged(await plain({ c_hash: base64url.encode(whole) }))).toEqual(['fail c-hash differs']);
  });

  test('an at_hash without an access token is a note', async () => {
    expect(await codeOf(await plain({ at_hash: 'x' }), 'at-hash')).toBe('of-nothing');
  });

  test('an access token wants its at_hash', async () => {
    const access = { access_token: 'jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y', token_type: 'Bearer' };
    const asked = request({ ...hybrid, response_type: 'id_token token' });
    const from = async (claims: object) => {
      const id_token = await sign(key, { ...goodIdTokenClaims, ...claims });
      return await judged(evidence(fragment({ ...access, state, id_token }), [key.jwk], { request: asked }));
    };
    const token = 'warn front-channel-token returned';
    expect(await from({ at_hash: '77QmUPtjPfzWtF2AnpK9RQ' })).toEqual([token]);
    expect(await from({})).toEqual([token, 'fail at-hash missing']);
  });

  test('under FAPI 1.0 Advanced the state wants its s_hash, but not inside a JWT', async () => {
    const profiles: readonly Profile[] = ['oauth2', 'fapi1-advanced', 'au-cdr'];
    const found = async (make: typeof plain) =>
      await Promise.all(profiles.map(async (profile) => await codeOf(await make({}, { profile }), 's-hash')));
    expect(await found(plain)).toEqual([undefined, 'missing', 'missing']);
    expect(await found(inJwt)).toEqual([undefined, undefined, undefined]);
  });

  test('personal data is a note where it has no other place to be', async () => {
    const id_token = await sign(key, { ...goodIdTokenClaims, email: 'jane@example.com' });
    const asked = request({ ...hybrid, response_type: 'id_token' });
    const given = evidence(fragment({ state, id_token }), [key.jwk], { request: asked });
    expect(await judged(given)).toEqual([]);
    expect(await codeOf(given, 'idt-pii')).toBe('only-place');
  });
});

describe('what the request asked of the ID token', () => {
  const asked = (change: Record<string, string>) => {
    const { nonce: _nonce, ...rest } = hybrid;
    return { request: request({ ...rest, ...change }) };
  };

  test('a request without nonce is the fault of the application', async () => {
    expect(await judged(await plain({ nonce: undefined }, asked({})))).toEqual(['fail nonce not-sent']);
  });

  test('a nonce that nobody sent belongs to another login', async () => {
    expect(await judged(await plain({}, asked({})))).toEqual(['fail nonce unsolicited']);
  });

  test('the nonce of a pushed request is not known, unless the tester types it', async () => {
    const pushed = { request: request({ client_id: client.client_id, request_uri: 'urn:x' }) };
    expect(await codeOf(await plain({}, pushed), 'nonce')).toBe('pushed-request');
    expect(await codeOf(await plain({}, { ...pushed, typed: { nonce: 'typed' } }), 'nonce')).toBe('differs');
  });

  test.each([
    [{}, 'fail auth-time missing'],
    [{ auth_time: now - 200 }, 'fail auth-time too-old'],
    [{ auth_time: now - 130 }, null],
  ])('max_age of 100 s and %j', async (claims, finding) => {
    const given = await plain(claims, asked({ nonce: hybrid.nonce, max_age: '100' }));
    expect(await judged(given)).toEqual(finding === null ? [] : [finding]);
  });
});

describe('the signature of an ID token', () => {
  const signedBy = async (signer: SigningKey, header: object = {}) => {
    const id_token = await sign(signer, { ...goodIdTokenClaims, c_hash: await c_hash() }, header);
    return evidence(fragment({ code, state, id_token }), [key.jwk], { request: request(hybrid) });
  };

  test('by a key that is not published is rejected', async () => {
    const given = await signedBy(stranger);
    expect(await judged(given)).toEqual(['fail idt-signature no-key-verifies', 'fail idt-key kid-known']);
    expect((await inspect(given)).verdict.kind).toBe('rejected');
  });

  test('by another key than the one it names', async () => {
    expect(await judged(await signedBy(stranger, { kid: 'op-1' }))).toEqual(['fail idt-signature mismatch']);
  });

  test('inside a good JWT is still the fault of the ID token', async () => {
    const id_token = await sign(stranger, { ...goodIdTokenClaims, c_hash: await c_hash() });
    const jwt = await sign(key, { ...goodClaims, id_token });
    const asked = request({ ...hybrid, response_mode: 'jwt' });
    const { verdict } = await inspect(
      evidence(response(`${callback}#response=${jwt}`), [key.jwk], { request: asked }),
    );
    expect([verdict.kind, verdict.reason?.check]).toEqual(['rejected', 'idt-signature']);
  });

  test('by another algorithm than the registered one', async () => {
    const other = await makeKey('ES256', 'op-2');
    const claims = { ...goodIdTokenClaims, c_hash: await halfHash('ES256', undefined, code) };
    const seen = fragment({ code, state, id_token: await sign(other, claims) });
    const given = evidence(seen, [key.jwk, other.jwk], { request: request(hybrid) });
    expect(await judged(given)).toEqual(['fail idt-alg other']);
  });

  test('by an algorithm that the profile does not allow', async () => {
    const found = async (profile: Profile) => await codeOf(await plain({}, { profile }), 'idt-alg-profile');
    expect(await found('oidc')).toBeUndefined();
    expect(await found('fapi1-advanced')).toBe('not-allowed');
    expect(await found('fapi2-message-signing')).toBe('not-allowed');
  });

  test.each(['none', 'NONE'])('left out with alg %s', async (alg) => {
    const parts = [{ alg }, { ...goodIdTokenClaims, c_hash: await c_hash() }];
    const id_token = `${parts.map((part) => base64url.encode(JSON.stringify(part))).join('.')}.`;
    const given = evidence(fragment({ code, state, id_token }), [key.jwk], { request: request(hybrid) });
    expect(await judged(given)).toContain('fail idt-alg none');
  });

  test('that older keys do not verify waits for the issuer to be asked again', async () => {
    const given = await signedBy(stranger);
    const look = (at: number, why: 'arrival' | 'rotation') =>
      given.lookups.map((one) => ({
        ...one,
        record: { ...one.record, why, keys: one.record.keys && { ...one.record.keys, at } },
      }));
    const old = look(arrived - 1000, 'arrival');
    const { verdict } = await inspect({ ...given, lookups: old });
    expect([verdict.kind, verdict.reason?.check]).toEqual(['pending', 'idt-signature']);
    const asked = [...old, ...look(arrived + 500, 'rotation')];
    expect((await inspect({ ...given, lookups: asked })).verdict.kind).toBe('rejected');
  });

  test('of another length than its algorithm makes', async () => {
    const other = await makeKey('ES256', 'op-2');
    const claims = { ...goodIdTokenClaims, c_hash: await halfHash('ES256', undefined, code) };
    const [header, payload, signature = ''] = (await sign(other, claims)).split('.');
    const short = base64url.encode(base64url.decode(signature).slice(0, -1));
    const id_token = [header, payload, short].join('.');
    const registered = { ...client, id_token_signed_response_alg: 'ES256' as const };
    const given = evidence(fragment({ code, state, id_token }), [key.jwk, other.jwk], {
      client: registered,
      request: request(hybrid),
    });
    expect(await judged(given)).toEqual(['fail idt-signature mismatch', 'fail idt-key signature-length']);
  });

  describe('by HS256', () => {
    const client_secret = 'VerySecretIndeed0123456789abcdef';
    const bytes = (value: string) => new TextEncoder().encode(value);
    const judgedWith = async (
      secret: string,
      by: Uint8Array<ArrayBuffer> = bytes(client_secret),
      changes: Partial<Client> = {},
      check = 'idt-signature',
    ) => {
      const registered = { ...client, id_token_signed_response_alg: 'HS256' as const, ...changes };
      const header = base64url.encode('{"alg":"HS256"}');
      const hash = await halfHash('HS256', undefined, code);
      const input = `${header}.${base64url.encode(JSON.stringify({ ...goodIdTokenClaims, c_hash: hash }))}`;
      const algorithm = { name: 'HMAC', hash: 'SHA-256' };
      const hmacKey = await crypto.subtle.importKey('raw', by, algorithm, false, ['sign']);
      const mac = new Uint8Array(await crypto.subtle.sign('HMAC', hmacKey, bytes(input)));
      const seen = fragment({ code, state, id_token: `${input}.${base64url.encode(mac)}` });
      const given = evidence(seen, [key.jwk], { client: registered, request: request(hybrid) });
      const secrets = { client: client.id, issuer, revision: '1', keys: '', client_secret: secret };
      const { findings } = await inspect(given, secret === '' ? null : secrets);
      const found = findings.find((finding) => finding.check === check);
      return `${found?.outcome} ${found?.code}`;
    };

    test('is checked with the client secret', async () => {
      expect(await judgedWith(client_secret)).toBe('pass undefined');
      expect(await judgedWith('another secret that is as long as that')).toBe('fail secret');
      expect(await judgedWith('')).toBe('skip needs-secret');
    });

    test('by what the secret is in base64 is named', async () => {
      const decoded = Uint8Array.from(base64url.decode(client_secret));
      expect(await judgedWith(client_secret, decoded)).toBe('fail secret-decoded');
    });

    test('of a public client, by a short secret or by a public key is a fault of the key', async () => {
      const keyOf = async (secret: string, by: string, changes: Partial<Client> = {}) =>
        await judgedWith(secret, bytes(by), changes, 'idt-key');
      const method = 'client_secret_basic' as const;
      const isPublic = { token_endpoint_auth_method: 'none' as const };
      expect(await keyOf(client_secret, client_secret, isPublic)).toBe('fail hmac-public-client');
      expect(await keyOf('short', 'short', { token_endpoint_auth_method: method })).toBe(
        'fail hmac-key-length',
      );
      expect(await keyOf(client_secret, JSON.stringify(key.jwk))).toBe('fail hmac-public-key');
    });
  });

  test('that cannot be computed keeps even a good JWT from being valid', async () => {
    const header = base64url.encode('{"alg":"HS256"}');
    const claims = { ...goodIdTokenClaims, c_hash: await c_hash() };
    const id_token = `${header}.${base64url.encode(JSON.stringify(claims))}.AAAA`;
    const hmac = { ...client, id_token_signed_response_alg: 'HS256' as const };
    const jwt = await sign(key, { ...goodClaims, id_token });
    const given = evidence(response(`${callback}#response=${jwt}`), [key.jwk], {
      client: hmac,
      request: request({ ...hybrid, response_mode: 'jwt' }),
    });
    const { findings, verdict } = await inspect(given);
    expect(findings.find(({ check }) => check === 'signature')?.outcome).toBe('pass');
    expect([verdict.kind, verdict.reason?.check]).toEqual(['unverified', 'idt-signature']);
  });
});

describe('an ID token that cannot be read', () => {
  const withToken = (id_token: string) =>
    evidence(fragment({ code, state, id_token }), [key.jwk], { request: request(hybrid) });

  test.each([
    ['garbage', ['fail idt-form jwt-structure']],
    ['a.b.c', ['fail idt-form header-json', 'fail idt-signature unreadable']],
  ])('%s', async (id_token, findings) => {
    expect(await judged(withToken(id_token))).toEqual(findings);
  });

  test('as it says it was encrypted, but another way, is a fault', async () => {
    const pair = rsaPair();
    const contentKey = randomBytes(16);
    const id_token = seal({
      header: { alg: 'RSA-OAEP-256', enc: 'A128GCM', cty: 'JWT' },
      enc: 'A128GCM',
      contentKey,
      encryptedKey: encryptOaep(pair.publicKey, 'sha1', contentKey),
      plaintext: await sign(key, { ...goodIdTokenClaims, c_hash: await c_hash() }),
    });
    const keys = JSON.stringify(pair.privateKey.export({ format: 'jwk' }));
    const secrets = { client: client.id, issuer, revision: '1', keys, client_secret: '' };
    expect(await saidBy('idt-decrypt', withToken(id_token), secrets)).toBe('fail otherwise');
  });

  test('being encrypted waits for a key', async () => {
    const encrypted = `${base64url.encode('{"alg":"RSA-OAEP-256","enc":"A128GCM"}')}.AA.AA.AA.AA`;
    expect(await codeOf(withToken(encrypted), 'idt-decrypt')).toBe('encrypted');
    const jwt = await sign(key, { ...goodClaims, id_token: encrypted });
    const asked = request({ ...hybrid, response_mode: 'jwt' });
    const given = evidence(response(`${callback}#response=${jwt}`), [key.jwk], { request: asked });
    const { verdict } = await inspect(given);
    expect([verdict.kind, verdict.reason?.check]).toEqual(['unverified', 'idt-decrypt']);
  });
});

describe('several issuers', () => {
  const others = ['https://other.example.com'];

  test('an ID token of another registered issuer is a mix-up', async () => {
    const given = await plain({ iss: others[0] });
    const seen = { ...given.response, issuers: [issuer, ...others] };
    expect(await judged({ ...given, response: seen })).toEqual(['fail idt-iss mix-up']);
  });

  test('iss beside the ID token must be the same', async () => {
    const id_token = await sign(key, { ...goodIdTokenClaims, c_hash: await c_hash() });
    const from = async (iss: string) =>
      await judged(
        evidence(
          fragment({ code, state, id_token, iss }),
          [key.jwk],
          { request: request(hybrid) },
          { issuer, authorization_response_iss_parameter_supported: true },
        ),
      );
    expect(await from(issuer)).toEqual([]);
    expect(await from('https://evil.example')).toEqual([
      'fail iss-param-match other',
      'fail issuers-agree differ',
    ]);
  });
});

describe('what is borrowed from the rules on any JWT', () => {
  const rules = new Set(catalogue.flatMap(([, checks]) => checks.map(({ name }) => name)));
  const titles: FamilyTitles = { ...envelopeTitles, ...signatureTitles, ...claimTitles };

  test.each(borrowed)('$name asks rules that exist, and has a title for each of their codes', (check) => {
    const own = Object.keys(idTokenTitles[check.name]?.codes ?? {});
    for (const rule of check.rules) {
      expect([...rules]).toContain(rule);
      const codes = check.code === 'rule' ? [rule] : Object.keys(titles[rule]?.codes ?? {});
      expect(own).toEqual(expect.arrayContaining(codes));
    }
  });
});
