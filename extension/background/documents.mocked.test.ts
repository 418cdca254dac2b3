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
const settled = () => new Promise((resolve) => setTimeout(resolve, 10));

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
  await settled();
  expect(ask).toHaveBeenCalledTimes(20);
  answers[3]?.({ text: '{"keys":[]}', clock: null });
  await settled();
  expect(ask).toHaveBeenCalledTimes(21);
  for (let index = 0; index < answers.length; index += 1) {
    answers[index]?.({ text: '{"keys":[]}', clock: null });
    await settled();
  }
  expect((await fetched).every(({ problem }) => problem === null)).toBe(true);
  expect(ask).toHaveBeenCalledTimes(25);
});
