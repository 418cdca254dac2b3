/** The id of the request or response that a record is or belongs to; null where it belongs to none. */
export function ownerOf(key: string): string | null {
  const [kind, first = '', second = ''] = key.split('/');
  if (kind === 'request' || kind === 'response' || kind === 'summary') return second;
  if (kind === 'typed') return first === 'exchange' ? second : null;
  return ['lookup', 'want-keys', 'history', 'observed', 'pinned', 'redeemed', 'started', 'verifier'].includes(
    kind ?? '',
  )
    ? first
    : null;
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
