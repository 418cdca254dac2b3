import { describe, expect, test } from 'vitest';
import { callback, evidence, makeKey, response } from '../fixture.ts';
import { exportHar } from '../files/exports.ts';
import { about } from '../files/judged.fixture.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { redactionOf } from './redact.ts';

const key = await makeKey('ES256');
const of = async (url: string): Promise<Inspection> => await inspect(evidence(response(url), [key.jwk]));

test('a text that is too long to be looked through does not leave at all', async () => {
  const { context } = await of(`${callback}?code=x`);
  expect(redactionOf([context]).of(context).text('a '.repeat(20_000))).toBe('(40000 characters)');
});

test('what is in the registration is shown, however much it looks as if made by chance', async () => {
  const { context } = await of(`${callback}?code=x`);
  const tenant = '0a1b2c3d-4e5f-6a7b-8c9d-0e1f2a3b4c5d';
  const client = { ...context.client, issuer: `https://id.example.com/${tenant}` };
  const redactor = redactionOf([context]).of({ ...context, client });
  expect(redactor.text(`https://id.example.com/${tenant}/authorize`)).toContain(tenant);
  expect(redactor.text(`https://evil.example.com/${tenant}f`)).not.toContain(tenant);
});

test('what is not written anywhere is not on the receipt', async () => {
  const { context } = await of(`${callback}?code=SplxlOBeZQQYbYS6WxSbIA&state=af0ifjsldkj-0Zu4cnMvSt`);
  const redaction = redactionOf([context]);
  const redactor = redaction.of(context);
  expect(redaction.receipt()).toEqual([]);
  redactor.text('no SplxlOBeZQQYbYS6WxSbIA');
  expect(redaction.receipt()).toEqual([{ kind: 'code', count: 1 }]);
});

test('a name that the response made up is no part of an ordinal', async () => {
  const { text } = exportHar([await of(`${callback}?code=x&Jane-Doe=1234567890abc`)], about);
  expect(text).toContain('value#');
});

test('of a URL that everybody may know its query is shown by the names alone, without a password', async () => {
  const { context } = await of(`${callback}?code=x`);
  const { parameter, url } = redactionOf([context]).of(context);
  const own = 'https://u:hunter2@app.example/cb?session=K7f9Qm2xL0#x=K7f9Qm2xL0';
  expect(parameter('redirect_uri', own)).toBe('https://app.example/cb?session=…#x=…');
  expect(url(`https://id.example/authorize?${new URLSearchParams({ redirect_uri: own })}`)).toBe(
    'https://id.example/authorize?redirect_uri=https://app.example/cb?session=…#x=…',
  );
  expect(parameter('redirect_uri', callback)).toBe(callback);
});

test('whom a server says that it means is not told by address', async () => {
  const { context } = await of(`${callback}?code=x`);
  const redactor = redactionOf([context]).of(context);
  expect(redactor.text("The user 'jane.doe@contoso.com' is not assigned.")).toBe(
    "The user '(20 characters)' is not assigned.",
  );
  expect(redactor.text('@ and a@b are none')).toBe('@ and a@b are none');
});

test('a part of what another login of the same file has of its own does not leave', async () => {
  const code = 'SplxlOBeZQQYbYS6WxSbIA';
  const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
  const [one, other] = [await of(`${callback}?code=${code}`), await of(`${callback}?code=x`)];
  const redactor = redactionOf([one.context, other.context], [['code_verifier', verifier]]).of(other.context);
  for (const secret of [code, verifier]) {
    const part = secret.slice(2, 20);
    expect(redactor.text(`https://id.example/${part}`)).not.toContain(part.slice(0, 8));
    expect(redactor.name(`https://id.example/${part}`)).not.toContain(part.slice(0, 8));
  }
  expect(redactor.name(callback)).toBe(callback);
});

/** Responses of a size that could make something that is not linear show. */
describe.each<readonly [string, (size: number) => string]>([
  [
    'many parameters that begin alike',
    (size) => Array.from({ length: size / 12 }, (_, n) => `aaaaaa${n}=aaaaaa${n}`).join('&'),
  ],
  [
    'parameters of many lengths that begin alike',
    (size) => Array.from({ length: Math.sqrt(size) }, (_, n) => `b=${'a'.repeat(n + 6)}b`).join('&'),
  ],
  ['one long value', (size) => `error_description=${'abcdefg '.repeat(size / 8)}`],
  [
    'long base64url',
    (size) => `error_description=${'YWJjZGVm'.repeat(Math.min(size, 19_000) / 8)}&state=${'x'.repeat(size)}`,
  ],
])('with %s', (_name, make) => {
  test('an export takes work in proportion to its length', async () => {
    const work = async (size: number) => {
      const inspection = await of(`${callback}?code=x&${make(size)}`);
      let least = Infinity;
      for (let round = 0; round < 2; round += 1) {
        const before = process.cpuUsage();
        exportHar([inspection], about);
        const { user, system } = process.cpuUsage(before);
        least = Math.min(least, user + system);
      }
      return least;
    };
    await work(1000);
    const [small, large] = [await work(20_000), await work(160_000)];
    expect(large / Math.max(small, 1000)).toBeLessThan(32);
  });
});
