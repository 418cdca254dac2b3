import { generateKeyPairSync } from 'node:crypto';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Client } from '../client.ts';
import { callback, client as registered, issuer } from '../fixture.ts';
import { Metadata } from '../issuer/metadata.ts';
import { rsaPair } from '../jose/rsa.node.fixture.ts';
import type { Field } from '../records.ts';
import { readRequest } from '../read/request.ts';
import type { Secrets } from '../secrets.ts';
import { loginProblemSentence } from '../wording/login.ts';
import * as v from 'valibot';
import { freshLength, freshValues } from './fresh.ts';
import type { LoginOptions } from './options.ts';
import { isArguable } from './problem.ts';
import { type StartedLogin, startLogin } from './start.ts';

const now = 1_800_000_000.5;
const bytes = Uint8Array.from({ length: freshLength }, (_, index) => index);
const fresh = freshValues(bytes);
const jwkOf = (namedCurve: string) =>
  JSON.stringify(generateKeyPairSync('ec', { namedCurve }).privateKey.export({ format: 'jwk' }));
const es256 = jwkOf('P-256');

const document = {
  issuer,
  authorization_endpoint: `${issuer}/authorize`,
  token_endpoint: `${issuer}/token`,
  pushed_authorization_request_endpoint: `${issuer}/par`,
  response_types_supported: ['code', 'id_token', 'code id_token'],
  response_modes_supported: ['query', 'fragment', 'query.jwt', 'jwt'],
};
const secrets: Secrets = {
  client: 'c1',
  issuer,
  revision: '1',
  keys: '',
  signing_keys: es256,
  client_secret: 's3cret',
};

interface Given {
  readonly client?: Partial<Client>;
  readonly metadata?: object | null;
  readonly secrets?: Partial<Secrets>;
  readonly options?: Partial<LoginOptions>;
}

function start(given: Given) {
  const { metadata = {} } = given;
  return startLogin(
    {
      client: { ...registered, token_endpoint_auth_method: 'none', ...given.client },
      metadata: metadata && v.parse(Metadata, { ...document, ...metadata }),
      secrets: { ...secrets, ...given.secrets },
      options: { response_type: 'code', scope: 'openid', via: 'parameters', ...given.options },
    },
    fresh,
    now,
  );
}

async function started(given: Given): Promise<StartedLogin> {
  const login = await start(given);
  if ('problems' in login) throw new Error(JSON.stringify(login.problems));
  return login;
}

describe('what is sent', () => {
  test('has fresh state, nonce and PKCE, and everything that was asked for', async () => {
    const further: Field[] = [
      ['resource', 'https://a.example'],
      ['resource', 'https://b.example'],
    ];
    const options = { response_mode: 'jwt', prompt: 'login', further };
    const { url, sent, code_verifier, push } = await started({ options });
    expect(push).toBeNull();
    expect(code_verifier).toMatch(/^[\w-]{43}$/);
    expect(new URL(url ?? '').origin + new URL(url ?? '').pathname).toBe(`${issuer}/authorize`);
    expect([...new URL(url ?? '').searchParams]).toEqual(sent);
    expect(sent).toEqual([
      ['client_id', registered.client_id],
      ['redirect_uri', callback],
      ['response_type', 'code'],
      ['response_mode', 'jwt'],
      ['scope', 'openid'],
      ['prompt', 'login'],
      ['state', fresh.state],
      ['nonce', fresh.nonce],
      ['code_challenge', expect.stringMatching(/^[\w-]{43}$/)],
      ['code_challenge_method', 'S256'],
      ...further,
    ]);
    expect(JSON.stringify(sent)).not.toContain(code_verifier);
  });

  test('is never the same twice: every value comes from bytes of its own', () => {
    const values = [fresh.state, fresh.nonce, fresh.code_verifier, ...fresh.jti];
    expect(new Set(values).size).toBe(6);
    for (let index = 0; index < freshLength; index += 1) {
      const other = freshValues(bytes.with(index, 255));
      const changed = [other.state, other.nonce, other.code_verifier, ...other.jti].filter(
        (value) => !values.includes(value),
      );
      expect(changed).toHaveLength(1);
    }
  });

  test('asks without a code for no PKCE', async () => {
    const options = { response_type: 'id_token', response_mode: 'fragment' };
    const { sent, code_verifier } = await started({ options });
    expect(code_verifier).toBeNull();
    expect(sent.map(([name]) => name)).not.toContain('code_challenge');
  });

  test('asks without an ID token for no nonce', async () => {
    const { sent } = await started({ options: { scope: '' } });
    expect(sent.map(([name]) => name)).not.toContain('nonce');
    expect(sent.map(([name]) => name)).not.toContain('scope');
  });

  test('as a request object has a parameter that came twice as a list', async () => {
    const further: Field[] = [
      ['resource', 'https://a.example'],
      ['resource', 'https://b.example'],
      ['claims', '{"id_token":{}}'],
      ['authorization_details', 'no JSON'],
    ];
    const { url } = await started({ options: { via: 'request', further } });
    expect(decodeJwt(new URL(url ?? '').searchParams.get('request') ?? '')).toMatchObject({
      resource: ['https://a.example', 'https://b.example'],
      claims: { id_token: {} },
      authorization_details: 'no JSON',
    });
  });

  test('keeps the query that the endpoint has', async () => {
    const { url } = await started({ client: { authorization_endpoint: `${issuer}/authorize?tenant=7` } });
    expect(url).toContain('/authorize?tenant=7&client_id=');
  });

  test('as a request object says the same, for this issuer, for five minutes', async () => {
    const { url, sent } = await started({ options: { via: 'request', further: [['max_age', '60']] } });
    const read = readRequest({ url: url ?? '', form: null });
    expect(read.parameters.map(([name]) => name)).toEqual(['client_id', 'request']);
    for (const [name, value] of sent) expect(read.get(name)).toBe(value);
    const jwt = new URL(url ?? '').searchParams.get('request') ?? '';
    expect(decodeProtectedHeader(jwt)).toEqual({ alg: 'ES256', typ: 'oauth-authz-req+jwt' });
    const seconds = Math.floor(now);
    expect(decodeJwt(jwt)).toMatchObject({
      iss: registered.client_id,
      aud: issuer,
      iat: seconds,
      nbf: seconds,
      exp: seconds + 300,
      jti: fresh.jti[0],
      max_age: 60,
    });
  });
});

describe('how the client authenticates where it pushes', () => {
  const pushed = async (client: Partial<Client>, client_secret = 'p@ss: wörd') => {
    const { push, url } = await started({ client, options: { via: 'pushed' }, secrets: { client_secret } });
    expect(url).toBeNull();
    return { headers: push?.headers ?? {}, body: new URLSearchParams(push?.body), url: push?.url };
  };

  test('none', async () => {
    const { headers, body, url } = await pushed({ token_endpoint_auth_method: 'none' });
    expect(url).toBe(`${issuer}/par`);
    expect(headers['authorization']).toBeUndefined();
    expect(body.getAll('client_id')).toEqual([registered.client_id]);
    expect(body.get('client_secret')).toBeNull();
  });

  test('client_secret_basic, identifier and secret form-encoded', async () => {
    const { headers, body } = await pushed({
      client_id: 'a:b',
      token_endpoint_auth_method: 'client_secret_basic',
    });
    const [scheme, credentials = ''] = headers['authorization']?.split(' ') ?? [];
    expect([scheme, atob(credentials)]).toEqual(['Basic', 'a%3Ab:p%40ss%3A+w%C3%B6rd']);
    expect(body.get('client_secret')).toBeNull();
  });

  test('client_secret_post', async () => {
    const { body } = await pushed({ token_endpoint_auth_method: 'client_secret_post' });
    expect(body.getAll('client_secret')).toEqual(['p@ss: wörd']);
  });

  test.each(['private_key_jwt', 'client_secret_jwt'] as const)('%s, for the issuer alone', async (method) => {
    const { body } = await pushed({ token_endpoint_auth_method: method });
    const jwt = body.get('client_assertion') ?? '';
    expect(decodeProtectedHeader(jwt).alg).toBe(method === 'private_key_jwt' ? 'ES256' : 'HS256');
    expect(decodeJwt(jwt)).toMatchObject({
      iss: registered.client_id,
      sub: registered.client_id,
      aud: issuer,
      jti: fresh.jti[1],
    });
    expect(body.get('client_secret')).toBeNull();
  });

  test('where nothing was registered: by its secret, if it has one', async () => {
    const client = { token_endpoint_auth_method: undefined };
    expect((await pushed(client)).headers['authorization']).toMatch(/^Basic /);
    expect((await pushed(client, '')).body.get('client_id')).toBe(registered.client_id);
  });
});

const short = rsaPair('one', 1024).privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();
const push = { via: 'pushed' } as const;
const object = { via: 'request' } as const;

const problems: [string, Given][] = [
  ['no-metadata', { metadata: null, options: push }],
  ['other-issuer https://evil.example', { metadata: { issuer: 'https://evil.example' } }],
  [
    'no-endpoint pushed_authorization_request_endpoint',
    { metadata: { pushed_authorization_request_endpoint: 7 }, options: push },
  ],
  [
    'endpoint-out-of-reach pushed_authorization_request_endpoint loopback',
    { metadata: { pushed_authorization_request_endpoint: 'https://127.0.0.1/par' }, options: push },
  ],
  [
    'endpoint-out-of-reach authorization_endpoint http',
    { client: { authorization_endpoint: 'http://id.example.com/authorize' } },
  ],
  [
    'endpoint-out-of-reach authorization_endpoint scheme',
    { client: { authorization_endpoint: 'javascript:alert(1)' } },
  ],
  ['no-redirect-uri', { client: { callbacks: ['https://pr-*.app.example.com/cb'] } }],
  [
    'other-redirect-uri https://elsewhere.example/',
    { options: { redirect_uri: 'https://elsewhere.example/' } },
  ],
  ['own-parameter state', { options: { further: [['state', 'mine']] } }],
  ['own-parameter client_secret', { options: { further: [['client_secret', 'x']] } }],
  ['mode-unlisted form_post', { options: { response_mode: 'form_post' } }],
  [
    'mode-unlisted form_post.jwt',
    { metadata: { response_modes_supported: undefined }, options: { response_mode: 'form_post.jwt' } },
  ],
  ['type-unlisted none', { options: { response_type: 'none' } }],
  ['token-in-query query', { options: { response_type: 'id_token code', response_mode: 'query' } }],
  [
    'alg-unlisted ES256',
    { metadata: { request_object_signing_alg_values_supported: ['PS256'] }, options: object },
  ],
  [
    'assertion-alg-unlisted ES256',
    {
      client: { token_endpoint_auth_method: 'private_key_jwt' },
      metadata: { token_endpoint_auth_signing_alg_values_supported: ['PS256'] },
      options: push,
    },
  ],
  [
    'authentication-unlisted none',
    { metadata: { token_endpoint_auth_methods_supported: ['private_key_jwt'] }, options: push },
  ],
  ['request-objects-unsupported', { metadata: { request_parameter_supported: false }, options: object }],
  ['pushed-only', { metadata: { require_pushed_authorization_requests: true } }],
  ['request-object-only', { metadata: { require_signed_request_object: true } }],
  ['no-signing-key', { secrets: { signing_keys: '' }, options: object }],
  ['signing-key-unreadable not-json', { secrets: { signing_keys: 'hm' }, options: object }],
  ['signing-key-misfit PS256', { client: { request_object_signing_alg: 'PS256' }, options: object }],
  ['signing-key-misfit', { secrets: { signing_keys: short }, options: object }],
  [
    'signing-key-refused ES256',
    {
      secrets: { signing_keys: JSON.stringify({ ...JSON.parse(es256), x: JSON.parse(jwkOf('P-256')).x }) },
      options: object,
    },
  ],
  [
    'no-secret HS256',
    { client: { request_object_signing_alg: 'HS256' }, secrets: { client_secret: '' }, options: object },
  ],
  [
    'no-secret client_secret_post',
    {
      client: { token_endpoint_auth_method: 'client_secret_post' },
      secrets: { client_secret: '' },
      options: push,
    },
  ],
  [
    'certificate tls_client_auth',
    { client: { token_endpoint_auth_method: 'tls_client_auth' }, options: push },
  ],
];

describe('what is said before anything is sent', () => {
  test.each(problems)('%s', async (expected, given) => {
    const login = await start(given);
    const found = 'problems' in login ? login.problems : [];
    expect(found.map(({ code, detail }) => `${code} ${detail}`.trim())).toEqual([expected]);
    for (const problem of found) expect(loginProblemSentence(problem)).toMatch(/^\S.*[^.\s]$/);
  });

  test.each(problems)(
    '%s: sent all the same where the server has the last word, and only there',
    async (_expected, given) => {
      const first = await start(given);
      const inSpiteOf = 'problems' in first ? first.problems.map(({ code }) => code) : [];
      const again = await start({ ...given, options: { ...given.options, inSpiteOf } });
      const isFree = 'problems' in first && first.problems.every(isArguable);
      expect('sent' in again).toBe(isFree);
    },
  );

  test('all of it at once', async () => {
    const login = await start({
      metadata: { pushed_authorization_request_endpoint: undefined },
      client: { token_endpoint_auth_method: 'private_key_jwt' },
      secrets: { signing_keys: '' },
      options: { via: 'pushed-request', response_mode: 'form_post' },
    });
    const codes = 'problems' in login ? login.problems.map(({ code }) => code) : [];
    expect(codes).toEqual(['no-endpoint', 'mode-unlisted', 'no-signing-key']);
  });
});
