import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { violations } from '../accessibility.ts';
import type { Browser } from '../browsers/browser.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { type OptionsView, openOptions } from '../options-view.ts';
import { watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import type { LoginOptions } from '../site/login.ts';
import { type Site, startSite } from '../site/site.ts';

let browser: Browser;
let options: OptionsView;
let page: Page;
let panel: PanelView;
let site: Site;

beforeAll(async () => {
  browser = await borrowBrowser();
  panel = await watchAllTabs(browser);
  page = await browser.open();
  options = await openOptions(browser);
});
afterAll(async () => await browser.close());
// A site of its own, and with it another issuer: what was read of one issuer is kept for minutes.
beforeEach(async () => {
  site = await startSite();
  onTestFinished(() => site.close());
  await options.startAfresh();
});

async function logIn(login: LoginOptions = {}) {
  const before = (await panel.rows()).length;
  await page.goto(site.login(login));
  return { row: await panel.newest(before + 1), detail: await panel.detail('opened') };
}

const inForm = (client = site.client('RS256')) => ({
  'Callback URL': client.callbacks.page,
  Issuer: site.issuer,
  'Client ID': client.client_id,
});
const asked = (path: string) => site.heard.issuer.filter(({ url }) => url === path).length;
const askedByDiscover = () => options.page.locator('#field-keys + .hint').innerText();

const inOne = dealtTests();

test('a client is registered by hand, and its first login is judged', async () => {
  await options.type(inForm());
  await expect
    .poll(askedByDiscover)
    .toBe('Discover asks for no access: http://localhost is on this machine.');
  await options.discover();
  expect(await options.facts()).toEqual({
    metadata: `${site.issuer}/.well-known/openid-configuration`,
    authorization_endpoint: `${site.issuer}/auth`,
    jwks_uri: `${site.issuer}/jwks`,
    'signing algorithms': expect.stringContaining('RS256'),
    'response modes': expect.stringContaining('query.jwt'),
  });
  expect(await options.field('Authorization endpoint (filled in by Discover)').inputValue()).toBe(
    `${site.issuer}/auth`,
  );
  expect(await options.save()).toBe('rs256-client is registered. Open DevTools, tab OAuth, and log in once.');
  await expect.poll(() => options.focused()).toBe('saved');
  expect(await options.client('rs256-client').getByRole('list', { name: 'Access' }).innerText()).toBe(
    'Responses and authorization requests at http://localhost are seen, metadata and keys there can be read.',
  );

  const { row, detail } = await logIn();
  expect(row).toMatchObject({ mode: 'query.jwt', result: 'code', verdict: 'Valid' });
  expect(detail.sentence).toBe('Valid');
  expect([...detail.checks('fail'), ...detail.checks('warn'), ...detail.checks('skip')]).toEqual([]);
});

inOne('a callback with a wildcard catches what it covers, and nothing else', async () => {
  await options.type({ ...inForm(), 'Callback URL': `${site.app}/cb/rs*` });
  await options.discover();
  await options.save();
  const before = (await panel.rows()).length;
  await page.goto(site.login({ callback: 'wiping' }));
  await page.goto(site.login({ client: 'PS256' }));
  const { row } = await logIn();
  expect(row.verdict).toBe('Valid');
  expect(await panel.rows()).toHaveLength(before + 1);
});

test('what access a wildcard really asks for is said before it is asked for', async () => {
  await options.type({
    'Callback URL': 'https://pr-*.example.com/callback',
    Issuer: 'https://id.example.com',
  });
  await expect
    .poll(askedByDiscover)
    .toBe(
      'Discover asks for access to https://*.example.com (to see responses) and https://id.example.com (to read its metadata and keys).',
    );
  expect(await options.page.locator('.remark').innerText()).toContain(
    'For https://pr-*.example.com/callback the browser can only grant all of https://*.example.com/*, so that is what will be asked for.',
  );
});

inOne("an endpoint's URL typed as issuer is recognised, and its issuer is a click away", async () => {
  await options.type({ ...inForm(), Issuer: `${site.issuer}/token` });
  await options.button('Discover').click();
  const alert = options.page.getByRole('alert');
  await expect.poll(() => alert.innerText()).toContain(`This is the token_endpoint of ${site.issuer}.`);
  expect(await alert.innerText()).toContain(
    `${site.issuer}/token/.well-known/openid-configuration answered with status 404.`,
  );
  await options.button(`Use ${site.issuer}`).click();
  await expect.poll(() => options.facts()).toMatchObject({ jwks_uri: `${site.issuer}/jwks` });
  expect(await options.field('Issuer').inputValue()).toBe(site.issuer);
  await options.save();
  expect((await logIn()).row.verdict).toBe('Valid');
});

inOne('an issuer that is its own token endpoint is taken as it is', async () => {
  site.documents.set({ metadata: { members: { token_endpoint: site.issuer } } });
  await options.type(inForm());
  await options.discover();
  expect(await options.page.locator('.facts').innerText()).toContain(
    'This server uses its token endpoint as issuer.',
  );
  await options.save();
  expect((await logIn()).row.verdict).toBe('Valid');
});

inOne('metadata of another issuer is refused', async () => {
  const other = `${site.issuer}/tenant`;
  site.documents.set({ metadata: { members: { issuer: other } } });
  await options.type(inForm());
  await options.button('Discover').click();
  const alert = options.page.getByRole('alert');
  await expect
    .poll(() => alert.innerText())
    .toContain(
      `The metadata at ${site.issuer}/.well-known/openid-configuration names the issuer ${other}, not ${site.issuer}.`,
    );
  expect(await alert.innerText()).toContain(
    `The metadata found there is that of ${other}, and an issuer counts to the letter.`,
  );
  await options.button('Save').click();
  await expect
    .poll(() => options.problems())
    .toEqual({
      'field-keys': expect.stringContaining("The issuer's metadata was not read yet."),
    });
  expect(await options.stored()).toBe(0);
});

test.each(
  dealt([
    ['the URL of its JWKS', 'JWKS URL', 'URL of the JWKS', 1],
    ['a pasted JWKS', 'Pasted JWKS', 'JWKS document', 0],
  ] as const),
)('a server without metadata is judged by %s', async (_what, source, label, fetches) => {
  site.documents.set({ metadata: 'status-404' });
  await options.type(inForm());
  await options.button('Discover').click();
  await expect
    .poll(() => options.page.getByRole('alert').innerText())
    .toContain('A server without metadata can be given a JWKS URL or a pasted JWKS.');

  const jwks = await (await fetch(`${site.issuer}/jwks`)).text();
  const before = asked('/jwks');
  await options.choose(source);
  await options.type({
    [label]: source === 'JWKS URL' ? `${site.issuer}/jwks` : jwks,
    'Authorization endpoint (optional)': `${site.issuer}/auth`,
  });
  await options.save();
  const { row, detail } = await logIn();
  expect(row.verdict).toBe('Valid');
  expect(detail.finding('signature')).toContain('rs256-1');
  expect(asked('/jwks') - before).toBe(fetches);
});

inOne('a client that is changed judges by the change, and one that is deleted sees nothing', async () => {
  await options.type(inForm());
  await options.discover();
  await options.save();
  await options.button('Edit rs256-client').click();
  await options.field('Expected signing algorithm').selectOption('PS256');
  await options.button('Add callback URL').click();
  await options.type({ 'Callback URL 2': site.client('RS256').callbacks.redirecting });
  await options.save();
  const { row, detail } = await logIn({ callback: 'redirecting' });
  expect(row.verdict).toBe('Rejected');
  expect(detail.checks('fail')).toEqual(['alg-registered']);

  await options.button('Delete rs256-client').click();
  await options.button('Keep').click();
  expect(await options.stored()).toBe(1);
  await options.button('Delete rs256-client').click();
  await options.button('Delete this client').click();
  await expect.poll(() => options.stored()).toBe(0);
  await options.client('rs256-client').waitFor({ state: 'detached' });
  const before = (await panel.rows()).length;
  await page.goto(site.login());
  await page.getByRole('heading', { name: 'Welcome back' }).waitFor();

  // The next one that is seen is the first since.
  await options.button('Register a client').click();
  await options.type(inForm());
  await options.discover();
  await options.save();
  expect((await logIn()).row.verdict).toBe('Valid');
  expect(await panel.rows()).toHaveLength(before + 1);
});

test('everything goes by keyboard alone', async () => {
  const { keyboard } = options.page;
  const { 'Callback URL': callback, Issuer: issuer, 'Client ID': client_id } = inForm(site.client('PS256'));
  const type = async (id: string, text: string) => {
    await keyboard.press('Tab');
    expect(await options.focused()).toBe(id);
    await keyboard.type(text);
  };
  // What imports clients stands before the form.
  await keyboard.press('Tab');
  await type('field-callback-0', callback);
  await keyboard.press('Tab');
  await type('field-issuer', issuer);
  await type('field-client_id', client_id);
  await type('field-authorization_signed_response_alg', 'PS256');
  await keyboard.press('Shift+Tab');
  await keyboard.press('Enter');
  await expect.poll(() => options.facts()).toMatchObject({ jwks_uri: `${site.issuer}/jwks` });
  await keyboard.press('Enter');
  await expect.poll(() => options.focused()).toBe('saved');
  expect(await options.client(client_id).innerText()).toContain('PS256');
  expect((await logIn({ client: 'PS256' })).row.verdict).toBe('Valid');
});

inOne('a screen reader and weak eyes find nothing serious in the way of the page', async () => {
  const inBoth = async () => {
    expect(await violations(options.page)).toEqual([]);
    await options.page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(options.page, ['color-contrast'])).toEqual([]);
    await options.page.emulateMedia({ colorScheme: null });
  };
  await options.type(inForm());
  await options.discover();
  await options.page.getByText('Encryption and secrets').click();
  await options.field('Client secret').fill('a secret of the client');
  await options.save();
  await inBoth();
  await options.button('Edit rs256-client').click();
  for (const fold of ['More about this client', 'Encryption and secrets'])
    await options.page.getByText(fold).click();
  await options.type({ 'Callback URL': 'https://pr-*.example.com/callback', 'Client ID': '' });
  await options.type({ 'Leeway in seconds': 'a minute', 'Decryption keys': '{' });
  await options.button('Save').click();
  await expect.poll(() => options.problems()).toHaveProperty('field-client_id');
  await inBoth();
});

inOne('what is folded away is opened where something in it is wrong', async () => {
  await options.type(inForm());
  await options.discover();
  const fold = options.page.getByText('More about this client');
  expect(await options.field('Leeway in seconds').isVisible()).toBe(false);
  await fold.click();
  await options.field('Leeway in seconds').fill('-1');
  await fold.click();
  await options.button('Save').click();
  await expect.poll(() => options.focused()).toBe('field-leeway');
  expect(await options.problems()).toEqual({
    'field-leeway': 'Give a whole number of seconds, from 0 to 3600.',
  });
});
