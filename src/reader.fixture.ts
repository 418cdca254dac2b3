/** What must hold of whatever reads a text that others made, as properties over texts at random. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Property, property } from './property.fixture.ts';

/** A name, a text that can be read, and what reads it and does with it all that is done with it. */
export type Reader = readonly [name: string, good: string, read: (text: string) => Promise<object>];

/** The value of a JSON text; any other text itself. */
export function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

const anyText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.uint8Array().map((bytes) => new TextDecoder().decode(bytes)),
  fc.json(),
  fc.base64String(),
);

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

/** What must hold of each reader whatever it is given: it makes something of it. */
export function propertiesOf(readers: readonly Reader[]): Property[] {
  return readers.flatMap((reader) => [...ofText(reader), ...(isJson(reader) ? [ofJson(reader)] : [])]);
}

const isJson = ([, good]: Reader): boolean => /^[[{]/.test(good);

function ofText([reader, good, read]: Reader): Property[] {
  const holds = async (text: string) => {
    expect(typeof (await read(text))).toBe('object');
  };
  const change = fc.tuple(
    fc.nat(good.length),
    fc.nat(40),
    fc.oneof(anyText, fc.constantFrom('"', '}', '1e999', '-1', 'null')),
  );
  return [
    property(`${reader} makes something of any text`, anyText, holds),
    property(
      `${reader} makes something of a good text with a part of it cut out, doubled or replaced`,
      change,
      ([at, length, text]) => holds(good.slice(0, at) + text + good.slice(at + length)),
    ),
  ];
}

function ofJson([reader, good, read]: Reader): Property {
  const value: unknown = JSON.parse(good);
  const change = fc.tuple(fc.constantFrom(...pathsIn(value)), fc.constantFrom<unknown>(...odd));
  return property(
    `${reader} makes something of a good text with any one value replaced by another`,
    change,
    async ([path, by]) => {
      expect(typeof (await read(JSON.stringify(replaced(value, path, by))))).toBe('object');
    },
  );
}
