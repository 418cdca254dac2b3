import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect } from '../../src/inspect.ts';
import { redeemRequest } from '../../src/login/redeem.ts';
import { readTokenAnswer } from '../../src/login/token-answer.ts';
import { sendingWays } from '../../src/records.ts';
import { authenticatingNames } from './clients.ts';
import { type Done, type Published, fresh, logIn, publishedBy, send } from './started.fixture.ts';
import { type Site, startSite } from './site.ts';

let site: Site;
let published: Published;
beforeAll(async () => {
  site = await startSite({ further: authenticatingNames });
  published = await publishedBy(site);
});
afterAll(() => site.close());

const modes = ['query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt', 'query', 'fragment', 'form_post'];
/** Not said of the request: what is not watched, and what needs the person's own doing. */
const aboutRequest = new Set(['request', 'flow', 'parameters', 'delivery', 'id-token', 'history', 'issuer']);

describe.each(sendingWays)('sent as %s', (via) => {
  it.each(modes)('%s is answered as it should be, and nothing about the request is skipped', async (mode) => {
    const { evidence, secrets } = await logIn(site, published, 'confidential', { via, response_mode: mode });
    const { verdict, findings } = await inspect(evidence, secrets);
    expect(verdict.kind).toBe(mode.endsWith('jwt') ? 'valid' : 'unsigned');
    expect(verdict.reason).toBeNull();
    const skipped = findings.filter(({ outcome, family }) => outcome === 'skip' && aboutRequest.has(family));
    expect(skipped.map(({ check, code }) => `${check} ${code}`)).toEqual([]);
  });
});

describe.each(['RS256', 'confidential', ...authenticatingNames] as const)('the client %s', (name) => {
  it.each(['pushed', 'pushed-request'] as const)('logs in by a request %s', async (via) => {
    const { evidence, secrets } = await logIn(site, published, name, { via, response_mode: 'jwt' });
    expect((await inspect(evidence, secrets)).verdict.kind).toBe('valid');
  });
});

const redeem = async (
  { evidence, secrets, login }: Done,
  ground: { readonly isRedeemed?: boolean; readonly inSpiteOf?: readonly ['redeemed'] } = {},
) => {
  const { context } = await inspect(evidence, secrets);
  const { code_verifier } = login;
  const whole = { context, secrets, code_verifier, isRedeemed: false, inSpiteOf: [], ...ground };
  const request = await redeemRequest(whole, fresh().jti[2], Date.now() / 1000);
  if ('problems' in request) return request;
  return await readTokenAnswer(context, secrets, await send(request), Date.now());
};

describe('a code is redeemed', () => {
  it.each(['RS256', 'confidential', 'HS256', ...authenticatingNames] as const)(
    'by the client %s, and the ID token is judged',
    async (name) => {
      const answer = await redeem(await logIn(site, published, name, { response_mode: 'jwt' }));
      if (!('members' in answer)) throw new Error(JSON.stringify(answer));
      const kinds = new Map(answer.members.map(([member, value]) => [member, value.kind]));
      expect(kinds.get('access_token')).toBe('token');
      expect(kinds.get('id_token')).toBe('token');
      expect(kinds.get('token_type')).toBe('text');
      expect(answer.lacksIdToken).toBe(false);
      const { verdict, findings } = answer.idToken ?? {};
      expect([verdict?.kind, verdict?.reason]).toEqual(['valid', null]);
      const passed = findings?.filter(({ outcome }) => outcome === 'pass').map(({ check }) => check);
      expect(passed).toEqual(expect.arrayContaining(['idt-signature', 'idt-aud', 'nonce', 'issuers-agree']));
      // It runs on this machine, without TLS.
      const others = findings?.filter(({ outcome }) => outcome !== 'pass');
      expect(others?.map(({ check, code }) => `${check} ${code}`)).toEqual(['idt-iss http-loopback']);
    },
  );

  it('of a pushed request too: its nonce is known', async () => {
    const answer = await redeem(await logIn(site, published, 'private_key_jwt', { via: 'pushed-request' }));
    const nonce =
      'members' in answer ? answer.idToken?.findings.find(({ check }) => check === 'nonce') : null;
    expect(nonce).toMatchObject({ outcome: 'pass', certainty: 'as-sent' });
  });

  it('once: a second time only where the user wants to see it refused, and the error is shown as it came', async () => {
    const done = await logIn(site, published, 'confidential', {});
    expect(await redeem(done)).toHaveProperty('members');
    expect(await redeem(done, { isRedeemed: true })).toEqual({
      problems: [{ code: 'redeemed', detail: '' }],
    });
    expect(await redeem(done, { isRedeemed: true, inSpiteOf: ['redeemed'] })).toMatchObject({
      status: 400,
      error: 'invalid_grant',
    });
  });

  it('with another verifier the server refuses it', async () => {
    const done = await logIn(site, published, 'confidential', {});
    const login = { ...done.login, code_verifier: fresh().code_verifier };
    expect(await redeem({ ...done, login })).toMatchObject({ status: 400, error: 'invalid_grant' });
  });
});

it.each([
  ['login_required', { prompt: 'none' }],
  ['invalid_scope', { scope: 'openid "' }],
  ['invalid_request_object', { via: 'request', spoilt: true }],
] as const)('the error %s is provoked, in every mode', async (error, options) => {
  for (const response_mode of modes) {
    const { evidence, secrets } = await logIn(site, published, 'client_secret_basic', {
      ...options,
      response_mode,
    });
    const { context } = await inspect(evidence, secrets);
    expect([response_mode, context.answer?.('error')]).toEqual([response_mode, error]);
  }
});
