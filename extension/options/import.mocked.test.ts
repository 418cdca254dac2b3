import { beforeEach, expect, test, vi } from 'vitest';
import { writeClientFile } from '../../src/client-file.ts';
import { client } from '../../src/fixture.ts';

const { kept } = vi.hoisted(() => ({ kept: new Map<string, unknown>() }));
vi.mock('../browser.ts', () => {
  const area = (kept: Map<string, unknown>) => ({
    set: async (items: object) => Object.entries(items).forEach(([key, value]) => kept.set(key, value)),
    remove: async (keys: string | string[]) => [keys].flat().forEach((key) => kept.delete(key)),
    get: async () => Object.fromEntries(kept),
    getKeys: async () => [...kept.keys()],
  });
  const managed = { get: async () => ({}) };
  return {
    hasApi: () => true,
    browser: { storage: { local: area(kept), session: area(new Map()), managed } },
  };
});
vi.stubGlobal('document', { getElementById: () => null });

const { readClients, saveClients } = await import('../store.ts');
const { choose, importAll, imported, importing, openFile } = await import('./transfer.ts');
const { transferWords } = await import('./transfer-words.ts');

const open = async () =>
  await openFile(
    new File([writeClientFile([{ ...client, leeway: 5 }])], 'clients.json'),
    await readClients(),
  );
const registered = async () => (await readClients()).map(({ id, leeway }) => [id, leeway]);
/** What another options page does meanwhile. */
const elsewhere = async (leeway: number) =>
  await saveClients([{ ...client, leeway, revision: `r${leeway}` }]);

beforeEach(() => kept.clear());

test('what another page has registered since the file was opened is not overwritten as new', async () => {
  await open();
  await elsewhere(9);
  await importAll();
  expect(imported.value).toBe(transferWords.changed);
  expect(await registered()).toEqual([['c1', 9]]);
  expect(importing.value).toMatchObject([{ same: { id: 'c1' }, choice: 'skip' }]);
});

test('what another page has changed since it was decided about is decided about again', async () => {
  await elsewhere(8);
  await open();
  for (const entry of importing.value ?? []) choose(entry, 'replace');
  await elsewhere(9);
  await importAll();
  expect(imported.value).toBe(transferWords.changed);
  expect(await registered()).toEqual([['c1', 9]]);

  for (const entry of importing.value ?? []) choose(entry, 'replace');
  await importAll();
  expect(imported.value).toBe(transferWords.imported(1));
  expect(await registered()).toEqual([['c1', 5]]);
  expect(importing.value).toBeNull();
});
