import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser } from '../browsers/browser.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { dealt, dealtTests } from '../dealt.ts';
import { type OptionsView, openOptions } from '../options-view.ts';
import { type Listener, startListener } from '../site/listener.ts';

let browser: Browser;
let options: OptionsView;
/** Stands for the issuer: nothing that is refused may have asked it for anything. */
let issuer: Listener;

beforeAll(async () => {
  issuer = await startListener();
  browser = await borrowBrowser();
  options = await openOptions(browser);
  await options.startAfresh();
});
afterAll(async () => {
  await browser.close();
  await issuer.close();
});

const key = { kty: 'RSA', kid: 'one', n: 'AQAB', e: 'AQAB' };
const good = {
  'Callback URL': 'https://app.example.com/callback',
  Issuer: 'https://id.example.com',
  'Client ID': 's6BhdRkqt3',
};

/** Presses a button on a form that can only be refused, and reads what is said beside which control. */
async function refused(button: 'Save' | 'Discover') {
  await options.button(button).click();
  await expect.poll(() => options.problems()).not.toEqual({});
  expect(await options.stored()).toBe(0);
  expect(issuer.heard).toEqual([]);
  return await options.problems();
}

test('an empty form: all that is missing is said at once, and the first field has the focus', async () => {
  await options.choose('Discover from the issuer');
  expect(await refused('Save')).toEqual({
    'field-callback-0': 'Give at least one callback URL: responses are looked for only there.',
    'field-issuer': 'Enter the issuer, such as https://id.example.com.',
    'field-client_id': 'Give the client_id: the aud of a response is compared with it.',
    'field-keys':
      "The issuer's metadata was not read yet. Press Discover, or choose JWKS URL or Pasted JWKS as the source of keys.",
  });
  await expect.poll(() => options.focused()).toBe('field-callback-0');
});

test.each(
  dealt([
    ['nothing', '', 'Give at least one callback URL'],
    ['no URL', 'app.example.com/callback', 'This is not a URL.'],
    ['a half URL', 'https://', 'This is not a URL.'],
    [
      "an application's own scheme",
      'com.example.app:/callback',
      'Only https and http callbacks can be watched.',
    ],
    ['a fragment', 'https://app.example.com/callback#done', 'A callback URL has no fragment.'],
    ['a password', 'https://me:secret@app.example.com/cb', 'no user name and no password'],
    ['a wildcard scheme', '*://app.example.com/callback', 'The scheme takes no "*".'],
    ['a wildcard for the port', 'http://localhost:*/callback', 'The port takes no "*".'],
    ['a wildcard in the query', 'https://app.example.com/callback?a=*', 'The query takes no "*".'],
    ['a wildcard for the domain', 'https://*.com/callback', 'The last two labels of the host take no "*".'],
    [
      'a wildcard in the domain',
      'https://app.ex*.com/callback',
      'The last two labels of the host take no "*".',
    ],
    ['a wildcard for any host', 'https://*/callback', 'The last two labels of the host take no "*".'],
    ['a wildcard across segments', 'https://app.example.com/**', 'Write a single "*".'],
  ]),
)('a callback that is %s is refused beside it', async (_what, text, words) => {
  await options.choose('Pasted JWKS');
  await options.type({ ...good, 'JWKS document': JSON.stringify({ keys: [key] }), 'Callback URL': text });
  expect(await refused('Save')).toEqual({ 'field-callback-0': expect.stringContaining(words) });
  await expect.poll(() => options.focused()).toBe('field-callback-0');
});

test.each(
  dealt([
    ['nothing', '', 'Enter the issuer'],
    ['no URL', 'id.example.com', 'This is not a URL.'],
    ['another scheme', 'ftp://id.example.com', 'An issuer is a web address.'],
    ['a query', 'https://id.example.com?tenant=a', 'An issuer has no query.'],
    ['a fragment', 'https://id.example.com#a', 'An issuer has no fragment.'],
    ['a password', 'https://me:secret@id.example.com', 'no user name and no password'],
  ]),
)('an issuer that is %s is refused beside it, by Discover as well', async (_what, text, words) => {
  await options.choose('Pasted JWKS');
  await options.type({ ...good, 'JWKS document': JSON.stringify({ keys: [key] }), Issuer: text });
  expect(await refused('Save')).toEqual({ 'field-issuer': expect.stringContaining(words) });
  await expect.poll(() => options.focused()).toBe('field-issuer');
  await options.choose('Discover from the issuer');
  await options.field('Client ID').focus();
  expect(await refused('Discover')).toEqual({ 'field-issuer': expect.stringContaining(words) });
  await expect.poll(() => options.focused()).toBe('field-issuer');
});

const inOne = dealtTests();

inOne('an http issuer that is not on this machine is refused until the switch is on', async () => {
  await options.choose('Discover from the issuer');
  await options.type({ ...good, Issuer: 'http://id.example.com' });
  expect(await refused('Discover')).toEqual({
    'field-test_network_without_tls': expect.stringContaining(
      'Nothing is fetched from an http issuer unless this is switched on.',
    ),
  });
  await expect.poll(() => options.focused()).toBe('field-test_network_without_tls');
  expect(await options.page.locator('#field-test_network_without_tls-hint').innerText()).toContain(
    'Anyone on that network can replace the keys',
  );
  await options.page.getByRole('switch', { name: 'Test network without TLS' }).check();
  await expect.poll(() => options.problems()).toEqual({});
});

inOne('an empty client_id is refused beside it', async () => {
  await options.choose('Pasted JWKS');
  await options.type({ ...good, 'JWKS document': JSON.stringify({ keys: [key] }), 'Client ID': '  ' });
  expect(await refused('Save')).toEqual({ 'field-client_id': expect.stringContaining('Give the client_id') });
  await expect.poll(() => options.focused()).toBe('field-client_id');
});

test.each(
  dealt([
    ['nothing', () => '', 'Give the address of the JWKS'],
    ['no URL', () => '/jwks', 'This is not a URL.'],
    ['a file', () => 'file:///etc/jwks', 'is not a web address'],
    ['http for an https issuer', () => 'http://id.example.com/jwks', 'is http, but the issuer is https'],
    ['on this machine for a public issuer', () => `${issuer.origin}/jwks`, 'is on this machine'],
    ['a password', () => 'https://me:secret@id.example.com/jwks', 'contains a user name or password'],
  ]),
)('a JWKS URL that is %s is refused beside it', async (_what, url, words) => {
  await options.choose('JWKS URL');
  await options.type({ ...good, 'URL of the JWKS': url() });
  expect(await refused('Save')).toEqual({ 'field-jwks_uri': expect.stringContaining(words) });
  await expect.poll(() => options.focused()).toBe('field-jwks_uri');
});

test.each(
  dealt([
    ['empty', '', 'Paste the JWKS document here'],
    ['not JSON', '{"keys": [', 'This is not JSON.'],
    ['a single key', JSON.stringify(key), 'This is a single key.'],
    ['other JSON', '{"issuer":"https://id.example.com"}', 'This is JSON but not a JWKS'],
    ['without keys', '{"keys":[]}', 'There is no key in this JWKS.'],
    [
      'with a private key',
      JSON.stringify({ keys: [{ ...key, d: 'secret' }] }),
      'private or secret key parts',
    ],
    ['with a secret', JSON.stringify({ keys: [{ kty: 'oct', k: 'secret' }] }), 'private or secret key parts'],
  ]),
)('a pasted JWKS that is %s is refused beside it', async (_what, jwks, words) => {
  await options.choose('Pasted JWKS');
  await options.type({ ...good, 'JWKS document': jwks });
  expect(await refused('Save')).toEqual({ 'field-jwks': expect.stringContaining(words) });
  await expect.poll(() => options.focused()).toBe('field-jwks');
});

inOne('an authorization endpoint that is none is refused beside it', async () => {
  await options.choose('Pasted JWKS');
  await options.type({
    ...good,
    'JWKS document': JSON.stringify({ keys: [key] }),
    'Authorization endpoint (optional)': 'https://id.example.com/auth#here',
  });
  expect(await refused('Save')).toEqual({
    'field-authorization_endpoint': expect.stringContaining('An authorization endpoint has no fragment'),
  });
  await expect.poll(() => options.focused()).toBe('field-authorization_endpoint');
});

test('the second of two callbacks is refused beside its own row', async () => {
  await options.choose('Pasted JWKS');
  await options.type({
    ...good,
    'JWKS document': JSON.stringify({ keys: [key] }),
    'Authorization endpoint (optional)': '',
  });
  await options.button('Add callback URL').click();
  await options.type({ 'Callback URL 2': good['Callback URL'] });
  expect(await refused('Save')).toEqual({ 'field-callback-1': 'This callback is given twice.' });
  await expect.poll(() => options.focused()).toBe('field-callback-1');
});
