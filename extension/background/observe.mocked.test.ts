import { expect, test, vi } from 'vitest';
import { callback, client, response } from '../../src/fixture.ts';
import { emptySet } from '../../src/recordset.ts';
import type { WebRequest } from '../browser.ts';

const { written, answered, browser } = vi.hoisted(() => {
  const written: string[] = [];
  const answered: ((details: object) => void)[] = [];
  const event = (listeners: ((details: object) => void)[] = []) => ({
    addListener: (listener: (details: object) => void) => void listeners.push(listener),
    removeListener: () => undefined,
  });
  const stored = { 'client/one': {} };
  const storage = {
    local: { get: async () => stored },
    managed: { get: async () => ({}) },
    session: {
      get: async () => ({}),
      set: async (items: object) => void written.push(...Object.keys(items)),
    },
    onChanged: event(),
  };
  const tabs = {
    onUpdated: event(),
    get: async (id: number) => ({ id, incognito: false, windowId: 1 }),
  };
  const webRequest = {
    onBeforeRequest: event(),
    onSendHeaders: event(),
    onHeadersReceived: event(answered),
  };
  return { written, answered, browser: { storage, tabs, webRequest } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { watchForLeaks } = await import('./observe.ts');
const leaks = watchForLeaks();
leaks.follow(emptySet());
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

const answer = (requestId: string, url: string, timeStamp: number) => {
  const details: Partial<WebRequest.OnHeadersReceivedDetailsType> = { requestId, url, timeStamp };
  for (const listener of answered) listener({ ...details, tabId: 1, frameId: 0, statusCode: 200 });
};

test('what followed a response is seen, even if it is told of before the response', async () => {
  const url = `${callback}?code=1`;
  const came = response(url, { tabId: 1, requestId: '7', at: 1_000 });
  answer('7', url, 1_010);
  await settled();
  leaks.responded(came, [{ ...client, watch_for_leaks: true }], null);
  await settled();
  expect(written).toEqual([`observed/${came.id}/callback-page`]);
});
