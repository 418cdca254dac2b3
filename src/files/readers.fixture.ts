/** What must hold whatever file is imported, as properties over texts at random. */
import { readClientFile, writeClientFile } from '../client-file.ts';
import { callback, client } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { readPolicy } from '../managed.ts';
import type { Property } from '../property.fixture.ts';
import { type Reader, jsonOr, propertiesOf } from '../reader.fixture.ts';
import { readBundle, writeBundle } from './bundle.ts';
import { exportHtml } from './exports.ts';
import { answer, asked, clients, entry, har, name, start } from './har.fixture.ts';
import { readHar } from './har-read.ts';
import { about, flowNamed, judged } from './judged.fixture.ts';
import { readPasted } from './pasted.ts';
import { isProblem } from './problem.ts';
import { openSealed } from './seal.ts';

const bundle = writeBundle([await judged(flowNamed('encrypted, query.jwt'))], about);
const log = har(
  entry({ url: asked(), redirectURL: `${callback}#${answer}` }),
  entry({ after: 20, url: callback, method: 'POST', postData: { mimeType: '', text: answer } }),
);
const url = `${callback}?${answer}`;

/** Every reader of files, and what comes of judging what it makes of a text. */
const readers: readonly Reader[] = [
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

export const readerProperties: readonly Property[] = propertiesOf(readers);
