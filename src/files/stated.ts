import type { Evidence } from '../evidence.ts';

/** What of the evidence on a response is the word of a file or of who pasted it, and was not seen or fetched here. */
export const statedThings = ['response', 'pasted', 'client', 'keys', 'metadata', 'decryption'] as const;
export type Stated = (typeof statedThings)[number];

/** Which parts of the evidence a file brought; nothing for what was seen here. */
export function statedByFile({ from, response, client, lookups, decrypted }: Evidence): Stated[] {
  const isWhole = from === 'file';
  const pasted = isWhole && client.keys.from === 'jwks';
  const brought = (document: 'metadata' | 'jwks') =>
    lookups.findLast((lookup) => lookup[document] !== null)?.record.from === 'file';
  const stated: Readonly<Record<Stated, boolean>> = {
    response: response.from === 'file' || (isWhole && response.from !== 'pasted'),
    pasted: response.from === 'pasted',
    client: isWhole,
    keys: pasted || (client.keys.from !== 'jwks' && brought('jwks')),
    metadata: brought('metadata'),
    decryption: decrypted !== undefined && decrypted.length > 0,
  };
  return statedThings.filter((thing) => stated[thing]);
}
