import { createHmac, generateKeyPairSync } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { readClientFile, writeClientFile } from './client-file.ts';
import { bundleLimit, readBundle } from './files/bundle.ts';
import { lookupsIn } from './files/file-documents.ts';
import { harLimit, parseHar } from './files/har.ts';
import { isProblem } from './files/problem.ts';
import { openSealed } from './files/seal.ts';
import { gatherStrangers } from './files/strangers.ts';
import { arrived, client, issuer, response } from './fixture.ts';
import { parseJwks } from './issuer/jwks.ts';
import { readClientKeys } from './jose/client-keys.ts';
import { verifyHmac } from './jose/hmac.ts';
import { inflate } from './jose/inflate.ts';
import { readJsonPart } from './jose/json.ts';
import { publicKeyForms } from './jose/public-key-forms.ts';
import { readServerError } from './login/server-error.ts';
import { readEntry } from './notice/entry.ts';
import { sightingsOf } from './notice/sighting.ts';
import { addSightings, suggestionsFrom } from './notice/suggestions.ts';
import { knownFields, responseParameters } from './read/parameters.ts';
import { formLimit } from './records.ts';

// What is taken in by the tool as a whole is bounded where it comes in. The bounds of the store and of pins have tests
// of their own (`keep`, `room`, `pins`), and so has what is fetched (`issuer`) and captured (`watch`).

const nested = (depth: number) => `{"a":${'['.repeat(depth - 1)}${']'.repeat(depth - 1)}}`;
const padded = (text: string, length: number) => text.padEnd(length);
const [portable] = JSON.parse(writeClientFile([client])).clients;
const clientFile = (clients: readonly unknown[]) =>
  JSON.stringify({ ...JSON.parse(writeClientFile([client])), clients });
const codeOf = (read: object) => ('code' in read ? read.code : 'read');
const problemOf = (read: object) => (isProblem(read) ? read.problem : 'read');
const rsa = { kty: 'RSA', n: 'AQAB', e: 'AQAB' };
const times = <One>(count: number, make: (index: number) => One) =>
  Array.from({ length: count }, (_, index) => make(index));
const har = (entries: number) => `{"log":{"entries":[${times(entries, () => 0).join()}]}}`;
const request = (client_id: string) =>
  sightingsOf({
    at: arrived,
    method: 'GET',
    url: `https://id.example.com/authorize?response_type=code&client_id=${client_id}&redirect_uri=https://app.example.com/cb`,
    redirect: null,
    form: [],
  });
const entry = (length: number) =>
  readEntry({
    startedDateTime: '2026-11-23T14:03:22Z',
    _resourceType: 'document',
    request: { url: 'https://app.example.com/cb?code=1&state='.padEnd(length, 'x'), method: 'GET' },
  });
const privateKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** Whether a document of the issuer with so many characters is found in a HAR. */
function isTaken(length: number): boolean {
  const url = `${issuer}/.well-known/openid-configuration`;
  const body = padded(JSON.stringify({ issuer }), length);
  const sent = {
    at: arrived,
    endedAt: arrived,
    method: 'GET',
    url,
    form: null,
    status: 200,
    location: '',
    body,
  };
  return lookupsIn([sent])(client, response(client.callbacks[0] ?? '')).record.metadata !== null;
}

/** How many callbacks are named of so many that belong to nobody. */
function strangersOf(count: number): number {
  const strangers = gatherStrangers();
  for (let index = 0; index < count; index += 1) {
    const url = `https://app.example.com/${index}?code=1&state=2`;
    strangers.note({ at: arrived, method: 'GET', url, form: null, requestId: '1' });
  }
  return strangers.list().length;
}

/** Whether the last of so many keys of the issuer is recognised as what an HMAC was made with. */
async function isFoundAt(place: number): Promise<boolean> {
  const keys =
    parseJwks(JSON.stringify({ keys: times(place, (index) => ({ kty: 'oct', kid: `${index}` })) })) ?? [];
  const [last] = parseJwks(JSON.stringify({ keys: [rsa] })) ?? [];
  if (!last) throw new Error('no key');
  const [form] = await publicKeyForms(last);
  const input = new TextEncoder().encode('input');
  const mac = new Uint8Array(
    createHmac('sha256', form?.bytes ?? '')
      .update(input)
      .digest(),
  );
  return (await verifyHmac('HS256', input, mac, '', [...keys.slice(1), last])).publicKey !== null;
}

/** What is read, by how much there is; how much may be; what becomes of that, and of one more. */
const limits: readonly (readonly [string, (size: number) => unknown, number, unknown, unknown])[] = [
  [
    'keys of a JWKS',
    (size) => parseJwks(JSON.stringify({ keys: times(size, () => rsa) }))?.length,
    20_000,
    20_000,
    20_000,
  ],
  ['depth of a JWKS', (size) => parseJwks(`{"keys":[${nested(size - 2)}]}`)?.length, 100, 1, undefined],
  [
    'depth of a part of a JWT',
    (size) => readJsonPart(Buffer.from(nested(size)).toString('base64url')).problem,
    100,
    null,
    'too-deep',
  ],
  [
    'bytes that were compressed',
    async (size) => (await inflate(new Uint8Array(deflateRawSync(Buffer.alloc(size))))) === 'too-large',
    250_000,
    false,
    true,
  ],
  [
    'keys of a client',
    (size) => readClientKeys(JSON.stringify({ keys: times(size, () => privateKey) })).keys.length,
    100,
    100,
    100,
  ],
  ['keys that are tried as a secret', isFoundAt, 50, true, false],
  [
    'characters of a form',
    (size) => knownFields({ code: ['x'.repeat(size)] }, responseParameters, formLimit).isCut,
    formLimit,
    false,
    true,
  ],
  [
    'characters of a file with clients',
    (size) => codeOf(readClientFile(padded(writeClientFile([client]), size))),
    1_000_000,
    'read',
    'too-large',
  ],
  [
    'clients of a file',
    (size) => codeOf(readClientFile(clientFile(times(size, () => portable)))),
    500,
    'read',
    'too-many',
  ],
  [
    'characters of a bundle',
    (size) => problemOf(readBundle(padded('{}', size))),
    bundleLimit,
    'not-a-bundle',
    'too-large',
  ],
  ['depth of a bundle', (size) => problemOf(readBundle(nested(size))), 100, 'not-a-bundle', 'too-deep'],
  [
    'characters of a sealed bundle',
    async (size) => problemOf(await openSealed(padded('ey', size), 'x')),
    100_000_000,
    'not-sealed',
    'too-large',
  ],
  [
    'characters of a HAR',
    (size) => problemOf(parseHar(padded('{}', size))),
    harLimit,
    'not-a-har',
    'too-large',
  ],
  ['entries of a HAR', (size) => problemOf(parseHar(har(size))), 100_000, 'read', 'too-many'],
  ['depth of a HAR', (size) => problemOf(parseHar(nested(size))), 100, 'not-a-har', 'too-deep'],
  ['characters of a document in a HAR', isTaken, 1_000_000, true, false],
  ['callbacks in a HAR that are nobody’s', strangersOf, 100, 100, 100],
  [
    'characters of the answer to what was sent',
    (size) => readServerError({ status: 400, body: 'x'.repeat(size) }).body.length,
    100_000,
    100_000,
    100_000,
  ],
  ['characters of a URL in which a login is noticed', (size) => entry(size) !== null, 200_000, true, false],
  ['characters of a client_id that is noticed', (size) => request('c'.repeat(size)).length, 2000, 1, 0],
  [
    'logins that are noticed',
    (size) => addSightings([], times(size, String).flatMap(request)).length,
    40,
    40,
    40,
  ],
  [
    'clients that are suggested',
    (size) => suggestionsFrom(times(size, String).flatMap(request), []).length,
    20,
    20,
    20,
  ],
];

test.each(limits)('%s: at the limit, and one over it', async (_what, read, limit, at, over) => {
  expect(await read(limit)).toEqual(at);
  expect(await read(limit + 1)).toEqual(over);
});
