import { base64url } from 'jose';
import { describe, expect, test } from 'vitest';
import type { Evidence } from '../evidence.ts';
import { exportHar, exportHtml, exportJson, exportMarkdown } from '../files/exports.ts';
import { about } from '../files/judged.fixture.ts';
import {
  arrived,
  callback,
  client,
  evidence,
  goodClaims,
  goodRequest,
  issuer,
  makeKey,
  request,
  response,
  sign,
} from '../fixture.ts';
import { type Inspection, inspect } from '../inspect.ts';
import { bugReport } from './bug-report.ts';

const key = await makeKey('ES256');
/** Eight characters in a row of it are in nothing else. */
const secret = 'Zq7-Wk4_Xv9Jh2Rt6Ypl8Nb3Md5Fg0Cs1';

const hex = (one: string) => one.charCodeAt(0).toString(16).padStart(2, '0');
const escaped = (one: string) => `%${hex(one)}`;

/** The forms in which a secret may stand in a field. */
const forms: readonly (readonly [string, (secret: string) => string])[] = [
  ['as it is', (text) => text],
  ['among words', (text) => `the value ${text} was refused`],
  ['percent-encoded', (text) => text.replace(/./g, escaped)],
  ['percent-encoded twice', (text) => encodeURIComponent(text.replace(/[-_7]/g, escaped))],
  ['in base64url', (text) => base64url.encode(text)],
  ['in base64url in base64url', (text) => base64url.encode(base64url.encode(`x${text}`))],
  ['behind an escape that is no text', (text) => `%ff${[...text].map(escaped).join('')}`],
  ['as JSON escapes', (text) => [...text].map((one) => `\\u00${hex(one)}`).join('')],
  ['in hexadecimal', (text) => [...text].map(hex).join('')],
  ['in base64', (text) => btoa(`?>?~${text}`)],
  ['in base64url in a path', (text) => `https://x.example/keys/${base64url.encode(text)}`],
  ['in part', (text) => `${text.slice(5, 25)} and no more`],
  ['in a JWT', (text) => `eyJhbGciOiJub25lIn0.${base64url.encode(JSON.stringify({ sub: text }))}.`],
];

/** Everything a text may stand for: without tags, and every encoding taken off again and again. */
function readings(text: string): Set<string> {
  const found = new Set([text, text.replace(/<[^>]*>/g, '')]);
  for (const one of found) {
    if (found.size > 20_000) throw new Error('there is no end to it');
    const unit = (_: string, digits: string) => String.fromCharCode(Number.parseInt(digits, 16));
    found.add(one.replace(/%([0-9a-f]{2})/gi, unit));
    found.add(one.replace(/\\u([0-9a-f]{4})/gi, unit));
    for (const run of one.match(/[0-9a-f]{16,}/g) ?? []) found.add(run.replace(/(..)/g, unit));
    for (const run of one.match(/[\w+-]{11,}/g) ?? []) {
      const usable = run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0)).replaceAll('+', '-');
      const inside = new TextDecoder().decode(base64url.decode(usable));
      if (/[\w-]{8}/.test(inside)) found.add(inside);
    }
  }
  return found;
}

function leaksIn(text: string, secret: string): string[] {
  const parts = Array.from({ length: secret.length - 7 }, (_, at) => secret.slice(at, at + 8));
  const all = [...readings(text)];
  return parts.filter((part) => all.some((one) => one.includes(part)));
}

const outputs: readonly (readonly [string, (inspection: Inspection) => string])[] = [
  ['bug report', (one) => bugReport(one, { mode: 'query.jwt', version: '0.1.0' })],
  ['Markdown', (one) => exportMarkdown([one, one], about).text],
  ['HTML', (one) => exportHtml([one], about).text],
  ['HAR', (one) => exportHar([one], about).text],
  ['JSON', (one) => exportJson([one], about).text],
];

/** An exchange in which every field holds a text of its own choosing. */
async function planted(text: (field: string) => string): Promise<Evidence> {
  const at = (field: string) => `${field} ${text(field)}`;
  const names = Object.keys(goodRequest);
  const claims = {
    ...goodClaims,
    iss: text('iss'),
    aud: [client.client_id, text('aud')],
    code: text('code'),
    state: text('claimed state'),
    error: text('error'),
    error_description: at('error_description'),
    error_uri: `https://x.example/${encodeURIComponent(text('error_uri'))}?y=${encodeURIComponent(text('error_uri 2'))}`,
    scope: at('scope'),
    deep: { er: [{ value: text('deep') }] },
    [text('claim')]: 1,
  };
  const header = {
    typ: text('typ'),
    kid: text('kid'),
    own: text('header'),
    jku: `https://x.example/${text('jku')}`,
  };
  const jwt = await sign(key, claims, header);
  const landing = `${callback}/${encodeURIComponent(text('path'))}`;
  const fields = new URLSearchParams([
    ['response', jwt],
    ['state', text('state')],
    ['iss', text('iss parameter')],
    [text('name'), 'x'],
    ['error_description', at('described')],
  ]);
  const seen = response(
    `${landing}?${fields.toString()}#session_state=${encodeURIComponent(text('session'))}`,
    {
      form: [['code', text('form')]],
    },
  );
  const object = await sign(key, {
    client_id: client.client_id,
    nonce: text('nonce'),
    claims: { id_token: { sub: text('asked') } },
  });
  const parameters = Object.fromEntries(names.map((name) => [name, text(name)]));
  const endpoint = `https://${'user'}:${encodeURIComponent(text('password'))}@id.example.com/authorize`;
  const sent = new URLSearchParams({ ...parameters, request: object, login_hint: text('login_hint') });
  const asked = `${endpoint}/${encodeURIComponent(text('endpoint'))}?${sent.toString()}`;
  return evidence(
    seen,
    [{ ...key.jwk, kid: text('published kid') }],
    {
      client: {
        ...client,
        issuer: `${issuer}/${text('issuer')}`,
        client_id: text('client_id'),
        callbacks: [`${callback}/*`, `${callback}/${text('callback')}`],
        authorization_endpoint: `${issuer}/${text('registered endpoint')}`,
        authorization_signed_response_alg: 'ES256',
      },
      request: request({}, { url: asked, urlLength: asked.length }),
      typed: { nonce: text('typed nonce'), scope: text('typed scope') },
      accepted: [{ check: 'state-echo', code: 'other', reason: at('reason'), until: arrived + 1000 }],
      issuersOnCallback: [issuer, text('other issuer')],
    },
    { issuer: text('metadata issuer'), token_endpoint: `${issuer}/${text('token endpoint')}` },
  );
}

describe.each(forms)('a secret that is planted %s', (_form, form) => {
  test('in every field is in no export', async () => {
    const inspection = await inspect(await planted(() => form(secret)));
    expect(inspection.findings.length).toBeGreaterThan(20);
    const leaks = outputs.flatMap(([name, write]) =>
      leaksIn(write(inspection), secret).map((part) => `${name}: ${part}`),
    );
    expect(leaks).toEqual([]);
  });

  test('in every field, while it is known by one of them, is in no export', async () => {
    const known = await inspect(await planted((field) => (field === 'state' ? secret : form(secret))));
    const leaks = outputs.flatMap(([name, write]) =>
      leaksIn(write(known), secret).map((part) => `${name}: ${part}`),
    );
    expect(leaks).toEqual([]);
  });
});

/** Of these everybody may know the value: it was registered or published, or names a key. */
const everybodys =
  /^(?:client_id|issuer|other issuer|callback|registered endpoint|kid|published kid|metadata issuer|token endpoint)$/;

test('a secret in one field alone is in no export, unless it was registered or published', async () => {
  const fields: string[] = [];
  await planted((field) => {
    fields.push(field);
    return 'x';
  });
  const leaks: string[] = [];
  for (const field of new Set(fields)) {
    const inspection = await inspect(await planted((own) => (own === field ? secret : 'something')));
    for (const [name, write] of outputs)
      if (!everybodys.test(field) && leaksIn(write(inspection), secret).length > 0)
        leaks.push(`${field} in ${name}`);
  }
  expect(fields.length).toBeGreaterThan(35);
  expect(leaks).toEqual([]);
});

test('what leaks is found by this test', async () => {
  const inspection = await inspect(await planted(() => secret));
  const raw = exportHar([inspection], { ...about, redact: false }).text;
  expect(leaksIn(raw, secret)).toHaveLength(secret.length - 7);
  for (const [, form] of forms.slice(0, -1)) expect(leaksIn(form(secret), secret).length).toBeGreaterThan(5);
});
