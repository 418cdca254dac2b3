import { expect, test, vi } from 'vitest';

const { session } = vi.hoisted(() => ({
  session: {
    get: async () => ({}),
    set: async () => undefined,
    getKeys: async () => [],
    getBytesInUse: async () => 0,
  },
}));
vi.mock('../browser.ts', () => ({
  browser: { storage: { session, local: { get: async () => ({}) }, managed: { get: async () => ({}) } } },
}));

const { getDocument } = await import('./documents.ts');
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
  vi.useRealTimers();
});
