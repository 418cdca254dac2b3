import { beforeEach, expect, test, vi } from 'vitest';
import { client } from '../../src/fixture.ts';

const { local, session, heard } = vi.hoisted(() => {
  const area = () => {
    const items = new Map<string, unknown>();
    return {
      items,
      get: async () => Object.fromEntries(items),
      set: async (more: object) => Object.entries(more).forEach(([key, value]) => items.set(key, value)),
      remove: async (keys: string[]) => keys.forEach((key) => items.delete(key)),
    };
  };
  return { local: area(), session: area(), heard: new Set<(changes: object, area: string) => void>() };
});
const onChanged = { addListener: heard.add.bind(heard) };
vi.mock('../browser.ts', () => ({ browser: { storage: { local, session, onChanged } } }));

const { setPaused } = await import('../store.ts');
const { followClients, onWatchedChanged, watchedClients } = await import('./clients.ts');
followClients();
const ids = async () => (await watchedClients()).map(({ id }) => id);
const changed = () => heard.forEach((listener) => listener({}, 'local'));

beforeEach(async () => {
  await setPaused(false);
  local.items.clear();
  local.items.set('client/on', { ...client, id: 'on' });
  local.items.set('client/off', { ...client, id: 'off', enabled: false });
  changed();
});

test('nothing is captured for a client that is switched off', async () => {
  expect(await ids()).toEqual(['on']);
  local.items.set('client/off', { ...client, id: 'off' });
  changed();
  expect((await ids()).toSorted()).toEqual(['off', 'on']);
});

test('nothing is captured for any client while capture is paused', async () => {
  const told = vi.fn<() => void>();
  onWatchedChanged(told);
  expect(await ids()).toEqual(['on']);
  await setPaused(true);
  expect(told).toHaveBeenCalledTimes(1);
  expect(await ids()).toEqual([]);
  await setPaused(false);
  expect(told).toHaveBeenCalledTimes(2);
  expect(await ids()).toEqual(['on']);
});
