import { expect, test, vi } from 'vitest';

const { written, browser, allowed, opening } = vi.hoisted(() => {
  const written: string[] = [];
  const allowed = { inPrivateWindows: false };
  const opening: ((window: object) => void)[] = [];
  const stored = new Map<string, unknown>();
  const session = {
    set: async (items: object) => {
      await new Promise((resolve) => setTimeout(resolve));
      written.push(...Object.keys(items));
      for (const [key, value] of Object.entries(items)) stored.set(key, value);
    },
    get: async (key: string) => ({ [key]: stored.get(key) }),
    remove: async (keys: string[]) => keys.forEach((key) => stored.delete(key)),
  };
  const tabs = {
    get: async (tabId: number) => {
      if (tabId > 9) throw new Error(`No tab with id: ${tabId}.`);
      return { id: tabId, incognito: false, windowId: 1 };
    },
  };
  const extension = { isAllowedIncognitoAccess: async () => allowed.inPrivateWindows };
  const windows = {
    getAll: async () => [{ incognito: false }],
    onCreated: { addListener: (listener: (window: object) => void) => void opening.push(listener) },
  };
  return { written, allowed, opening, browser: { storage: { session }, tabs, extension, windows } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { askTab, noteTab } = await import('./tabs.ts');
const { atTheirEnd, notePrivateWindows } = await import('./private-windows.ts');
notePrivateWindows();
const openWindow = (incognito: boolean) => opening.forEach((listener) => listener({ incognito }));

test('who notes a tab that is just being noted waits for it, too', async () => {
  const first = noteTab(1, 0);
  await noteTab(1, 0);
  expect(written).toEqual(['tab/1']);
  await first;
  await noteTab(1, 0);
  expect(written).toEqual(['tab/1']);
});

test.each([
  [11, false, { private: false, opener: null }],
  [12, true, { private: true, opener: null }],
  [13, undefined, null],
])('of a tab that is gone (%i) what the event said counts: %s', async (tabId, said, expected) => {
  allowed.inPrivateWindows = true;
  openWindow(true);
  expect(await askTab(tabId, Date.now(), said)).toEqual(expected);
});

test('a tab that is gone was no private one where the extension is not allowed in those', async () => {
  allowed.inPrivateWindows = false;
  expect(await askTab(14, Date.now())).toEqual({ private: false, opener: null });
});

test('nor where no private window was open', async () => {
  allowed.inPrivateWindows = true;
  openWindow(false);
  openWindow(true);
  expect(await askTab(15, Date.now())).toBeNull();
  // What is captured goes at the end of the last one, and until then the tab counts as private.
  const before = Date.now();
  await atTheirEnd(async () => {
    expect(await askTab(16, Date.now())).toBeNull();
    return 'done';
  });
  expect(await askTab(17, Date.now() + 1)).toEqual({ private: false, opener: null });
  // One that was heard of while there were private windows, and is asked for late.
  expect(await askTab(19, before)).toBeNull();
  // One that opens while the last one ends is another one.
  await atTheirEnd(async () => {
    openWindow(true);
    return 'done';
  });
  expect(await askTab(18, Date.now())).toBeNull();
  await atTheirEnd(async () => 'not yet');
  expect(await askTab(20, Date.now() + 1)).toBeNull();
});

test('the end of the last private window is written once', async () => {
  await atTheirEnd(async () => 'done');
  written.length = 0;
  await atTheirEnd(async () => 'done');
  expect(written).toEqual([]);
});
