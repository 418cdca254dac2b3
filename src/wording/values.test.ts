import { expect, test } from 'vitest';
import type { Value } from '../checks/check.ts';
import { valueText } from './values.ts';
import { visibleText } from './visible.ts';

const text = (value: string): Value => ({ kind: 'text', value });

test('a time is the date in the zone of the user, and the number beside it', () => {
  const time: Value = { kind: 'time', value: 1795442602 };
  expect(valueText(time, 'UTC')).toBe('2026-11-23 14:03:22 UTC (1795442602)');
  expect(valueText(time, 'Europe/Berlin')).toBe('2026-11-23 15:03:22 Europe/Berlin (1795442602)');
  expect(valueText(time)).toMatch(/^2026-11-2\d \d\d:\d\d:22 \(1795442602\)$/);
});

test('midnight is 00:00:00, and a fraction stays in the number', () => {
  expect(valueText({ kind: 'time', value: 0 }, 'UTC')).toBe('1970-01-01 00:00:00 UTC (0)');
  expect(valueText({ kind: 'time', value: 1.5 }, 'UTC')).toBe('1970-01-01 00:00:01 UTC (1.5)');
});

test.each([1795442602000, -1e15, 1e300, Number.NaN, Number.POSITIVE_INFINITY])(
  'a time of %d, beyond all calendars, is shown as the number that it is',
  (value) => {
    expect(valueText({ kind: 'time', value }, 'UTC')).toBe(String(value));
  },
);

test.each([
  [45, '45 s'],
  [119, '119 s'],
  [599.6, '10 min 0 s'],
  [3600, '60 min 0 s'],
  [7500, '2 h 5 min'],
  [200_000, '2 days 7 h'],
  [-90, '−90 s'],
  [1e300, expect.stringContaining('days')],
  [Number.NaN, 'NaN'],
])('a duration of %d seconds reads %s', (value, shown) => {
  expect(valueText({ kind: 'duration', value })).toEqual(shown);
});

test('how exactly a duration is known is never said better than it is', () => {
  const by = (value: number, within: number): Value => ({ kind: 'duration', value, within });
  expect(valueText(by(599.6, 0.55))).toBe('10 min 0 s ± 1 s');
  expect(valueText(by(3, 150))).toBe('3 s ± 2 min 30 s');
});

test('lists are joined, long ones are cut, and nothing is called nothing', () => {
  const names = (count: number) => Array.from({ length: count }, (_, index) => text(`n${index}`));
  expect(valueText({ kind: 'list', values: names(3) })).toBe('n0, n1, n2');
  expect(valueText({ kind: 'list', values: [] })).toBe('nothing');
  expect(valueText({ kind: 'list', values: names(10_000) })).toMatch(/, n29 and 9,970 more$/);
});

test('what is absent or empty is said to be so', () => {
  expect(valueText({ kind: 'absent' })).toBe('not present');
  expect(valueText(text(''))).toBe('(empty)');
  expect(valueText({ kind: 'number', value: 1024 })).toBe('1024');
  expect(valueText({ kind: 'number', value: 2048, bound: 'at least' })).toBe('at least 2048');
  expect(valueText({ kind: 'json', value: '["a",1]' })).toBe('["a",1]');
});

test.each([
  ['right-to-left override', 'client\u202Etxe', 'client\\u202Etxe'],
  ['isolates', '\u2066a\u2069', '\\u2066a\\u2069'],
  ['marks of direction', 'a\u200F\u061Cb', 'a\\u200F\\u061Cb'],
  ['line breaks and tabs', 'a\r\n\tb', 'a\\r\\n\\tb'],
  ['controls', '\u0000\u001B[31m\u009B', '\\u0000\\u001B[31m\\u009B'],
  ['zero width', 'a\u200Bb\uFEFF', 'a\\u200Bb\\uFEFF'],
  ['separators', 'a\u2028b\u2029', 'a\\u2028b\\u2029'],
  ['spaces that are none', 'a\u00A0b\u3000', 'a\\u00A0b\\u3000'],
  ['letters that show nothing', 'a\u3164b', 'a\\u3164b'],
  ['tags', 'a\u{E0041}', 'a\\u{E0041}'],
  ['half a character', 'a\uD83D', 'a\\uD83D'],
  ['a space at either end', ' a ', '\\u0020a\\u0020'],
  ['spaces in a row', 'a  b', 'a\\u0020\\u0020b'],
  ['a Cyrillic letter in a Latin word', 'rs256-\u0441lient', 'rs256-\\u0441lient'],
  ['a Greek letter in a Latin word', 'c\u03BFde and Ελλάδα', 'c\\u03BFde and Ελλάδα'],
  ['Cyrillic letters before digits', '\u0415\u0405256', '\\u0415\\u0405256'],
  ['a letter of mathematics', 'cl\u{1D5C2}ent', 'cl\\u{1D5C2}ent'],
  ['a Roman number', '\u2170ss', '\\u2170ss'],
  ['a Coptic letter', '\u2C9Fpenid', '\\u2C9Fpenid'],
])('made visible: %s', (_, value, shown) => {
  expect(visibleText(value)).toBe(shown);
  expect(valueText(text(value))).toBe(shown);
});

test('ordinary text of any script is left as it is', () => {
  for (const value of [
    's6BhdRkqt3',
    'a b c',
    'Zürich',
    'naïve',
    'Київ\u2019 і user_Іван',
    'שלום',
    '東京2026',
    '東京',
    '😀',
    '<b>&amp;</b>',
  ])
    expect(valueText(text(value))).toBe(value);
});

test.each([
  // All letters of the host are Cyrillic.
  ['https://аррӏе.com/a', 'https://\\u0430\\u0440\\u0440\\u04CF\\u0435.com/a'],
  ['https://id.ex\u0430mple.com', 'https://id.ex\\u0430mple.com'],
  ['at HTTPS:\\\\\uFF49d.example.com, or so', 'at HTTPS:\\\\\\uFF49d.example.com, or so'],
  ['com.example.app:/z\u00FCrich', 'com.example.app:/z\\u00FCrich'],
  ['https://id.example.com\u2044@there.example', 'https://id.example.com\\u2044@there.example'],
])('a URL is ASCII, and what in it is not is written out: %s', (value, shown) => {
  for (const kind of ['issuer', 'url', 'text'] as const) expect(valueText({ kind, value })).toBe(shown);
  expect(visibleText(value)).toBe(shown);
});

test('a long value is shortened in the middle and says by how much', () => {
  const shown = valueText(text(`${'a'.repeat(200)}${'b'.repeat(1_000_000)}${'c'.repeat(100)}`));
  expect(shown).toBe(`${'a'.repeat(200)} … 1,000,000 characters left out … ${'c'.repeat(100)}`);
  expect(valueText(text('a'.repeat(400)))).toBe('a'.repeat(400));
});

test('shortening splits no character in two, and hides nothing', () => {
  const shown = valueText(text(`a${'😀'.repeat(500)}\u202E`));
  expect(shown).not.toMatch(/\\uD83D|\\uDE00/);
  expect(shown).toMatch(/\\u202E$/);
});
