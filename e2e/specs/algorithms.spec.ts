import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type EncryptedCell,
  encryptCell,
  encryptionMatrix,
  matrixPlaintext,
} from '../../src/jose/matrix.fixture.ts';
import { borrowBrowser } from '../browsers/shared.ts';
import { bundle } from '../bundle.ts';
import { dealt } from '../dealt.ts';
import { at, manyLogins, readAll } from '../logins.ts';
import { registerSecrets, type Session, startSession } from '../session.ts';

/** What `matrix-in-page.ts` puts into the page. */
declare const matrix: { decryptCell(cell: EncryptedCell): Promise<string> };

let session: Session;

beforeAll(async () => {
  session = await startSession(borrowBrowser(), { algorithms: 'all' });
  await registerSecrets(session, session.site.clients);
}, manyLogins);
afterAll(async () => await session.close());

test(
  'every algorithm that the server signs with, and every one that it encrypts keys with, is read and valid',
  async () => {
    const { clients, login } = session.site;
    const signing = clients.filter(({ name, authorization_signed_response_alg: alg }) => name === alg);
    const encrypting = clients.filter(({ encryption }) => encryption);
    expect([signing.length, encrypting.length]).toEqual([14, 34]);
    // Every combination is decrypted below, in both browsers.
    const byAlg = new Map(encrypting.map((client) => [client.encryption?.alg, client]));
    const tried = [...signing, ...dealt([...byAlg.values()])];
    const { panel, readings } = await readAll(
      session.browser,
      [...tried.map(({ name }) => name), 'short-secret' as const].map((client) => login({ client })),
    );
    // A signature by a client secret that is too short is right and yet rejected.
    expect(at(readings, tried.length).row.verdict).toBe('Rejected');
    const short = await panel.select(tried.length, 'opened');
    expect(short.checks('fail')).toEqual(['hmac-key-length']);
    expect(short.checks('pass')).toContain('signature');

    const outcomes: Record<string, string> = {};
    for (const [index, { name }] of tried.entries()) {
      const { row, detail } = at(readings, index);
      outcomes[name] = [row.verdict, ...detail.checks('fail'), ...detail.checks('unsupported')].join(' ');
    }
    console.log(`A login for each algorithm, in ${session.browser.name}:\n${tableOf(outcomes)}`);
    expect(outcomes).toEqual(Object.fromEntries(tried.map(({ name }) => [name, 'Valid'])));
  },
  manyLogins,
);

const tableOf = (outcomes: Readonly<Record<string, string>>): string =>
  Object.entries(outcomes)
    .map(([name, outcome]) => `${name.padEnd(24)}${outcome}`)
    .join('\n');

describe('every key management with every content encryption', () => {
  test('is decrypted in the browser, or said to be unsupported, and never wrong', async () => {
    const [code, cells] = await Promise.all([
      bundle('matrix-in-page.ts', 'matrix'),
      Promise.all(encryptionMatrix.map((cell) => encryptCell(cell))),
    ]);
    const own = await session.browser.openExtensionPage('extension/popup/index.html');
    await own.evaluate(code);
    const results = await own.evaluate(
      (cells) => Promise.all(cells.map((cell) => matrix.decryptCell(cell))),
      cells,
    );
    const outcomes = cells.map(({ alg, enc, crv }, index) => ({
      name: crv === null ? alg : `${alg} ${crv}`,
      enc,
      outcome: results[index] === matrixPlaintext ? 'decrypted' : (results[index] ?? ''),
    }));
    const names = [...new Set(outcomes.map(({ name }) => name))];
    const line = (wanted: string) =>
      outcomes.flatMap(({ name, outcome }) => (name === wanted ? [outcome] : [])).join(' ');
    console.log(
      `Decrypted in an extension page of ${session.browser.name}, ${outcomes.length} combinations:`,
    );
    console.log(tableOf(Object.fromEntries(names.map((name) => [name, line(name)]))));
    const wrong = outcomes.filter(
      ({ outcome }) => outcome !== 'decrypted' && !outcome.includes('"unsupported"'),
    );
    expect(wrong).toEqual([]);
  });
});
