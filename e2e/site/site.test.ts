import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CookieClient, type Landing } from './cookie-client.ts';
import type { LoginOptions } from './login.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const verified = async (jwt: string, audience: string) =>
  (
    await jwtVerify(jwt, createRemoteJWKSet(new URL(`${site.issuer}/jwks`)), {
      issuer: site.issuer,
      audience,
    })
  ).payload;

const lastRequest = (): URLSearchParams => {
  const { url = '', body = '' } = site.heard.issuer.findLast(({ url }) => /^\/auth\b(?!\/)/.test(url)) ?? {};
  return new URLSearchParams(body === '' ? url.slice(url.indexOf('?')) : body);
};

const parameters = (landing: Landing): Record<string, string> => Object.fromEntries(landing.parameters);

const channels = {
  'query.jwt': 'query',
  'fragment.jwt': 'fragment',
  'form_post.jwt': 'form_post',
  jwt: 'query',
  query: 'query',
  fragment: 'fragment',
  form_post: 'form_post',
  default: 'query',
} as const;

describe('without a fault', () => {
  const outcomes = [
    ...([
      'query.jwt',
      'fragment.jwt',
      'form_post.jwt',
      'jwt',
      'query',
      'fragment',
      'form_post',
      'default',
    ] as const),
  ].flatMap((response_mode) =>
    ([undefined, 'access_denied', 'login_required'] as const).flatMap((error) =>
      (['get', 'post'] as const).map((via): LoginOptions => ({ response_mode, error, via })),
    ),
  );

  it.each(outcomes)('$response_mode answers as asked (error $error, request by $via)', async (options) => {
    const { response_mode = 'query.jwt', error } = options;
    const landing = await new CookieClient(site).follow(site.login(options));
    expect(landing.channel).toBe(channels[response_mode]);
    expect(landing.redirect_uri).toBe(site.client('RS256').callbacks.page);
    const got = parameters(landing);
    const jarm = response_mode.endsWith('jwt');
    if (jarm) expect(Object.keys(got)).toEqual(['response']);
    const members = jarm ? await verified(got['response'] ?? '', 'rs256-client') : got;
    expect(members['iss']).toBe(site.issuer);
    expect(members['state']).toBe(lastRequest().get('state'));
    expect(members['error']).toBe(error);
    expect(typeof members['code']).toBe(error === undefined ? 'string' : 'undefined');
  });
});

describe('who is asked', () => {
  it('an automatic login works again and again in one browser, with every kind in between', async () => {
    const browser = new CookieClient(site);
    for (const error of [
      undefined,
      undefined,
      'access_denied',
      undefined,
      'login_required',
      undefined,
    ] as const) {
      const landing = await browser.follow(site.login({ error, response_mode: 'query' }));
      expect(parameters(landing)['error']).toBe(error);
    }
  });

  it('two logins at once in one browser both succeed, first time and later', async () => {
    const browser = new CookieClient(site);
    for (const client of ['RS256', 'ES256', 'PS256'] as const) {
      const login = site.login({ client, response_mode: 'query' });
      const both = await Promise.all([browser.follow(login), browser.follow(login), browser.follow(login)]);
      for (const landing of both) expect(parameters(landing)).toHaveProperty('code');
    }
  });

  it('silent renewal fails without a session and succeeds with one', async () => {
    const browser = new CookieClient(site);
    const silent = site.login({ prompt: 'none', response_mode: 'query' });
    expect(parameters(await browser.follow(silent))['error']).toBe('login_required');
    await browser.follow(site.login());
    expect(parameters(await browser.follow(silent))).toHaveProperty('code');
  });

  it.each([
    ['log-in', undefined],
    ['deny', 'access_denied'],
  ])('the login page waits for its button %s, session or not', async (decision, error) => {
    const browser = new CookieClient(site);
    for (let turn = 0; turn < 2; turn += 1) {
      let step = { url: new URL(site.login({ interaction: 'page', response_mode: 'query' })) };
      for (let visited = await browser.visit(step); visited.next; visited = await browser.visit(step)) {
        step = visited.next;
      }
      expect(step.url.pathname).toMatch(/^\/interaction\//);
      const body = new URLSearchParams({ username: 'alice', decision });
      const { next } = await browser.visit({ ...step, body });
      const landing = await browser.follow(next?.url.href ?? '');
      expect(parameters(landing)['error']).toBe(error);
    }
  });

  it('a request can go without state', async () => {
    const landing = await new CookieClient(site).follow(site.login({ state: 'omitted' }));
    expect(lastRequest().has('state')).toBe(false);
    const payload = await verified(parameters(landing)['response'] ?? '', 'rs256-client');
    expect(payload).not.toHaveProperty('state');
  });
});

describe('keys', () => {
  it.each([
    [true, 8],
    [false, 4],
  ])('rotate signs with a new key (the old kept: %s)', async (keep, count) => {
    const site = await startSite();
    const before = await new CookieClient(site).follow(site.login());
    await site.rotate({ keep });
    const after = await new CookieClient(site).follow(site.login());
    const jwks = createRemoteJWKSet(new URL(`${site.issuer}/jwks`));
    const response = parameters(after)['response'] ?? '';
    const { protectedHeader } = await jwtVerify(response, jwks);
    expect(protectedHeader.kid).toBe('rs256-2');
    expect(jwks.jwks()?.keys).toHaveLength(count);
    const old = jwtVerify(parameters(before)['response'] ?? '', jwks);
    if (keep) await expect(old).resolves.toBeDefined();
    else await expect(old).rejects.toMatchObject({ code: 'ERR_JWKS_NO_MATCHING_KEY' });
    await site.close();
  });

  it('publishes no private key', async () => {
    const jwks: unknown = await (await fetch(`${site.issuer}/jwks`)).json();
    expect(JSON.stringify(jwks)).not.toContain('"d"');
  });
});

it('can bear any host names, whatever name it is reached by', async () => {
  const other = await startSite({ issuerHost: 'login.example', appHost: 'app.example' });
  expect(other.issuer).toMatch(/^http:\/\/login\.example:\d+$/);
  expect(other.client('RS256').callbacks.page).toMatch(/^http:\/\/app\.example:\d+\/cb\/rs256$/);
  const port = new URL(other.issuer).port;
  const metadata: unknown = await (
    await fetch(`http://127.0.0.1:${port}/.well-known/openid-configuration`)
  ).json();
  expect(metadata).toMatchObject({ issuer: other.issuer, jwks_uri: `${other.issuer}/jwks` });
  await other.close();
});
