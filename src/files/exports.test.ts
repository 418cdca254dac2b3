import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { catalogueVersion } from '../evidence.ts';
import { withClaim } from '../mutations/mutation.fixture.ts';
import { recorded } from '../mutations/results.fixture.ts';
import { receiptSentence, redactedSentence } from '../wording/files.ts';
import { verdictSentence } from '../wording/verdict.ts';
import { readBundle, writeBundle } from './bundle.ts';
import { exportHar, exportHtml, exportJson, exportMarkdown } from './exports.ts';
import { Har12 } from './har-1.2.fixture.ts';
import { readHar } from './har-read.ts';
import { about, flowNamed, judged } from './judged.fixture.ts';

const flow = flowNamed('RS256, query.jwt, code');
const one = await judged(flow);
const wrong = await judged(withClaim(flow, { state: 'a-state-of-somebody-else' }));
const state = new Map(flow.request).get('state') ?? '';
const raw = { ...about, redact: false };

const formats = [
  ['Markdown', exportMarkdown],
  ['HTML', exportHtml],
  ['HAR', exportHar],
] as const;

describe.each(formats)('an export as %s', (_name, write) => {
  test('holds the verdict of every response, no secret, and a receipt', () => {
    const { text, removed } = write([one, wrong], about);
    for (const { verdict } of [one, wrong]) expect(text).toContain(verdictSentence(verdict));
    expect(text).not.toContain(state);
    expect(removed.map(({ kind }) => kind)).toContain('state');
    expect(text).toContain(receiptSentence(removed));
    expect(text).toContain(redactedSentence);
  });

  test('can knowingly be made without redaction, and says so', () => {
    const { text, removed } = write([one, wrong], raw);
    expect(text).toContain(state);
    expect(removed).toEqual([]);
    expect(text).toContain('Nothing was taken out');
  });

  test('of nothing is a file all the same', () => {
    expect(write([], about).text.length).toBeGreaterThan(100);
  });
});

test('equal values of several responses have equal names, and the receipt counts them once', () => {
  const { text, removed } = exportHar([one, one], about);
  expect(text).not.toContain('state#2');
  expect(removed).toEqual(exportHar([one], about).removed);
  expect(exportHar([one, wrong], about).removed.find(({ kind }) => kind === 'state')?.count).toBe(2);
});

test('a secret of one response is not in what is said of another', async () => {
  const code = String(one.context.answer?.('code'));
  const other = await judged(withClaim(flow, { error_description: `no ${code} here` }));
  expect(exportHar([other, one], about).text).not.toContain(code);
});

test('several responses are one document of Markdown, one below the other', () => {
  const { text } = exportMarkdown([one, wrong], about);
  expect(text.match(/^#{1,2} .*/gm)).toEqual([
    '# 2 authorization responses',
    '## Valid',
    '## Rejected: state is not the one that was sent',
  ]);
});

describe('a run', () => {
  const run = {
    name: '# <b>`Release` 4.2</b>',
    from: Date.UTC(2026, 0, 2, 3, 4, 5),
    to: Date.UTC(2026, 0, 2, 3, 30),
    browser: 'Firefox 153.0 (X11)',
  };
  const environment = [
    ['Responses', '2 (1 valid, 1 rejected)'],
    ['Started', '2026-01-02T03:04:05.000Z'],
    ['Ended', '2026-01-02T03:30:00.000Z'],
    ['Browser', 'Firefox 153.0 (X11)'],
    ['Extension', `OAuth Response Inspector ${about.version}, catalogue ${catalogueVersion}`],
    ['Client', `${one.context.client.client_id} at ${one.context.client.issuer}`],
  ] as const;

  test('has its name and its environment at the head of the JSON', () => {
    const read: unknown = JSON.parse(exportJson([one, wrong], { ...about, run }).text);
    expect(read).toMatchObject({ run: { name: run.name, facts: environment } });
  });

  test('in HTML, where its name is text', () => {
    const { text } = exportHtml([one, wrong], { ...about, run });
    expect(text).toContain('<h1>Run: # &lt;b&gt;`Release` 4.2&lt;/b&gt;</h1>');
    for (const [name, value] of environment)
      expect(text).toMatch(new RegExp(`<dt>${name}</dt><dd>(?:<code>)?${value.replaceAll(/[()]/g, '\\$&')}`));
    expect(text).toContain('<nav><ol>');
  });

  test('and in Markdown, where its name is code; also if it is of a single response', () => {
    const { text } = exportMarkdown([one], { ...about, run });
    expect(
      text.startsWith('# Run: ``# <b>`Release` 4.2</b>``\n\n- Responses: 1 (1 valid)\n- Started: `2026'),
    ).toBe(true);
    expect(text).toMatch(/^## Valid$/m);
  });

  test('without a response says so', () => {
    expect(exportMarkdown([], { ...about, run }).text).toContain('- Responses: none');
  });
});

describe('HTML', () => {
  const { text } = exportHtml([one, wrong], about);

  test('asks for nothing and runs nothing: its policy allows its own style alone', () => {
    const style = /<style>([^]*?)<\/style>/.exec(text)?.[1] ?? '';
    const digest = createHash('sha256').update(style).digest('base64');
    const policy = `default-src &#39;none&#39;; style-src &#39;sha256-${digest}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;`;
    expect(text).toContain(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
    expect(text).not.toMatch(/<script|<img|<link|\son\w+=|style=|src=/i);
  });

  test('links to specifications and into itself, to nothing else', () => {
    const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, url]) => url ?? '');
    expect(links.length).toBeGreaterThan(2);
    expect(
      links.filter((url) => !/^(?:#r\d|https:\/\/(?:openid\.net|www\.rfc-editor\.org)\/)/.test(url)),
    ).toEqual([]);
  });

  test('is for light, dark and paper', () => {
    expect(text).toContain('color-scheme: light dark');
    expect(text).toContain('@media print');
  });

  test('shows what a server sent as text', async () => {
    const evil = '<script>alert(1)</script><a href="javascript:1">&amp;"\'';
    const { text } = exportHtml([await judged(withClaim(flow, { iss: evil }))], raw);
    expect(text).toContain(
      '&lt;script&gt;alert(1)&lt;/script&gt;&lt;a href=&quot;javascript:1&quot;&gt;&amp;amp;&quot;&#39;',
    );
    expect(text).not.toMatch(/<script|<a href="javascript/);
  });
});

describe('a HAR', () => {
  test.each(recorded)('of $name is one by HAR 1.2, redacted or not', async (flow) => {
    const inspection = await judged(flow);
    for (const options of [about, raw]) {
      const parsed = v.safeParse(Har12, JSON.parse(exportHar([inspection, inspection], options).text));
      expect(parsed.issues?.map((issue) => `${v.getDotPath(issue)} ${issue.message}`)).toBeUndefined();
      const { pages, entries } = v.parse(Har12, JSON.parse(exportHar([inspection], options).text)).log;
      expect([pages.length, entries.length]).toEqual([1, 2]);
    }
  });

  test('says where the request was redirected to, with the fragment, and what was found', async () => {
    const { log } = JSON.parse(exportHar([await judged(flowNamed('RS256, fragment.jwt'))], raw).text);
    const [request, response] = log.entries;
    expect(request.response.redirectURL).toBe(response.request.url);
    expect(request.response.redirectURL).toContain('#response=');
    const { _verdict: verdict } = response;
    expect(verdict).toMatchObject({ kind: 'valid', sentence: 'Valid', stated: [] });
    expect(verdict.findings.length).toBeGreaterThan(30);
  });

  test('that was redacted is not judged again', async () => {
    const { text } = exportHar([one], about);
    expect(await readHar(text, [flow.client], { file: 'f', tabId: -1 })).toEqual({
      problem: 'redacted',
      detail: null,
    });
  });
});

test('redacted JSON carries the verdict as it was found, and is refused as a bundle in words', () => {
  const { text } = exportJson([wrong], about);
  const { items, redacted } = JSON.parse(text);
  expect(redacted).toBe(true);
  expect(items[0].verdict).toEqual({
    kind: 'rejected',
    sentence: verdictSentence(wrong.verdict),
    stated: [],
  });
  expect(text).not.toContain(state);
  expect(readBundle(text)).toEqual({ problem: 'redacted', detail: null });
});

test('what a file brought is never green in another file', async () => {
  const bundle = readBundle(writeBundle([one], about));
  if ('problem' in bundle) throw new Error(bundle.problem);
  const { inspect } = await import('../inspect.ts');
  const imported = await inspect(bundle.items[0]!.evidence);
  expect(imported.verdict.kind).toBe('valid');
  for (const [, write] of formats)
    expect(write([imported], about).text).toContain('Consistent with the keys in the file');
  expect(exportHtml([imported], about).text).toContain('class="stated"');
  expect(exportMarkdown([imported], about).text).toMatch(/^- From a file: .*Keys as stated by the file/m);
});
