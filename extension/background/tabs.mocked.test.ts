import { expect, test, vi } from 'vitest';

const { written, browser } = vi.hoisted(() => {
  const written: string[] = [];
  const session = {
    set: async (items: object) => {
      await new Promise((resolve) => setTimeout(resolve));
      written.push(...Object.keys(items));
    },
  };
  const tabs = { get: async (tabId: number) => ({ id: tabId, incognito: false, windowId: 1 }) };
  return { written, browser: { storage: { session }, tabs } };
});
vi.mock('../browser.ts', () => ({ browser }));

const { noteTab } = await import('./tabs.ts');

test('who notes a tab that is just being noted waits for it, too', async () => {
  const first = noteTab(1);
  await noteTab(1);
  expect(written).toEqual(['tab/1']);
  await first;
  await noteTab(1);
  expect(written).toEqual(['tab/1']);
});
