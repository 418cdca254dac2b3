import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Site, startSite } from './site.ts';

let site: Site;
beforeAll(async () => {
  site = await startSite();
});
afterAll(() => site.close());

const page = async (url: string): Promise<string> => (await fetch(url)).text();

it('the first page links to every kind of login, and each link starts one', async () => {
  const links = (await page(`${site.app}/`)).matchAll(/href="(\/start[^"]*)"/g);
  const urls = [...links].map(([, href = '']) => site.app + href.replaceAll('&amp;', '&'));
  expect(urls.length).toBeGreaterThan(50);
  const answers = await Promise.all(urls.map((url) => fetch(url, { redirect: 'manual' })));
  for (const { status, url } of answers) expect([url, [200, 303].includes(status)]).toEqual([url, true]);
});

it('each visit starts a new login', async () => {
  const location = async (): Promise<string | null> =>
    (await fetch(site.login(), { redirect: 'manual' })).headers.get('location');
  const [first, second] = [await location(), await location()].map((url) => new URL(url ?? '').searchParams);
  expect(first?.get('client_id')).toBe(second?.get('client_id'));
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect(first?.get(name)).not.toBe(second?.get(name));
});

it.each(['GET', 'POST'])('the callback shows the same page whatever comes by %s', async (method) => {
  const { page: callback } = site.client('RS256').callbacks;
  const one = await fetch(`${callback}?response=garbage`, { method });
  const other = await fetch(`${callback}?error=access_denied`, { method });
  expect(one.status).toBe(200);
  expect(await one.text()).toBe(await other.text());
});

it('takes a response of 1 MB in the query', async () => {
  const { page: callback } = site.client('RS256').callbacks;
  expect((await fetch(`${callback}?response=${'x'.repeat(1_400_000)}`)).status).toBe(200);
});

it('a callback wipes, another redirects on', async () => {
  const { wiping, redirecting } = site.client('RS256').callbacks;
  expect(await page(wiping)).toContain('history.replaceState');
  const { status, headers } = await fetch(redirecting, { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([302, '/home']);
});

it('a popup and a frame hold the login', async () => {
  const start = '/start?client=ES256&amp;response_mode=fragment.jwt';
  const options = { client: 'ES256', response_mode: 'fragment.jwt' } as const;
  expect(await page(site.popup(options))).toContain(`data-start="${start}"`);
  expect(await page(site.frame(options))).toContain(`<iframe src="${start}">`);
});

it('a login that cannot be is refused in words', async () => {
  const answer = await fetch(`${site.app}/start?fault=no-such-thing`);
  expect(answer.status).toBe(400);
  expect(await answer.text()).toContain('fault must be one of: flipped-signature');
});

it('keeps a log of what reached the issuer and the application', async () => {
  await fetch(`${site.app}/cb/rs256`, { method: 'POST', body: new URLSearchParams({ response: 'x' }) });
  expect(site.heard.app.at(-1)).toMatchObject({ method: 'POST', url: '/cb/rs256', body: 'response=x' });
});
