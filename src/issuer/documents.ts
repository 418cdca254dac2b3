import { parseJwks } from './jwks.ts';
import { parseMetadata } from './metadata.ts';

/** How many documents of a kind are remembered, and how many characters the longest of them has. */
const [kept, longest] = [16, 100_000];

/**
 * A reader that remembers the last few documents by their whole text: one of them serves many responses, and one that
 * was replaced has another text. What is read of a text depends on nothing else.
 *
 * @param mayKeep whether what was read may be remembered
 */
function remembering<T>(
  read: (text: string) => T | null,
  mayKeep: (found: T) => boolean,
): (text: string) => T | null {
  const remembered = new Map<string, T>();
  return (text) => {
    const found = remembered.get(text) ?? read(text);
    // To the end, whether it is new or not: the first is the one that was not needed for longest.
    remembered.delete(text);
    if (found === null || text.length > longest || !mayKeep(found)) return found;
    remembered.set(text, found);
    const [oldest] = remembered.keys();
    if (remembered.size > kept && oldest !== undefined) remembered.delete(oldest);
    return found;
  };
}

/** Reads a metadata document as `parseMetadata` does, the last few once each. */
export const readMetadata = remembering(parseMetadata, () => true);

/** Reads a JWKS document as `parseJwks` does, the last few once each, but for those that give a private key away. */
export const readJwks = remembering(parseJwks, (keys) => !keys.some((key) => key.hasPrivateParts));
