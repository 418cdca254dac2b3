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
 * Of all stored keys those that tell of the newest responses: theirs, those of the requests that they may answer, and what
 * belongs to no response.
 *
 * @param count how many responses
 * @returns null where there are hardly more
 */
export function keysOfNewest(keys: readonly string[], count: number): string[] | null {
  const ids = keys.flatMap((key) => (key.startsWith('response/') ? (ownerOf(key) ?? []) : [])).toSorted();
  const [first, before] = [ids.at(-count), ids.at(-2 * count)];
  if (first === undefined || before === undefined) return null;
  return keys.filter((key) => {
    const owner = ownerOf(key);
    if (owner === null || unordered.test(key)) return true;
    return owner >= (key.startsWith('request/') ? before : first);
  });
}
