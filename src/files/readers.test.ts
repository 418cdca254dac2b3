import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { callback } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { bundleFormat, readBundle, writeBundle } from './bundle.ts';
import { exportHtml } from './exports.ts';
import { answer, asked, clients, entry, har, name, start } from './har.fixture.ts';
import { readHar } from './har-read.ts';
import { about, flowNamed, judged } from './judged.fixture.ts';
import { readPasted } from './pasted.ts';
import { type FileProblem, isProblem } from './problem.ts';
import { openSealed } from './seal.ts';

const bundle = writeBundle([await judged(flowNamed('encrypted, query.jwt'))], about);
const log = har(
  entry({ url: asked(), redirectURL: `${callback}#${answer}` }),
  entry({ after: 20, url: callback, method: 'POST', postData: { mimeType: '', text: answer } }),
);
const url = `${callback}?${answer}`;

/** Every reader; what it makes of a text, and what comes of judging that. */
const readers: readonly (readonly [string, string, (text: string) => Promise<FileProblem | object>])[] = [
  ['readBundle', bundle, judgeBundle],
  ['readHar', log, judgeHar],
  ['readPasted', url, judgePasted],
  [
    'openSealed',
    'eyJhbGciOiJQQkVTMi1IUzUxMitBMjU2S1ciLCJlbmMiOiJBMjU2R0NNIn0.a.b.c.d',
    (text) => openSealed(text, 'x'),
  ],
];

async function judgeBundle(text: string) {
  const read = readBundle(text);
  if (isProblem(read)) return read;
  const found = await Promise.all(read.items.map(async ({ evidence }) => await inspect(evidence)));
  // What was read can be judged, and written again, whatever it is.
  return { read, text: exportHtml(found, about).text, again: readBundle(writeBundle(found, about)) };
}

async function judgeHar(text: string) {
  const read = await readHar(text, clients, name);
  if (!isProblem(read)) for (const evidence of read.evidence) await inspect(evidence);
  return read;
}

async function judgePasted(text: string) {
  const read = readPasted(text, clients, { ...name, at: start });
  if (!isProblem(read)) await inspect(read.evidence);
  return read;
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array().map((bytes) => new TextDecoder().decode(bytes)),
  fc.json(),
  fc.base64String(),
);

describe.each(readers)('%s', (_name, good, read) => {
  test('makes something of any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        expect(typeof (await read(text))).toBe('object');
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });

  test('makes something of a good text with a part of it cut out, doubled or replaced', async () => {
    const place = fc.nat(good.length);
    const change = fc.tuple(
      place,
      fc.nat(40),
      fc.oneof(anyText, fc.constantFrom('"', '}', '1e999', '-1', 'null')),
    );
    await fc.assert(
      fc.asyncProperty(change, async ([at, length, text]) => {
        expect(typeof (await read(good.slice(0, at) + text + good.slice(at + length)))).toBe('object');
      }),
      { numRuns: 300, seed: 20_261_123 },
    );
  });
});

/** Paths to every value in a JSON value. */
function pathsIn(value: unknown, path: readonly string[] = []): (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [path];
  return [path, ...Object.entries(value).flatMap(([key, own]) => pathsIn(own, [...path, key]))];
}

function replaced(value: unknown, [first, ...rest]: readonly string[], by: unknown): unknown {
  if (first === undefined) return by;
  if (Array.isArray(value))
    return value.map((own, at) => (String(at) === first ? replaced(own, rest, by) : own));
  return Object.fromEntries(
    Object.entries(value as object).map(([key, own]) => [key, key === first ? replaced(own, rest, by) : own]),
  );
}

const odd = [
  '',
  null,
  -1,
  1e20,
  8.64e15,
  true,
  [],
  {},
  'x'.repeat(300),
  '\u0000\uD800',
  [['a', 'b']],
  '{"keys":[1]}',
];

test.each([
  ['bundle', bundle, judgeBundle],
  ['HAR', log, judgeHar],
] as const)('a %s with any one value replaced by another is refused or judged', async (_name, good, read) => {
  const value: unknown = JSON.parse(good);
  const paths = pathsIn(value);
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...paths), fc.constantFrom<unknown>(...odd), async (path, by) => {
      expect(typeof (await read(JSON.stringify(replaced(value, path, by))))).toBe('object');
    }),
    { numRuns: 500, seed: 20_261_123 },
  );
});

/** Texts of a size that could make something that is not linear show. */
const growing: readonly (readonly [string, (text: string) => Promise<object>, (size: number) => string])[] = [
  ['a bundle of brackets', judgeBundle, (size) => '['.repeat(size)],
  ['a bundle of quotes', judgeBundle, (size) => '"\\'.repeat(size / 2)],
  [
    'a bundle of nothing but items',
    judgeBundle,
    (size) => `{"format":"${bundleFormat}","schema":1,"items":[${'0,'.repeat(size / 2)}0]}`,
  ],
  ['white space', judgeBundle, (size) => `${' '.repeat(size)}x`],
  ['dots', judgeBundle, (size) => '.'.repeat(size)],
  [
    'a HAR of redirects',
    judgeHar,
    (size) =>
      har(
        ...Array.from({ length: size / 400 }, (_, n) =>
          entry({ after: n, url: `https://a.example/${n}`, redirectURL: `https://a.example/${n + 1}` }),
        ),
      ),
  ],
  [
    'a HAR of strangers',
    judgeHar,
    (size) =>
      har(
        ...Array.from({ length: size / 400 }, (_, n) =>
          entry({ after: n, url: `https://a.example/${n}?code=1&state=2` }),
        ),
      ),
  ],
  [
    'a HAR of one redirect',
    judgeHar,
    (size) =>
      har(
        ...Array.from({ length: size / 400 }, (_, n) =>
          entry({ after: n, url: 'https://a.example/', redirectURL: `${callback}#state=1` }),
        ).slice(0, 40),
        entry({ url: `https://a.example/?${'a=1&'.repeat(size / 4)}` }),
      ),
  ],
  [
    'a HAR with a large form',
    judgeHar,
    (size) =>
      har(
        entry({
          method: 'POST',
          url: callback,
          postData: { mimeType: '', text: 'code=1&'.repeat(size / 7) },
        }),
      ),
  ],
  ['a pasted run of letters', judgePasted, (size) => 'a'.repeat(size)],
  ['pasted dots', judgePasted, (size) => 'a.'.repeat(size / 2)],
  ['pasted parameters', judgePasted, (size) => `${callback}?${'code=1&'.repeat(size / 7)}`],
  ['pasted quotes', judgePasted, (size) => `curl ${"'\\".repeat(size / 2)}`],
  ['pasted words', judgePasted, (size) => `curl ${'-d a=b '.repeat(size / 7)}`],
  ['pasted lines', judgePasted, (size) => `${'location\n'.repeat(size / 9)}`],
  ['pasted white space', judgePasted, (size) => `code=${' '.repeat(size)}x`],
];

test.each(growing)('reading %s takes work in proportion to its length', async (_name, read, make) => {
  const work = async (size: number) => {
    const text = make(size);
    let least = Infinity;
    for (let round = 0; round < 3; round += 1) {
      const before = process.cpuUsage();
      await read(text);
      const { user, system } = process.cpuUsage(before);
      least = Math.min(least, user + system);
    }
    return least;
  };
  await work(1000);
  const [small, large] = [await work(20_000), await work(160_000)];
  // Eight times the length: what is quadratic takes 64 times the work.
  expect(large / Math.max(small, 1000)).toBeLessThan(32);
});
