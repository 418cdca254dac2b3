/** After how many parts of the key of a record the id stands of the request or response that it is or belongs to. */
const partsBefore = new Map<string, 1 | 2>([
  ['request', 2],
  ['response', 2],
  ['summary', 2],
  ['lookup', 1],
  ['want-keys', 1],
  ['history', 1],
  ['observed', 1],
  ['pinned', 1],
  ['redeemed', 1],
  ['started', 1],
  ['verifier', 1],
]);

/**
 * The id of the request or response that a record is or belongs to; null where it belongs to none. Asked of ten thousand
 * keys while a panel opens: so nothing is made of a key but the id.
 */
export function ownerOf(key: string): string | null {
  const kindEnd = key.indexOf('/');
  if (kindEnd < 0) return null;
  const parts = key.startsWith('typed/exchange/') ? 2 : partsBefore.get(key.slice(0, kindEnd));
  if (parts === undefined) return null;
  const start = parts === 1 ? kindEnd + 1 : key.indexOf('/', kindEnd + 1) + 1;
  const end = key.indexOf('/', start);
  return end < 0 ? key.slice(start) : key.slice(start, end);
}

/** These are not named after the moment at which they came. */
const unordered = /^(?:started|verifier)\//;

/**
 * Of all stored keys those that tell of the newest responses: what was made of them, what belongs to no response, and
 * twice as many requests and responses, to tell which answered which.
 *
 * @param count how many responses
 * @returns the keys, and the id of the first of these responses; null where there are hardly more
 */
export function keysOfNewest(
  keys: readonly string[],
  count: number,
): { readonly keys: string[]; readonly first: string } | null {
  const ids = keys.flatMap((key) => (key.startsWith('response/') ? (ownerOf(key) ?? []) : [])).toSorted();
  const [first, before] = [ids.at(-count), ids.at(-2 * count)];
  if (first === undefined || before === undefined) return null;
  const isWanted = (key: string) => {
    const owner = ownerOf(key);
    if (owner === null || unordered.test(key)) return true;
    return owner >= (/^re(?:quest|sponse)\//.test(key) ? before : first);
  };
  return { keys: keys.filter(isWanted), first };
}
