import { describe, expect, test } from 'vitest';
import { client } from '../fixture.ts';
import { type Hop, type Source, browsers, entryOf } from './entries.fixture.ts';
import { readEntry } from './entry.ts';
import { type Sighting, sightingsOf } from './sighting.ts';
import { addSightings, suggestionsFrom } from './suggestions.ts';

const id = 'https://id.example.com';
const callback = 'https://app.example.com/cb';
const asked = { client_id: 'abc', response_type: 'code', redirect_uri: callback, state: 'secret-state' };

const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const jwt = (claims: object, header: object = { alg: 'PS256' }) => `${part(header)}.${part(claims)}.c2ln`;
const claims = { iss: 'https://issuer.example.com', aud: 'abc', code: 'secret-code' };
const response = jwt(claims);

const authorize = (parameters: object = asked) =>
  `${id}/authorize?${new URLSearchParams({ ...parameters }).toString()}`;

function seenBy(source: Source, hops: readonly Hop[]): Sighting[] {
  return hops.reduce((before: Sighting[], hop) => {
    const entry = readEntry(entryOf(source, hop));
    return entry ? addSightings(before, sightingsOf(entry)) : before;
  }, []);
}
const suggested = (source: Source, hops: readonly Hop[]) => suggestionsFrom(seenBy(source, hops), []);

describe.each(browsers)('in %s', (source) => {
  const whole = {
    callback,
    client_id: 'abc',
    issuer: 'https://issuer.example.com',
    issuerFrom: 'response',
    authorization_endpoint: `${id}/authorize`,
    algorithms: { authorization_signed_response_alg: 'PS256' },
  };

  test.each([
    ['query.jwt', '?'],
    ['fragment.jwt', '#'],
  ])('a login by %s is suggested with what it showed', (response_mode, mark) => {
    const url = `${callback}${mark}response=${response}`;
    const hops = [
      { url: 'https://app.example.com/start', redirectURL: authorize() },
      { url: authorize(), redirectURL: '/interaction/1' },
      { url: `${id}/interaction/1`, redirectURL: url, second: 1 },
      { url, second: 2 },
    ];
    expect(suggested(source, hops)).toEqual([expect.objectContaining({ ...whole, response_mode })]);
    expect(suggested(source, hops)).toHaveLength(1);
  });

  test('so is one by form_post', () => {
    const hops = [
      { url: `${id}/authorize`, form: asked },
      { url: callback, form: { response }, second: 1 },
    ];
    expect(suggested(source, hops)).toMatchObject([{ ...whole, response_mode: 'form_post.jwt' }]);
  });

  test('and one whose callback is on a host that does not exist', () => {
    const url = `https://myapp.invalid/login?response=${response}`;
    const there = { ...asked, redirect_uri: 'https://myapp.invalid/login' };
    const hops = [
      { url: authorize(there), redirectURL: url },
      { url, status: 0 },
    ];
    expect(suggested(source, hops)).toMatchObject([{ callback: 'https://myapp.invalid/login' }]);
  });

  test('a request that was pushed is told by the response that follows', () => {
    const pushed = authorize({ client_id: 'abc', request_uri: 'urn:x:1' });
    const hops = [{ url: pushed, redirectURL: `${callback}?code=1&state=2&iss=${id}/realm` }];
    expect(suggested(source, hops)).toMatchObject([
      { callback, client_id: 'abc', issuer: `${id}/realm`, response_mode: 'query', algorithms: {} },
    ]);
  });

  test('before it is answered a request is suggested with what it asks for', () => {
    expect(suggested(source, [{ url: authorize() }])).toMatchObject([
      { callback, issuer: id, issuerFrom: 'endpoint', response_mode: null },
    ]);
  });

  test('without a request the audience says for whom a JWT is', () => {
    expect(suggested(source, [{ url: callback, form: { response } }])).toMatchObject([
      { ...whole, authorization_endpoint: null },
    ]);
  });

  test('a page behind the callback, to which it passes its fragment on, is no callback', () => {
    const hops = [
      { url: authorize(), redirectURL: `${callback}#response=${response}` },
      { url: `${callback}#response=${response}`, redirectURL: '/home', second: 1 },
      { url: `https://app.example.com/home#response=${response}`, second: 2 },
    ];
    expect(suggested(source, hops).map((one) => one.callback)).toEqual([callback]);
  });

  test('a login page that is given the request again is not the authorization endpoint', () => {
    const again = authorize().replace('/authorize', '/login');
    const hops = [
      { url: authorize(), redirectURL: again },
      { url: again, second: 1 },
    ];
    expect(suggested(source, hops)).toMatchObject([{ authorization_endpoint: `${id}/authorize` }]);
  });

  test.each([
    ['another page with a code', [{ url: 'https://shop.example.com/?code=SALE&state=CA' }]],
    [
      'a token request',
      [{ url: `${id}/token`, form: { ...asked, grant_type: 'authorization_code', code: '1' } }],
    ],
    ['a native callback', [{ url: authorize({ ...asked, redirect_uri: 'com.example.app:/cb' }) }]],
    ['a script as callback', [{ url: authorize({ ...asked, redirect_uri: 'javascript:alert(1)' }) }]],
    ['a wildcard as callback', [{ url: authorize({ ...asked, redirect_uri: 'https://*.example.com/' }) }]],
    ['a client without a name', [{ url: authorize({ ...asked, client_id: '' }) }]],
    ['a name without end', [{ url: authorize({ ...asked, client_id: 'x'.repeat(5000) }) }]],
    [
      'a callback without end',
      [{ url: authorize({ ...asked, redirect_uri: `${callback}/${'x'.repeat(5000)}` }) }],
    ],
  ])('%s is not suggested', (_what, hops) => {
    expect(suggested(source, hops)).toEqual([]);
  });

  test.each([
    'javascript:alert(1)',
    'https://user:pass@evil.example.com',
    'nonsense',
    `https://evil.example.com/${'x'.repeat(5000)}`,
  ])('the issuer %s of a response is not taken up', (iss) => {
    const hops = [{ url: authorize(), redirectURL: `${callback}?response=${jwt({ ...claims, iss })}` }];
    expect(suggested(source, hops)).toMatchObject([{ issuer: id, issuerFrom: 'endpoint' }]);
  });
});

test('the client that the browser was seen to ask for counts, not the audience', () => {
  const hops = [
    { url: authorize(), redirectURL: `${callback}?response=${jwt({ ...claims, aud: 'other' })}` },
  ];
  expect(suggested('firefox', hops).map((one) => one.client_id)).toEqual(['abc']);
});

test('of an encrypted response its protection is known, and its issuer by its header at most', () => {
  const header = { alg: 'RSA-OAEP-256', enc: 'A256GCM' };
  const jwe = `${part(header)}.a.b.c.d`;
  const hops = [{ url: authorize(), redirectURL: `${callback}?response=${jwe}` }];
  expect(suggested('firefox', hops)).toMatchObject([
    {
      issuer: id,
      algorithms: {
        authorization_encrypted_response_alg: 'RSA-OAEP-256',
        authorization_encrypted_response_enc: 'A256GCM',
      },
    },
  ]);
});

test('an algorithm that no client can be registered with is left out', () => {
  const hops = [{ url: authorize(), redirectURL: `${callback}?response=${jwt(claims, { alg: 'none' })}` }];
  expect(suggested('firefox', hops)).toMatchObject([{ algorithms: {} }]);
});

test('nothing of a response is kept that a registration does not repeat', () => {
  const hops = [{ url: authorize(), redirectURL: `${callback}?response=${response}` }];
  const kept = JSON.stringify(seenBy('firefox', hops));
  expect(kept).toContain('abc');
  expect(kept).not.toMatch(/secret|c2ln/);
});

test('what is registered is not suggested, be it by a wildcard', () => {
  const seen = seenBy('firefox', [{ url: authorize() }]);
  const callbacks = ['https://app.example.com/*'];
  expect(suggestionsFrom(seen, [{ ...client, client_id: 'abc', callbacks }])).toEqual([]);
  // As whose its responses are judged meanwhile is told with it.
  const judgedAs = (enabled: boolean) =>
    suggestionsFrom(seen, [{ ...client, client_id: 'another', callbacks, enabled }]).map(
      (one) => one.judgedAs,
    );
  expect([judgedAs(true), judgedAs(false)]).toEqual([['another'], [null]]);
});

test('at most twenty are suggested, the newest first, however many there were', () => {
  const hops = Array.from({ length: 200 }, (_, second) => ({
    url: authorize({ ...asked, client_id: `client-${second}` }),
    second,
  }));
  const seen = seenBy('firefox', hops);
  expect(seen).toHaveLength(40);
  const names = suggestionsFrom(seen, []).map((one) => one.client_id);
  expect(names).toHaveLength(20);
  expect(names.slice(0, 2)).toEqual(['client-199', 'client-198']);
});

test('a second login is the same suggestion, with its request', () => {
  const login = (second: number) => [
    {
      url: authorize(),
      redirectURL: `${callback}?response=${jwt({ ...claims, code: `${second}` })}`,
      second,
    },
  ];
  const hops = [...login(1), ...login(30), { url: authorize(), second: 50 }];
  expect(suggested('firefox', hops)).toMatchObject([
    {
      authorization_endpoint: `${id}/authorize`,
      response_mode: 'query.jwt',
      at: Date.UTC(2026, 10, 26, 18, 16, 50),
    },
  ]);
});
