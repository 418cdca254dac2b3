import { describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { withClaim } from '../mutations/mutation.fixture.ts';
import { mutations } from '../mutations/mutations.fixture.ts';
import { recorded } from '../mutations/results.fixture.ts';
import { type Bundle, bundleLimit, readBundle, writeBundle } from './bundle.ts';
import { exportJson } from './exports.ts';
import { about, flowNamed, judged } from './judged.fixture.ts';
import { isProblem } from './problem.ts';
import { statedByFile } from './stated.ts';

function read(text: string): Bundle {
  const bundle = readBundle(text);
  if (isProblem(bundle)) throw new Error(`${bundle.problem} ${bundle.detail}`);
  return bundle;
}

function evidenceIn(text: string): Evidence {
  const [item] = read(text).items;
  if (!item) throw new Error('the bundle is empty');
  return item.evidence;
}

/** To the byte. */
function same(one: Inspection, other: Inspection): boolean {
  const [text, otherText] = [one, other].map(({ findings, verdict }) => JSON.stringify([findings, verdict]));
  return text === otherText;
}

test.each(recorded)('$name is judged elsewhere as it was here, without the decryption key', async (flow) => {
  const here = await judged(flow);
  const text = writeBundle([here], about);
  const secret = flow.secrets && { ...flow.secrets, keys: '' };
  const isHmac = /HS\d/.test(JSON.stringify(here.context.jwt?.form === 'jws' && here.context.jwt.header));
  expect(read(text).items[0]?.needs_client_secret).toBe(isHmac);
  const there = await inspect(evidenceIn(text), isHmac ? secret : null);
  expect(same(there, here)).toBe(true);
  for (const kept of [flow.secrets?.client_secret, flow.secrets?.keys].filter(Boolean))
    expect(text).not.toContain(kept);
  expect(text).not.toMatch(/"(?:d|k)":/);
});

const faulty = mutations.flatMap(([, list]) => list);
test.each(faulty)('with the fault $name as well', async (mutation) => {
  const flow = recorded.find((one) => one.isUsual && (mutation.in?.(one) ?? true));
  if (!flow) throw new Error('the fault is in no recorded response');
  const broken = mutation.apply(flow);
  const here = await judged(broken);
  const text = writeBundle([here], about);
  expect(same(await inspect(evidenceIn(text), broken.secrets), here)).toBe(true);
  const [item] = read(text).items;
  if (!item?.needs_client_secret) expect(same(await inspect(evidenceIn(text)), here)).toBe(true);
});

describe('a bundle', async () => {
  const flow = flowNamed('RS256, query.jwt');
  const here = await judged(flow);
  const text = writeBundle([here], about);

  test('of the same evidence is the same text', async () => {
    expect(writeBundle([{ ...here, context: { ...here.context } }], about)).toBe(text);
    const [{ response, ...rest }] = [here.context.evidence];
    const turned: Evidence = { ...rest, response };
    expect(writeBundle([await inspect(turned, flow.secrets)], about)).toBe(text);
  });

  test('says what was found, and that all of it is the file’s word', () => {
    const [item] = read(text).items;
    expect(item?.verdict).toEqual({ kind: 'valid', sentence: 'Valid' });
    expect(item && statedByFile(item.evidence)).toEqual(['response', 'client', 'keys', 'metadata']);
    expect(statedByFile(here.context.evidence)).toEqual([]);
  });

  test('that was imported is exported as the file’s word again, and never as valid', async () => {
    const imported = await inspect(evidenceIn(text));
    const again = writeBundle([imported], about);
    expect(read(again).items[0]?.verdict.sentence).toBe('Consistent with the keys in the file');
    expect(evidenceIn(again)).toEqual(evidenceIn(text));
  });

  test('of what was encrypted carries what was inside, as the file’s word', async () => {
    const encrypted = writeBundle([await judged(flowNamed('encrypted, query.jwt'))], about);
    expect(statedByFile(evidenceIn(encrypted))).toContain('decryption');
    const { decrypted: _, ...closed } = evidenceIn(encrypted);
    expect((await inspect(closed)).verdict.kind).toBe('unverified');
  });

  test('that states another decryption than the key gives is not believed where the key is at hand', async () => {
    const encrypted = flowNamed('encrypted, query.jwt');
    const given = evidenceIn(writeBundle([await judged(encrypted)], about));
    const decrypted = given.decrypted?.map((one) => ({
      ...one,
      outcome: { ...one.outcome, plaintext: 'a.b.c' },
    }));
    expect((await inspect({ ...given, decrypted })).verdict.kind).toBe('rejected');
    expect((await inspect({ ...given, decrypted }, encrypted.secrets)).verdict.kind).toBe('valid');
  });

  const changed = (change: (bundle: Record<string, never>) => unknown) =>
    JSON.stringify(change(JSON.parse(text)));
  const refused: readonly (readonly [string, string, string, string | null])[] = [
    ['nothing', ' \n', 'empty', null],
    ['half of one', text.slice(0, -20), 'not-json', null],
    ['other JSON', '{"log":{"entries":[]}}', 'not-a-bundle', null],
    ['a list', '[]', 'not-a-bundle', null],
    ['a newer one', changed((one) => ({ ...one, schema: 2, items: [{ other: 1 }] })), 'newer', '2'],
    ['a number of schema that is none', changed((one) => ({ ...one, schema: 0 })), 'not-a-bundle', null],
    ['one that is nested without end', `${'['.repeat(200)}${']'.repeat(200)}`, 'too-deep', '100'],
    ['one that is too large', ' '.repeat(bundleLimit + 1), 'too-large', String(bundleLimit)],
    ['too many items', changed((one) => ({ ...one, items: Array(2001).fill(0) })), 'too-many', '2000'],
    ['a sealed one', 'ey.a.b.c.d\n', 'sealed', null],
    ['one with another member', changed((one) => ({ ...one, more: 1 })), 'broken', 'more'],
    ['a redacted export', exportJson([here], about).text, 'redacted', null],
  ];
  test.each(refused)('%s is refused', (_what, given, problem, detail) => {
    expect(readBundle(given)).toEqual({ problem, detail });
  });

  test.each([
    ['a moment beyond all calendars', '"at": 1', '"at": 1e999, "was": 1', 'items.0.evidence'],
    ['a client that is none', '"issuer": "', '"issuer": 7, "was": "', 'items.0.evidence.client.issuer'],
  ])('%s is said with its place', (_what, from, to, place) => {
    const spoiled = text.replace(from, to);
    expect(spoiled).not.toBe(text);
    const bundle = readBundle(spoiled);
    expect(bundle).toMatchObject({ problem: 'broken', detail: expect.stringContaining(place) });
  });

  test('names of the prototype are names like any others', () => {
    const hostile = text.replace('"typed": {', '"typed": {"__proto__": {"state": "x"}, "constructor": "x"');
    const bundle = readBundle(hostile);
    if (!isProblem(bundle)) expect(bundle.items[0]?.evidence.typed.state).toBeUndefined();
    expect(Object.prototype).not.toHaveProperty('state');
  });
});

test('a claim that JSON cannot hold as a number does not stop a bundle', async () => {
  const here = await judged(withClaim(flowNamed('RS256, query.jwt'), { exp: 1e300 }));
  const there = await inspect(evidenceIn(writeBundle([here], about)));
  expect(same(there, here)).toBe(true);
});
