/** What reads texts of servers, of browsers and of people, beside responses and files. */
import { exportJWK, exportPKCS8, generateKeyPair } from 'jose';
import { arrived, callback, client, goodClaims, makeKey, request, response, sign } from './fixture.ts';
import { flowNamed, judged } from './files/judged.fixture.ts';
import { inspect } from './inspect.ts';
import { parseJwks } from './issuer/jwks.ts';
import { parseMetadata } from './issuer/metadata.ts';
import { readClientKeys } from './jose/client-keys.ts';
import { readFurther } from './login/further.ts';
import { readTokenAnswer } from './login/token-answer.ts';
import { entryOf } from './notice/entries.fixture.ts';
import { readEntry } from './notice/entry.ts';
import { sightingsOf } from './notice/sighting.ts';
import { addSightings, suggestionsFrom } from './notice/suggestions.ts';
import type { Property } from './property.fixture.ts';
import { type Reader, jsonOr, propertiesOf } from './reader.fixture.ts';
import { recordKey } from './records.ts';
import { applyRecord, emptySet, evidenceOf, exchangesOf } from './recordset.ts';
import { visibleText } from './wording/visible.ts';

const key = await makeKey();
const jwt = await sign(key);
const { privateKey } = await generateKeyPair('ES256', { extractable: true });
const { context } = await judged(flowNamed('RS256, query.jwt'));
const [asked, answered] = [request(), response(`${callback}?response=${jwt}`)];
const records = {
  [recordKey.request(asked)]: asked,
  [recordKey.response(answered)]: answered,
  [recordKey.client(client.revision)]: client,
  [recordKey.dropped]: { count: 1, ids: [] },
};
const metadata = {
  issuer: client.issuer,
  jwks_uri: `${client.issuer}/jwks`,
  authorization_endpoint: client.authorization_endpoint,
  response_modes_supported: ['query.jwt'],
};
const answer = { access_token: 'SlAV32hkKG', token_type: 'Bearer', expires_in: 3600, id_token: jwt };

const parsers: readonly Reader[] = [
  ['readClientKeys of JWKs', JSON.stringify({ keys: [await exportJWK(privateKey)] }), readKeys],
  ['readClientKeys of PEM', await exportPKCS8(privateKey), readKeys],
  ['parseJwks', JSON.stringify({ keys: [key.jwk] }), async (text) => parseJwks(text) ?? {}],
  ['parseMetadata', JSON.stringify(metadata), async (text) => parseMetadata(text) ?? {}],
  ['readFurther', 'max_age=1\nui_locales=de', async (text) => readFurther(text)],
  ['readTokenAnswer', JSON.stringify(answer), readAnswer],
  [
    'readEntry',
    JSON.stringify(entryOf('firefox', { url: `${callback}?code=${goodClaims.code}&state=1` })),
    notice,
  ],
  ['applyRecord', JSON.stringify(records), judgeRecords],
  ['visibleText', `${client.issuer}/\u0430`, async (text) => [visibleText(text)]],
];

async function readKeys(text: string) {
  return [readClientKeys(text, 'enc'), readClientKeys(text, 'sig')];
}

async function readAnswer(body: string) {
  return [
    await readTokenAnswer(context, null, { status: 200, body }, arrived),
    await readTokenAnswer(context, null, { status: 400, body }, arrived),
  ];
}

async function notice(text: string) {
  const entry = readEntry(jsonOr(text));
  return suggestionsFrom(addSightings([], entry ? sightingsOf(entry) : []), [client]);
}

async function judgeRecords(text: string) {
  const set = emptySet();
  const read: unknown = jsonOr(text);
  for (const [name, value] of Object.entries(Object(read) as object)) applyRecord(set, name, value);
  return await Promise.all(exchangesOf(set).exchanges.map((exchange) => inspect(evidenceOf(set, exchange))));
}

export const parserProperties: readonly Property[] = propertiesOf(parsers);
