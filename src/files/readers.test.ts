import { expect, test } from 'vitest';
import { callback } from '../fixture.ts';
import { bundleFormat } from './bundle.ts';
import { entry, har } from './har.fixture.ts';
import { judgeBundle, judgeHar, judgePasted, readerProperties } from './readers.fixture.ts';

test.each(readerProperties.map((one) => [one.name, one] as const))('%s', async (_name, { check }) => {
  expect((await check(300, 20_261_123)).failure).toBeNull();
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
