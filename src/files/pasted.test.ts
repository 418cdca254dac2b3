import { describe, expect, test } from 'vitest';
import { callback, client, issuer, makeKey, sign, state } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { urlLimit } from '../records.ts';
import { statedSentence } from '../wording/files.ts';
import { answer, clients, name, other, start } from './har.fixture.ts';
import { flowNamed, judged } from './judged.fixture.ts';
import { type Pasted, readPasted } from './pasted.ts';
import { isProblem } from './problem.ts';
import { statedByFile } from './stated.ts';

const options = { ...name, at: start };
const jwt = await sign(await makeKey());
const [code] = ['SplxlOBeZQQYbYS6WxSbIA'];

function read(text: string, known = clients): Pasted {
  const pasted = readPasted(text, known, options);
  if (isProblem(pasted)) throw new Error(`${pasted.problem} ${pasted.detail}`);
  return pasted;
}

const url = `${callback}?${answer}`;
const form = {
  method: 'POST',
  url: callback,
  form: [
    ['code', code],
    ['state', 'a-state-of-some-length'],
  ],
};

describe('a response that is pasted', () => {
  test.each([
    ['a URL', `  ${url}\n`, { method: 'GET', url, form: null }],
    ['a URL that a mail has wrapped', url.replace('code', '\n  code'), { url }],
    ['a URL with a fragment', `${callback}#${answer}`, { url: `${callback}#${answer}` }],
    ['the header of an answer', `HTTP/2 302\r\nLocation: ${url}\r\ncache-control: no-store`, { url }],
    ['a header as curl -v prints it', `< location: ${url}`, { url }],
    ['a command for curl', `curl '${url}' \\\n  -H 'cookie: a=b' -H 'referer: ${issuer}/'`, { url }],
    ['a command for curl that posts', `curl -X POST "${callback}" --data-raw '${answer}&p=q'`, form],
  ])('as %s is the navigation that it was', (_what, text, expected) => {
    const { evidence, assumed } = read(text);
    expect(evidence.response).toMatchObject({ ...expected, at: start, from: 'pasted', tabId: -1 });
    expect(assumed).toEqual([]);
    expect(evidence.client).toEqual(client);
  });

  test.each([
    [
      'a form body',
      `response=${jwt}`,
      { method: 'POST', url: callback, form: [['response', jwt]] },
      ['callback'],
    ],
    ['a query', `?response=${jwt}`, { url: `${callback}?response=${jwt}`, form: null }, ['callback']],
    ['a fragment', `#response=${jwt}`, { url: `${callback}#response=${jwt}` }, ['callback']],
    [
      'a JWT',
      `${jwt.slice(0, 80)}\n${jwt.slice(80)}`,
      { url: `${callback}?response=${jwt}` },
      ['channel', 'callback'],
    ],
  ])('as %s belongs to the client that it names', (_what, text, expected, assumed) => {
    const pasted = read(text);
    expect(pasted.evidence.response).toMatchObject({ ...expected, clients: ['r1'] });
    expect(pasted.assumed).toEqual(assumed);
  });

  test('is judged at the time when it was pasted, asks nobody, and says what is not known of it', async () => {
    const { evidence } = read(url);
    expect(statedByFile(evidence)).toEqual(['pasted']);
    expect(statedSentence('pasted')).toContain('pasted');
    const { verdict, findings } = await inspect(evidence);
    expect(verdict.kind).not.toBe('valid');
    expect(findings.map((finding) => finding.code)).not.toContain('keys-pending');
  });

  test('is not rejected for having been in time when it came, nor for what nobody saw or fetched', async () => {
    const late = readPasted(`${callback}?response=${jwt}`, clients, { ...options, at: start + 86_400_000 });
    if (isProblem(late)) throw new Error(late.problem);
    const { verdict, findings } = await inspect(late.evidence);
    expect(verdict.kind).not.toBe('rejected');
    const codes = Object.fromEntries(findings.map(({ check, code }) => [check, code]));
    expect(codes).toMatchObject({ 'exp-valid': 'pasted', signature: 'pasted-keys', solicited: 'pasted' });
  });

  test('and is encrypted opens with the key of the only client that it can be for', async () => {
    const flow = flowNamed('encrypted, query.jwt');
    const { compact } = (await judged(flow)).context;
    const { evidence } = read(compact ?? '', [flow.client]);
    expect((await inspect(evidence, flow.secrets)).context.decryption?.state).toBe('decrypted');
  });

  test('belongs to the client that the tester chooses, whatever it says', async () => {
    const pasted = readPasted(`response=${jwt}`, clients, { ...options, client: other });
    if (isProblem(pasted)) throw new Error(pasted.problem);
    const { findings } = await inspect(pasted.evidence);
    expect(findings.find(({ check }) => check === 'aud-match')?.outcome).toBe('fail');
  });

  test('goes to a callback with a wildcard too', () => {
    const wild = { ...client, callbacks: ['https://pr-*.example.com/cb?x=1'] };
    expect(read(`response=${jwt}`, [wild]).evidence.response.url).toBe('https://pr-x.example.com/cb');
  });
});

test.each([
  ['nothing', ' \n ', 'empty', null],
  ['prose', 'It does not work', 'no-response', null],
  ['a URL without a response', callback, 'no-response', null],
  [
    'a URL at a callback of nobody',
    'https://x.example/cb?code=1&state=2',
    'no-client',
    'https://x.example/cb',
  ],
  ['a code that anybody may have got', `code=${code}&state=${state}`, 'which-client', null],
  ['a text that is too large', 'a'.repeat(urlLimit + 1), 'too-large', String(urlLimit)],
])('%s is refused', (_what, text, problem, detail) => {
  expect(readPasted(text, clients, options)).toEqual({ problem, detail });
});

test('without any client there is nobody to judge for', () => {
  expect(readPasted(`response=${jwt}`, [], options)).toEqual({ problem: 'no-client', detail: null });
});
