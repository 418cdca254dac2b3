import { expect, test, vi } from 'vitest';

const { written, browser, allowed } = vi.hoisted(() => {
  const written: string[] = [];
  const allowed = { inPrivateWindows: false };
  const session = {
    set: async (items: object) => {
      await new Promise((resolve) => setTimeout(resolve));
      written.push(...Object.keys(items));
    },
  };
  const tabs = {
    get: async (tabId: number) => {
      if (tabId > 9) throw new Error(`No tab with id: ${tabId}.`);
      return { id: tabId, incognito: false, windowId: 1 };
    },
  };
  const extension = { isAllowedIncognitoAccess: async () => allowed.inPrivateWindows };
  return { written, allowed, browser: { storage: { session }, tabs, extension } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { askTab, noteTab } = await import('./tabs.ts');

test('who notes a tab that is just being noted waits for it, too', async () => {
  const first = noteTab(1);
  await noteTab(1);
  expect(written).toEqual(['tab/1']);
  await first;
  await noteTab(1);
  expect(written).toEqual(['tab/1']);
});

test.each([
  [11, false, { private: false, opener: null }],
  [12, true, { private: true, opener: null }],
  [13, undefined, null],
])('of a tab that is gone (%i) what the event said counts: %s', async (tabId, said, expected) => {
  allowed.inPrivateWindows = true;
  expect(await askTab(tabId, said)).toEqual(expected);
});

test('a tab that is gone was no private one where the extension is not allowed in those', async () => {
  allowed.inPrivateWindows = false;
  expect(await askTab(14)).toEqual({ private: false, opener: null });
});
