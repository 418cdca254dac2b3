import { afterEach, expect, test, vi } from 'vitest';

const { items, session } = vi.hoisted(() => {
  const items = new Map<string, string>();
  const session = {
    get: async (key: string) => ({ [key]: items.get(key) }),
    set: async (more: object) => {
      for (const [key, text] of Object.entries(more)) items.set(key, text);
    },
    getKeys: async () => [...items.keys()],
    getBytesInUse: async () => 0,
  };
  return { items, session };
});
vi.mock('../browser.ts', () => ({
  browser: { storage: { session, local: { get: async () => ({}) }, managed: { get: async () => ({}) } } },
}));

const { getDocument } = await import('./documents.ts');

afterEach(() => {
  items.clear();
  vi.useRealTimers();
});

/** Waits until something was asked so often, and a moment more, in which it must not be asked again. */
async function askedTimes(ask: ReturnType<typeof vi.fn>, times: number): Promise<void> {
  await vi.waitFor(() => expect(ask).toHaveBeenCalledTimes(times));
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(ask).toHaveBeenCalledTimes(times);
}

test('twenty documents are fetched at once and no more, each only once, and all of them in the end', async () => {
  const answers: ((answer: { text: string; clock: null }) => void)[] = [];
  const ask = vi.fn(() => new Promise<{ text: string; clock: null }>((resolve) => answers.push(resolve)));
  const wanted = (index: number) => ({
    kind: 'keys' as const,
    url: `https://id${index}.example.com/jwks`,
    home: { issuer: `https://id${index}.example.com`, test_network_without_tls: false },
    ask,
  });
  const all = Array.from({ length: 25 }, (_, index) => [wanted(index), wanted(index)]).flat();
  const fetched = Promise.all(all.map((one) => getDocument(one, 1)));
  await askedTimes(ask, 20);
  answers[3]?.({ text: '{"keys":[]}', clock: null });
  await askedTimes(ask, 21);
  for (let index = 0; index < 25; index += 1) {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(index));
    answers[index]?.({ text: '{"keys":[]}', clock: null });
  }
  expect((await fetched).every(({ problem }) => problem === null)).toBe(true);
  expect(ask).toHaveBeenCalledTimes(25);
});

test('an issuer that does not answer is asked once at a time, and holds up no other, however many ask anew', async () => {
  const answers: ((answer: { text: string; clock: null }) => void)[] = [];
  const stalled = vi.fn(() => new Promise<{ text: string; clock: null }>((resolve) => answers.push(resolve)));
  const wantedFrom = (issuer: string, ask: typeof stalled) => ({
    kind: 'keys' as const,
    url: `${issuer}/jwks`,
    home: { issuer, test_network_without_tls: false },
    ask,
  });
  vi.useFakeTimers({ toFake: ['Date'] });
  const slow: ReturnType<typeof getDocument>[] = [];
  for (let moment = 0; moment < 100; moment += 1) {
    vi.setSystemTime(1_800_000_000_000 + moment);
    slow.push(getDocument(wantedFrom('https://slow.example.com', stalled), Date.now()));
    await new Promise(setImmediate);
  }
  await askedTimes(stalled, 1);
  const near = await getDocument(
    wantedFrom(
      'https://near.example.com',
      vi.fn(async () => ({ text: '{"keys":[]}', clock: null })),
    ),
    Date.now(),
  );
  expect(near.problem).toBe(null);
  for (let index = 0; index < 2; index += 1) {
    await vi.waitFor(() => expect(answers.length).toBeGreaterThan(index));
    answers[index]?.({ text: '{"keys":[]}', clock: null });
  }
  expect((await Promise.all(slow)).every(({ problem }) => problem === null)).toBe(true);
  expect(stalled).toHaveBeenCalledTimes(2);
});

test('once the clock was set back, the keys of before are asked for anew, and counted on from then on', async () => {
  const noon = 1_800_000_000_000;
  const hour = 3_600_000;
  const texts = ['{"keys":[]}', '{"keys":[{"kty":"RSA"}]}'];
  const ask = vi.fn(async () => ({ text: texts.shift() ?? '', clock: null }));
  const wanted = {
    kind: 'keys' as const,
    url: 'https://id.example.com/jwks',
    home: { issuer: 'https://id.example.com', test_network_without_tls: false },
    ask,
  };
  vi.useFakeTimers({ toFake: ['Date'] });
  vi.setSystemTime(noon);
  const before = await getDocument(wanted, noon - hour);
  vi.setSystemTime(noon - hour);
  const after = await getDocument(wanted, noon - 2 * hour);
  expect(after).toMatchObject({ at: noon - hour, problem: null });
  expect(after.document).not.toBe(before.document);
  expect(await getDocument(wanted, noon - 2 * hour)).toEqual(after);
  expect(ask).toHaveBeenCalledTimes(2);
});
