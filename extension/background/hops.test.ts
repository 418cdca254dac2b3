import { expect, test } from 'vitest';
import { type Came, Hops, headerOf } from './hops.ts';

type Arriving = Parameters<Hops['arriving']>[0];
type Answered = Parameters<Hops['answered']>[0];

const navigation = {
  requestId: '1',
  tabId: 1,
  frameId: 0,
  parentFrameId: -1,
  type: 'main_frame',
  method: 'GET',
  timeStamp: 0,
  thirdParty: false,
} as const;

const arriving = (changes: Partial<Arriving>): Arriving => ({
  ...navigation,
  url: 'https://app.example.com/cb',
  ...changes,
});
const answered = (statusCode: number, url: string, changes: Partial<Answered> = {}): Answered => ({
  ...navigation,
  statusLine: `HTTP/1.1 ${statusCode}`,
  statusCode,
  url,
  ...changes,
});

const server = 'https://id.example.com';
const password = { formData: { username: 'qa', password: 'secret' } };

function cameAfter(before: (hops: Hops) => void, changes: Partial<Arriving> = {}): Came | null {
  const hops = new Hops();
  before(hops);
  return hops.arriving(arriving(changes));
}

test('a redirect is that of the same request, with its status and origin', () => {
  const redirected = (hops: Hops) => {
    hops.arriving(arriving({ url: `${server}/auth` }));
    hops.answered(answered(302, `${server}/auth`));
  };
  const saw = { what: 'redirect', origin: server, status: 302, credentials: false };
  expect(cameAfter(redirected)).toEqual(saw);
  expect(cameAfter(redirected, { requestId: '2' })).toBeNull();
});

test.each([
  [password, true],
  [{ formData: { client_id: 'c', state: 's' } }, false],
])('a form with more in it than an authorization request may hold credentials: %o', (requestBody, held) => {
  const came = cameAfter((hops) => {
    hops.arriving(arriving({ url: `${server}/login`, method: 'POST', requestBody: { ...requestBody } }));
    hops.answered(answered(307, `${server}/login`));
  });
  expect(came).toMatchObject({ status: 307, credentials: held });
});

test('credentials that an earlier hop dropped are not said to have come along', () => {
  const came = cameAfter((hops) => {
    hops.arriving(arriving({ url: `${server}/login`, method: 'POST', requestBody: password }));
    hops.answered(answered(303, `${server}/login`));
    hops.arriving(arriving({ url: `${server}/resume` }));
    hops.answered(answered(307, `${server}/resume`));
  });
  expect(came).toMatchObject({ status: 307, credentials: false });
});

const formPage = (hops: Hops) =>
  hops.answered(
    answered(200, `${server}/auth`, { responseHeaders: [{ name: 'Cache-Control', value: 'no-store' }] }),
  );

test('a form came from the page before it, if that page is the one that posted', () => {
  const posted = { requestId: '2', method: 'POST' } as const;
  expect(cameAfter(formPage, { ...posted, initiator: server })).toEqual({
    what: 'form-post-page',
    origin: server,
    cacheControl: 'no-store',
  });
  expect(cameAfter(formPage, { ...posted, originUrl: `${server}/auth` })).not.toBeNull();
  expect(cameAfter(formPage, { ...posted, initiator: 'https://hidden.example' })).toBeNull();
  expect(cameAfter(formPage, posted)).toBeNull();
  expect(cameAfter(formPage, { ...posted, initiator: server, tabId: 2 })).toBeNull();
});

test('a form that a redirect sends on came by the redirect', () => {
  const came = cameAfter(
    (hops) => {
      formPage(hops);
      hops.arriving(arriving({ requestId: '2', method: 'POST', requestBody: password }));
      hops.answered(answered(307, `${server}/login`, { requestId: '2' }));
    },
    { requestId: '2', method: 'POST', initiator: server },
  );
  expect(came).toMatchObject({ what: 'redirect', credentials: true });
});

test('an address is that of the page that the tab holds, whichever of the two is told first', () => {
  const callback = 'https://app.example.com/cb?code=c';
  const answer = answered(200, callback, { timeStamp: 10 });
  const late = new Hops();
  late.loaded(1, { url: callback, at: 20 });
  expect(late.addressOf(1)).toBeUndefined();
  late.answered(answer);
  expect(late.addressOf(1)).toEqual({ requestId: '1', url: callback, at: 20 });

  const early = new Hops();
  early.answered(answer);
  expect(early.addressOf(1)).toBeUndefined();
  early.loaded(1, { url: 'https://app.example.com/', at: 20 });
  expect(early.addressOf(1)?.url).toBe('https://app.example.com/');
  expect(early.addressOf(2)).toBeUndefined();
});

test('an address of the page before is not taken for that of the page that was answered since', () => {
  const hops = new Hops();
  hops.answered(answered(200, 'https://app.example.com/', { timeStamp: 10 }));
  hops.loaded(1, { url: 'https://app.example.com/', at: 20 });
  hops.answered(answered(200, 'https://app.example.com/cb', { requestId: '2', timeStamp: 30 }));
  expect(hops.addressOf(1)).toBeUndefined();
  // The page before may be told of after the answer.
  hops.answered(answered(200, `${server}/login`, { requestId: '3', timeStamp: 40 }));
  hops.loaded(1, { url: 'https://app.example.com/cb', at: 50 });
  expect(hops.addressOf(1)).toBeUndefined();
});

test('a resource is asked for by the page of its frame, or by that of the tab where the browser has not placed it yet', () => {
  const hops = new Hops();
  const silent = `${server}/silent`;
  hops.answered(answered(200, 'https://app.example.com/cb'));
  hops.answered(answered(200, silent, { frameId: 7, parentFrameId: 0 }));
  const asking = (changes: Partial<Arriving>) =>
    hops.pageAsking(arriving({ type: 'image', ...changes }))?.url;
  expect(asking({})).toBe('https://app.example.com/cb');
  expect(asking({ frameId: 7, parentFrameId: 0 })).toBe(silent);
  expect(asking({ frameId: 11 })).toBe('https://app.example.com/cb');
  expect(asking({ type: 'sub_frame', frameId: 12, parentFrameId: 7 })).toBe(silent);
  expect(asking({ type: 'sub_frame', frameId: 12, parentFrameId: 11 })).toBe('https://app.example.com/cb');
  expect(asking({ tabId: 2 })).toBeUndefined();
});

test('a header is found in any case, and repeated ones are joined', () => {
  const headers = [
    { name: 'referrer-policy', value: 'origin' },
    { name: 'Referrer-Policy', value: 'no-referrer' },
  ];
  expect(headerOf(headers, 'referrer-policy')).toBe('origin, no-referrer');
  expect(headerOf(undefined, 'referrer-policy')).toBeNull();
});
