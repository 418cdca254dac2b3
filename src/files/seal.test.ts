import { execFile } from 'node:child_process';
import { createDecipheriv, pbkdf2Sync } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CompactEncrypt } from 'jose';
import { expect, onTestFinished, test } from 'vitest';
import { isSealed, iterationLimit, openSealed, seal, sealIterations } from './seal.ts';

const passphrase = 'correct horse battery staple';
const text = '{"a bundle":"ü"}';
const sealed = await seal(text, passphrase);

test('what was sealed is opened with the passphrase', async () => {
  expect(isSealed(sealed)).toBe(true);
  expect(await openSealed(`\n${sealed}\n`, passphrase)).toEqual({ text });
});

test('the lines of the guide open it with jose alone', async () => {
  const guide = await readFile('docs/guide.md', 'utf8');
  const [, lines = ''] = /```js\n( *import \{ compactDecrypt \}[^]*?)```/.exec(guide) ?? [];
  // Where the lines find `jose`.
  await mkdir('out', { recursive: true });
  const folder = await mkdtemp(join('out', 'guide-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'responses.evidence.jwe'), sealed);
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', lines], {
    cwd: folder,
    env: { ...process.env, PASSPHRASE: passphrase },
  });
  expect(stdout).toBe(`${text}\n`);
});

test('RFC 7518 4.8 alone opens it, without any JOSE library', () => {
  const [header = '', wrapped, iv, ciphertext, tag] = sealed.split('.');
  const bytes = (part = '') => Buffer.from(part, 'base64url');
  const { alg, enc, p2s, p2c } = JSON.parse(bytes(header).toString());
  expect([alg, enc]).toEqual(['PBES2-HS512+A256KW', 'A256GCM']);
  expect(p2c).toBeGreaterThanOrEqual(600_000);
  const salt = Buffer.concat([Buffer.from(`${alg}\0`), bytes(p2s)]);
  const wrapper = pbkdf2Sync(passphrase, salt, p2c, 32, 'sha512');
  const unwrap = createDecipheriv('id-aes256-wrap', wrapper, Buffer.from('A6A6A6A6A6A6A6A6', 'hex'));
  const key = Buffer.concat([unwrap.update(bytes(wrapped)), unwrap.final()]);
  const open = createDecipheriv('aes-256-gcm', key, bytes(iv));
  open.setAAD(Buffer.from(header)).setAuthTag(bytes(tag));
  expect(Buffer.concat([open.update(bytes(ciphertext)), open.final()]).toString()).toBe(text);
});

test('an umlaut may be typed in one character or in two', async () => {
  expect(await openSealed(await seal(text, 'gr\u00FCn'), 'gru\u0308n')).toEqual({ text });
});

/** The sealed text with another header; its authentication breaks with it. */
function withHeader(change: Readonly<Record<string, unknown>>): string {
  const [header = '', ...rest] = sealed.split('.');
  const members: object = JSON.parse(Buffer.from(header, 'base64url').toString());
  return [Buffer.from(JSON.stringify({ ...members, ...change })).toString('base64url'), ...rest].join('.');
}

const other = await new CompactEncrypt(new TextEncoder().encode(text))
  .setProtectedHeader({ alg: 'PBES2-HS256+A128KW', enc: 'A256GCM' })
  .encrypt(new TextEncoder().encode(passphrase));

test.each([
  ['another passphrase', sealed, 'Tr0ub4dor&3', 'passphrase', null],
  ['contents that were changed', sealed.replace(/.{4}$/, 'AAAA'), passphrase, 'passphrase', null],
  [
    'a count that would hang the page',
    withHeader({ p2c: 1e12 }),
    passphrase,
    'seal-iterations',
    '1000000000000',
  ],
  ['no count', withHeader({ p2c: 'many' }), passphrase, 'seal-broken', null],
  ['a count below one', withHeader({ p2c: -1 }), passphrase, 'seal-broken', null],
  [
    'compressed contents, which may be a bomb',
    withHeader({ zip: 'DEF' }),
    passphrase,
    'seal-algorithm',
    'PBES2-HS512+A256KW',
  ],
  ['another algorithm', other, passphrase, 'seal-algorithm', 'PBES2-HS256+A128KW'],
  ['no header', sealed.replace(/^[^.]+/, 'AAAA'), passphrase, 'seal-broken', null],
  ['a bundle that is not sealed', text, passphrase, 'not-sealed', null],
])('%s is said', async (_what, given, passphrase, problem, detail) => {
  expect(await openSealed(given, passphrase)).toEqual({ problem, detail });
});

test('no file makes this computer work longer than ten million iterations', async () => {
  expect(iterationLimit).toBe(10_000_000);
  expect(sealIterations).toBe(600_000);
  const started = process.cpuUsage();
  await openSealed(withHeader({ p2c: iterationLimit + 1 }), passphrase);
  expect(process.cpuUsage(started).user).toBeLessThan(200_000);
});
