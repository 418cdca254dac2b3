import type { Browser } from '../browsers/browser.ts';
import { bundle } from '../bundle.ts';
import { readResponse } from '../../src/read/response.ts';
import { evidenceOf, type Flow, flows } from '../../src/mutations/flow.fixture.ts';
import { type Measured, ratioOf } from './measured.ts';
import type { Case, Times } from './inspect-in-page.ts';

/** What `inspect-in-page.ts` puts into the page. */
declare const judging: { measure(given: Case, rounds: number): Promise<Times> };

const rounds = 50;

/** One of each kind of signature and of key management; none with AES-192, which `jose` leaves to the browser. */
const wanted = new Set(
  [
    'RS256',
    'PS256',
    'ES256',
    'Ed25519',
    'encrypted',
    'ECDH-ES P-384',
    'ECDH-ES+A128KW P-256',
    'A128KW',
    'A128GCMKW',
    'dir A128GCM',
  ].map((client) => `${client}, query.jwt, code`),
);

/** The algorithms of a response, the outer ones first. */
function algorithmsOf({ client, jwe }: Flow): string {
  const { authorization_signed_response_alg: signed } = client;
  return jwe ? `${jwe.header.alg} ${jwe.header.enc}, ${signed}` : signed;
}

async function caseOf(flow: Flow): Promise<Case> {
  const evidence = await evidenceOf(flow);
  const compact = readResponse(evidence.response).responses[0] ?? '';
  return {
    name: algorithmsOf(flow),
    evidence,
    secrets: flow.secrets,
    compact,
    issuer: flow.client.issuer,
    client_id: flow.client.client_id,
    alg: flow.client.authorization_signed_response_alg,
    jwks: { keys: [...flow.keys] },
    decryption: flow.jwe && { key: flow.jwe.key, alg: flow.jwe.header.alg },
  };
}

/** Judging a response beside what bare `jose` takes for its cryptography, in a page of the extension. */
export async function measureInspect(browser: Browser): Promise<Measured[]> {
  const all = await flows();
  const page = await browser.openExtensionPage('extension/popup/index.html');
  await page.evaluate(await bundle('bench/inspect-in-page.ts', 'judging'));
  const measured: Measured[] = [];
  for (const flow of all.filter(({ name }) => wanted.has(name))) {
    const given = await caseOf(flow);
    const times = await page.evaluate(([given, rounds]) => judging.measure(given, rounds), [
      given,
      rounds,
    ] as const);
    measured.push(ratioOf(given.name, 'inspect()', times.ours, 'jose', times.bare));
  }
  await page.close();
  return measured;
}
