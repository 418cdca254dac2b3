import { beforeEach, expect, test, vi } from 'vitest';
import { client } from '../src/fixture.ts';

const { local, session, managed, heard, onChanged } = vi.hoisted(() => {
  /** A storage area as the browser has it, as far as the store uses it. */
  const area = () => {
    const items = new Map<string, unknown>();
    return {
      items,
      getKeys: async () => [...items.keys()],
      get: async (keys: string | string[] | null) =>
        Object.fromEntries(
          (keys === null ? [...items.keys()] : [keys].flat()).map((key) => [key, items.get(key)]),
        ),
      set: async (more: object) => Object.entries(more).forEach(([key, value]) => items.set(key, value)),
      remove: async (keys: string | string[]) => [keys].flat().forEach((key) => items.delete(key)),
    };
  };
  /** What a policy says, when the browser has read it. */
  const managed = { get: async (): Promise<object> => ({}) };
  const heard = new Set<(changes: object, area: string) => void>();
  const onChanged = { addListener: heard.add.bind(heard), removeListener: heard.delete.bind(heard) };
  return { local: area(), session: area(), managed, heard, onChanged };
});
vi.mock('./browser.ts', () => ({ browser: { storage: { local, session, managed, onChanged } } }));

const {
  deleteClient,
  forgetSecrets,
  onClientsChanged,
  onRecordsChanged,
  readClients,
  readSecrets,
  recallRemembered,
  saveAccepted,
  saveClients,
  saveOrder,
  saveSecrets,
  writeRecords,
} = await import('./store.ts');

const secrets = {
  client: 'c1',
  issuer: 'https://id.example.com',
  revision: 's1',
  keys: '{"kty":"EC"}',
  client_secret: 'hunter2',
};
const onDisk = () => JSON.stringify([...local.items]);
const inMemory = () => JSON.stringify([...session.items]);

beforeEach(() => {
  local.items.clear();
  session.items.clear();
});

test('clients are read in the order that was kept, and one stored before there was a switch is on', async () => {
  const { enabled: _, ...old } = client;
  local.items.set('client/old', { ...old, id: 'old' });
  await saveClients([{ ...client, id: 'off', client_id: 'z', enabled: false }]);
  await saveOrder(['off', 'old']);
  const read = await readClients();
  expect(read.map(({ id, enabled }) => [id, enabled])).toEqual([
    ['off', false],
    ['old', true],
  ]);
});

test('secrets stay in memory alone unless they are to be remembered', async () => {
  await saveSecrets(secrets, false);
  expect(inMemory()).toContain('hunter2');
  expect(onDisk()).toBe('[]');
  expect(await readSecrets()).toEqual(new Map([['c1', { secrets, remembered: false }]]));
});

test('what is no longer to be remembered leaves the disk', async () => {
  await saveSecrets(secrets, true);
  expect(onDisk()).toContain('hunter2');
  expect((await readSecrets()).get('c1')?.remembered).toBe(true);
  await saveSecrets({ ...secrets, revision: 's2' }, false);
  expect(onDisk()).toBe('[]');
  expect((await readSecrets()).get('c1')).toMatchObject({ secrets: { revision: 's2' }, remembered: false });
});

test('what is no longer to be remembered leaves the disk even where memory takes nothing more', async () => {
  await saveSecrets(secrets, true);
  const refused = vi.spyOn(session, 'set').mockRejectedValueOnce(new Error('QUOTA_BYTES'));
  await expect(saveSecrets(secrets, false)).rejects.toThrow('QUOTA_BYTES');
  refused.mockRestore();
  expect(onDisk()).toBe('[]');
});

test.each([
  ['forgetting them', forgetSecrets],
  ['deleting the client', deleteClient],
])('%s takes secrets off the disk and out of memory, and only those', async (_how, forget) => {
  local.items.set('client/c1', {});
  await saveSecrets(secrets, true);
  await saveSecrets({ ...secrets, client: 'c2' }, true);
  await forget('c1');
  expect([...(await readSecrets()).keys()]).toEqual(['c2']);
  expect(local.items.has('client/c1')).toBe(forget === forgetSecrets);
  expect([...session.items.keys()]).toEqual(['secrets/c2']);
});

test('a browser that starts takes remembered secrets into memory, but not over newer ones', async () => {
  await saveSecrets(secrets, true);
  session.items.clear();
  await recallRemembered();
  expect(inMemory()).toContain('hunter2');
  const newer = { ...secrets, revision: 's2', client_secret: 'newer' };
  session.items.set('secrets/c1', newer);
  await recallRemembered();
  expect(session.items.get('secrets/c1')).toEqual(newer);
});

test('what was accepted for a client is on disk, comes back on a start, and goes with the client', async () => {
  const accepted = { client: 'c1', issuer: 'https://id.example.com', revision: 'a1', findings: [] };
  await saveAccepted(accepted);
  session.items.clear();
  await recallRemembered();
  expect(session.items.get('accepted/c1')).toBe(JSON.stringify(accepted));
  await deleteClient('c1');
  expect([...local.items, ...session.items]).toEqual([]);
});

test('a policy that is long in coming keeps nobody waiting, and is told of when it comes', async () => {
  await saveClients([client]);
  let come: (policy: object) => void = () => undefined;
  const isLate = () => void (managed.get = () => new Promise((resolve) => (come = resolve)));
  isLate();
  const told = vi.fn<() => void>();
  const stop = onClientsChanged(told);
  const ids = async () => (await readClients()).map(({ id }) => id);
  expect(await ids()).toEqual([client.id]);
  const { id: _, revision: __, ...portable } = client;
  const policy = { clients: [{ ...portable, id: 'rolled-out' }] };
  expect(told).not.toHaveBeenCalled();
  come(policy);
  await vi.waitFor(() => expect(told).toHaveBeenCalledTimes(1));
  // The browser is no quicker the next time: what it said holds, and is no news.
  isLate();
  expect(await ids()).toEqual(['managed:rolled-out', client.id]);
  come(policy);
  managed.get = async () => policy;
  expect(await ids()).toEqual(['managed:rolled-out', client.id]);
  expect(told).toHaveBeenCalledTimes(1);
  managed.get = async () => ({});
  stop();
});

test('what is known of a record is what is stored, whoever wrote it meanwhile', async () => {
  const known: unknown[] = [];
  const stop = onRecordsChanged((changes) => void known.push(...changes.map(({ value }) => value)));
  const changed = (at: number) => {
    for (const listener of heard) listener({ paused: { newValue: JSON.stringify({ at }) } }, 'session');
  };
  await writeRecords({ paused: { at: 1 } });
  changed(1);
  expect(known).toEqual([{ at: 1 }]);
  // Another page was first, and is told of later.
  await writeRecords({ paused: { at: 3 } });
  changed(2);
  changed(3);
  expect(known).toEqual([{ at: 1 }, { at: 3 }, { at: 2 }, { at: 3 }]);
  // Two of one's own before either is told of.
  await writeRecords({ paused: { at: 4 } });
  await writeRecords({ paused: { at: 5 } });
  changed(4);
  changed(5);
  expect(known.at(-1)).toEqual({ at: 5 });
  stop();
});
