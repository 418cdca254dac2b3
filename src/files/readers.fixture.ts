/** What must hold whatever file is imported, as properties over texts at random. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { readClientFile, writeClientFile } from '../client-file.ts';
import { callback, client } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { readPolicy } from '../managed.ts';
import { type Property, property } from '../property.fixture.ts';
import { readBundle, writeBundle } from './bundle.ts';
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
  ['readClientFile', writeClientFile([client]), async (text) => readClientFile(text)],
  ['readPolicy', JSON.stringify([client]), async (text) => await readPolicy(jsonOr(text))],
];

/** A policy comes as what its JSON says. */
function jsonOr(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

export async function judgeBundle(text: string) {
  const read = readBundle(text);
  if (isProblem(read)) return read;
  const found = await Promise.all(read.items.map(async ({ evidence }) => await inspect(evidence)));
  // What was read can be judged, and written again, whatever it is.
  return { read, text: exportHtml(found, about).text, again: readBundle(writeBundle(found, about)) };
}

export async function judgeHar(text: string) {
  const read = await readHar(text, clients, name);
  if (!isProblem(read)) for (const evidence of read.evidence) await inspect(evidence);
  return read;
}

export async function judgePasted(text: string) {
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

/** Files that are JSON. */
const structured = readers.filter(([reader]) => reader !== 'readPasted' && reader !== 'openSealed');

export const readerProperties: readonly Property[] = [
  ...readers.flatMap(([reader, good, read]) => {
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
  }),
  ...structured.map(([reader, good, read]) => {
    const value: unknown = JSON.parse(good);
    const change = fc.tuple(fc.constantFrom(...pathsIn(value)), fc.constantFrom<unknown>(...odd));
    return property(
      `${reader} makes something of a good file with any one value replaced by another`,
      change,
      async ([path, by]) => {
        expect(typeof (await read(JSON.stringify(replaced(value, path, by))))).toBe('object');
      },
    );
  }),
];
