import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider';

/** Storage for one server, outliving its restarts with other keys. Nothing expires: a site lives for minutes. */
export function memoryAdapter(): AdapterFactory {
  const models = new Map<string, Map<string, AdapterPayload>>();
  return (name) => {
    const records = models.get(name) ?? new Map<string, AdapterPayload>();
    models.set(name, records);
    return adapter(name, records);
  };
}

function adapter(name: string, records: Map<string, AdapterPayload>): Adapter {
  const findBy = async (member: 'uid' | 'userCode', value: string): Promise<AdapterPayload | undefined> =>
    [...records.values()].find((payload) => payload[member] === value);
  return {
    upsert: async (id, payload) => void records.set(id, payload),
    find: async (id) => records.get(id),
    findByUid: (uid) => findBy('uid', uid),
    findByUserCode: (userCode) => findBy('userCode', userCode),
    consume: async (id) => {
      const payload = records.get(id);
      if (payload !== undefined) payload.consumed = Math.floor(Date.now() / 1000);
    },
    destroy: async (id) => {
      // Each login gives the session a new id and destroys the old one, which another tab may have sent a
      // moment before: that tab's login would die of "session mismatch". Here an old id stays good.
      if (name !== 'Session') records.delete(id);
    },
    revokeByGrantId: async (grantId) => {
      for (const [id, payload] of records) if (payload.grantId === grantId) records.delete(id);
    },
  };
}
