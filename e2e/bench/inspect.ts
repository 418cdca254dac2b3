import type { Page } from 'playwright';
import type { Browser } from '../browsers/browser.ts';
import { bundle } from '../bundle.ts';
import { readResponse } from '../../src/read/response.ts';
import { evidenceOf, type Flow, flows } from '../../src/mutations/flow.fixture.ts';
import { type Measured, type Parts, ratioOf } from './measured.ts';
import { quantile } from './statistics.ts';
import type { Case, Times } from './inspect-in-page.ts';

/** What `inspect-in-page.ts` puts into the page. */
declare const judging: {
  warmUp(cases: readonly Case[], duration: number): Promise<void>;
  measure(given: Case, duration: number): Promise<Times>;
  measureParts(given: Case, duration: number): Promise<Record<string, readonly number[]>>;
};

/** For how many milliseconds each response is measured, beside `jose` and in parts, and all are judged before. */
const [beside, inParts, before] = [300, 150, 800];

/** One of each kind of signature, and of decryption with a key of the client's. */
const wanted = new Set(
  ['RS256', 'PS256', 'ES256', 'Ed25519', 'RSA-OAEP-256', 'ECDH-ES P-256'].map(
    (client) => `${client}, query.jwt, code`,
  ),
);

/** The algorithms of a response, the outer ones first. */
function algorithmsOf({ client, jwe }: Flow): string {
  const { authorization_signed_response_alg: signed } = client;
  return jwe ? `${jwe.header.alg} ${jwe.header.enc}, ${signed}` : signed;
}

/** The same, encrypted without AES-192, which `jose` leaves to browsers that do not have it. */
function everywhere(flow: Flow): Flow {
  const { jwe, client } = flow;
  if (!jwe?.header.enc.startsWith('A192')) return flow;
  const enc = 'A256GCM';
  return {
    ...flow,
    client: { ...client, authorization_encrypted_response_enc: enc },
    jwe: { ...jwe, header: { ...jwe.header, enc } },
  };
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

/** The responses that are measured, and a page of the extension to do it in. */
async function prepare(browser: Browser): Promise<{ page: Page; cases: readonly Case[] }> {
  const page = await browser.openExtensionPage('extension/popup/index.html');
  await page.evaluate(await bundle('bench/inspect-in-page.ts', 'judging'));
  const chosen = (await flows()).filter(({ name }) => wanted.has(name)).map(everywhere);
  const cases = await Promise.all(chosen.map(caseOf));
  await page.evaluate(([cases, duration]) => judging.warmUp(cases, duration), [cases, before] as const);
  return { page, cases };
}

/** Judging a response beside what bare `jose` takes for its cryptography, in a page of the extension. */
export async function measureInspect(browser: Browser): Promise<Measured[]> {
  const { page, cases } = await prepare(browser);
  const measured: Measured[] = [];
  for (const given of cases) {
    const { ours, bare } = await page.evaluate(([given, duration]) => judging.measure(given, duration), [
      given,
      beside,
    ] as const);
    measured.push(ratioOf(given.name, 'inspect()', ours, 'jose', bare));
  }
  await page.close();
  return measured;
}

/** Where the time of a judgement goes, part by part: the median of each. */
export async function measureParts(browser: Browser): Promise<Parts[]> {
  const { page, cases } = await prepare(browser);
  const rows: Parts[] = [];
  for (const given of cases) {
    const times = await page.evaluate(([given, duration]) => judging.measureParts(given, duration), [
      given,
      inParts,
    ] as const);
    const parts = Object.entries(times).map(([name, own]) => [name, quantile(own, 0.5)] as const);
    rows.push({ what: given.name, parts: Object.fromEntries(parts) });
  }
  await page.close();
  return rows;
}
