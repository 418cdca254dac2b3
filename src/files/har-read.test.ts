import { describe, expect, test } from 'vitest';
import { callback, client, issuer, makeKey, sign } from '../fixture.ts';
import { inspect } from '../inspect.ts';
import { evidenceOf } from '../mutations/flow.fixture.ts';
import { recorded } from '../mutations/results.fixture.ts';
import { recording } from '../recorded/recorded.fixture.ts';
import { exportHar } from './exports.ts';
import { answer, asked, clients, endpoint, entry, har, name, start } from './har.fixture.ts';
import { harLimit } from './har.ts';
import { type HarRead, readHar } from './har-read.ts';
import { withFileHistory } from './file-history.ts';
import { about } from './judged.fixture.ts';
import { isProblem } from './problem.ts';
import { statedByFile } from './stated.ts';

async function read(text: string, known = clients): Promise<HarRead> {
  const har = await readHar(text, known, name);
  if (isProblem(har)) throw new Error(`${har.problem} ${har.detail}`);
  return har;
}

/** What there is to see of the responses in a HAR. */
async function responsesIn(...entries: readonly unknown[]) {
  const { evidence } = await read(har(...entries));
  return evidence.map(({ response, request, pairedBy }) => ({
    url: response.url.slice(callback.length),
    form: response.form,
    after: response.at - start,
    asked: request?.url ?? null,
    pairedBy,
  }));
}

const plain = { form: null, asked: null, pairedBy: null };

describe('a response in a HAR', () => {
  test('that a browser wrote is one: the redirect to it and the entry for it are the same', async () => {
    const to = `${callback}?${answer}`;
    expect(
      await responsesIn(
        entry({ url: asked(), redirectURL: `${issuer}/login` }),
        entry({ after: 10, url: `${issuer}/login`, redirectURL: to }),
        entry({ after: 30, url: to }),
      ),
    ).toEqual([{ ...plain, url: `?${answer}`, after: 30, asked: asked(), pairedBy: 'redirect-chain' }]);
  });

  test('has the fragment from the redirect where the entry lost it, as in Chromium', async () => {
    expect(
      await responsesIn(
        entry({ url: asked(), redirectURL: `${callback}#${answer}` }),
        entry({ after: 30, url: callback }),
      ),
    ).toMatchObject([{ url: `#${answer}`, after: 30, pairedBy: 'redirect-chain' }]);
  });

  test('has the fragment from the entry where that has it', async () => {
    expect(await responsesIn(entry({ after: 30, url: `${callback}#${answer}` }))).toEqual([
      { ...plain, url: `#${answer}`, after: 30 },
    ]);
  });

  test('has the fragment from the header where redirectURL lost it', async () => {
    const headers = [{ name: 'Location', value: `${callback}#${answer}` }];
    const redirect = entry({ url: asked(), redirectURL: callback, headers });
    expect(await responsesIn(redirect, entry({ after: 30, url: callback }))).toMatchObject([
      { url: `#${answer}` },
    ]);
  });

  test('is found where a test tool did not follow the redirect, at the time when the answer was complete', async () => {
    const headers = [{ name: 'location', value: `${callback}?${answer}` }];
    expect(await responsesIn(entry({ url: asked(), status: 303, headers }))).toEqual([
      { ...plain, url: `?${answer}`, after: 12.5, asked: asked(), pairedBy: 'redirect-chain' },
    ]);
  });

  test('is found behind each of two redirects to one callback', async () => {
    const redirect = (after: number, state: string) =>
      entry({ after, url: asked({ state }), redirectURL: `${callback}#code=c&state=${state}` });
    expect(await responsesIn(redirect(0, 'one'), redirect(5000, 'two'))).toMatchObject([
      { url: '#code=c&state=one', asked: asked({ state: 'one' }) },
      { url: '#code=c&state=two', asked: asked({ state: 'two' }) },
    ]);
  });

  test('does not get the fragment of a redirect of long ago', async () => {
    expect(
      await responsesIn(
        entry({ url: asked(), redirectURL: `${callback}#${answer}` }),
        entry({ after: 600_000, url: callback }),
      ),
    ).toHaveLength(1);
  });

  test.each([
    ['as text', { text: `${answer}&password=hunter2` }],
    ['as parameters, decoded', { params: [{ name: 'code', value: 'SplxlOBeZQQYbYS6WxSbIA' }] }],
    ['as parameters, as they were sent', { params: [{ name: 'code', value: 'Splxl%4FBeZQQYbYS6WxSbIA' }] }],
  ])('that was posted is read from the form, %s', async (_how, body) => {
    const postData = { mimeType: 'application/x-www-form-urlencoded; charset=UTF-8', ...body };
    const [found, ...more] = await responsesIn(
      entry({ url: asked() }),
      entry({ after: 50, method: 'POST', url: callback, postData }),
    );
    expect(more).toEqual([]);
    expect(found).toMatchObject({ url: '', after: 50, pairedBy: 'frame' });
    expect(found?.form?.[0]).toEqual(['code', 'SplxlOBeZQQYbYS6WxSbIA']);
    expect(JSON.stringify(found)).not.toContain('hunter2');
  });

  test('that comes twice answers the request once, and is seen once more', async () => {
    const { evidence } = await read(
      har(
        entry({ url: asked() }),
        entry({ after: 10, url: `${callback}?${answer}` }),
        entry({ after: 20, url: `${callback}?${answer}` }),
      ),
    );
    expect(evidence.map(({ sightings }) => sightings)).toEqual([1]);
  });

  test('is compared with the others of the file: a code that comes twice is found', async () => {
    const { evidence } = await read(
      har(
        entry({ url: `${callback}?code=SplxlOBeZQQYbYS6WxSbIA&state=one` }),
        entry({ after: 20, url: `${callback}?code=SplxlOBeZQQYbYS6WxSbIA&state=two` }),
      ),
    );
    expect(evidence.map(({ history }) => history?.earlier.map(({ kind }) => kind))).toEqual([[], ['code']]);
  });

  test('of no registered client is named, with who may have got it', async () => {
    const jwt = await sign(await makeKey(), { iss: 'https://as.example', aud: 'app-7' });
    const { evidence, strangers } = await read(
      har(
        entry({ url: `https://as.example/auth?client_id=app-1&redirect_uri=https%3A%2F%2Fapp.example%2Fcb` }),
        entry({ url: 'https://app.example/cb?code=x&state=y&iss=https%3A%2F%2Fas.example' }),
        entry({ url: 'https://app.example/cb?code=x2&state=y2&iss=https%3A%2F%2Fas.example' }),
        entry({ url: asked(), redirectURL: `com.example.app:/cb?response=${jwt}` }),
        entry({ url: 'https://shop.example/?code=SUMMER' }),
        entry({
          method: 'POST',
          url: `${issuer}/token`,
          postData: {
            mimeType: 'application/x-www-form-urlencoded',
            text: 'grant_type=authorization_code&code=x&state=y',
          },
        }),
      ),
    );
    expect(evidence).toEqual([]);
    expect(strangers).toEqual([
      { callback: 'https://app.example/cb', client_id: 'app-1', issuer: 'https://as.example', count: 2 },
      { callback: 'com.example.app:/cb', client_id: 'app-7', issuer: 'https://as.example', count: 1 },
    ]);
  });
});

describe("the issuer's documents in a HAR", async () => {
  const key = await makeKey();
  const jwt = await sign(key);
  const content = (value: object) => ({ text: JSON.stringify(value) });
  const metadata_url = client.keys.from === 'metadata' ? client.keys.metadata_url : '';
  const response = entry({ after: 50, url: `${callback}?response=${jwt}` });
  const metadata = (own: string = issuer) =>
    entry({ url: metadata_url, content: content({ issuer: own, jwks_uri: `${issuer}/jwks` }) });
  const jwks = (url = `${issuer}/jwks`, after = 60) =>
    entry({ after, url, content: { text: btoa(JSON.stringify({ keys: [key.jwk] })), encoding: 'base64' } });

  test('verify the signature, as stated by the file', async () => {
    const { evidence } = await read(har(metadata(), response, jwks()));
    const [first] = evidence;
    expect(first && statedByFile(first)).toEqual(['response', 'keys', 'metadata']);
    const { verdict, findings } = await inspect(first!);
    expect(findings.find(({ check }) => check === 'signature')?.outcome).toBe('pass');
    expect(verdict.kind).toBe('valid');
  });

  test.each([
    ['there are none', [response]],
    ['the keys are from elsewhere', [metadata(), response, jwks('https://evil.example/jwks')]],
    ['the metadata is that of another issuer', [metadata('https://evil.example'), response, jwks()]],
  ])('where %s, the signature is not verified, and nobody is asked', async (_why, entries) => {
    const { evidence } = await read(har(...entries));
    const { verdict, findings } = await inspect(evidence[0]!);
    expect(findings.find(({ check }) => check === 'signature')).toMatchObject({
      outcome: 'skip',
      code: 'no-keys',
    });
    expect(verdict.kind).toBe('unverified');
  });
});

const { metadata, jwks } = recording;
const documents = (at: number, url: string) => {
  const answered = (to: string, value: unknown) => ({
    ...entry({ url: to, content: { text: JSON.stringify(value) } }),
    startedDateTime: new Date(at + 10).toISOString(),
  });
  return [answered(url, metadata), answered(String(metadata['jwks_uri']), jwks)];
};

test.each(recorded)('$name is judged from a HAR as it was here', async (flow) => {
  const { keys } = flow.client;
  const known = { ...flow, keys: jwks.keys };
  const [compared] = await withFileHistory([await evidenceOf(known)]);
  const here = await inspect(compared!, flow.secrets);
  const { log } = JSON.parse(exportHar([here], { ...about, redact: false }).text);
  const url = keys.from === 'metadata' ? keys.metadata_url : '';
  const entries: unknown[] = [...log.entries, ...documents(flow.at, url)];
  const { evidence } = await read(har(...entries), [flow.client]);
  expect(evidence).toHaveLength(1);
  const there = await inspect(evidence[0]!, flow.secrets);
  const said = ({ findings }: typeof here) =>
    findings.map(({ check, outcome, code }) => `${check} ${outcome} ${code}`);
  expect(said(there)).toEqual(said(here));
});

test.each([
  ['nothing', '', 'empty', null],
  ['half of one', har(entry({ url: asked() })).slice(0, -9), 'not-json', null],
  ['other JSON', '{"format":"oauth-response-inspector/evidence"}', 'not-a-har', null],
  ['entries that are no list', '{"log":{"entries":{}}}', 'not-a-har', null],
  ['a version to come', '{"log":{"version":"2.0","entries":[]}}', 'newer', '2.0'],
  ['one without a response', har(entry({ url: 'https://example.com/' })), 'no-response', null],
  ['one that is nested without end', `{"log":${'['.repeat(200)}${']'.repeat(200)}}`, 'too-deep', '100'],
  ['one that is too large', ' '.repeat(harLimit + 1), 'too-large', String(harLimit)],
  ['too many entries', `{"log":{"entries":[${'0,'.repeat(100_000)}0]}}`, 'too-many', '100000'],
])('%s is refused', async (_what, text, problem, detail) => {
  expect(await readHar(text, clients, name)).toEqual({ problem, detail });
});

test('entries that cannot be read are counted, and do not hide the others', async () => {
  const broken = [null, 7, {}, { ...entry({ url: endpoint }), startedDateTime: 'yesterday' }];
  const { evidence, unreadable } = await read(har(...broken, entry({ url: `${callback}?${answer}` })));
  expect([evidence.length, unreadable]).toEqual([1, 4]);
});
