import { generateKeyPairSync } from 'node:crypto';

const make = (modulusLength: number) => generateKeyPairSync('rsa', { modulusLength });

const made = new Map<string, ReturnType<typeof make>>();

/** An RSA key pair by node's own cryptography, the same for a name and a length for as long as the process runs. */
export function rsaPair(name: 'one' | 'another' = 'one', modulusLength = 2048): ReturnType<typeof make> {
  const key = `${name} ${modulusLength}`;
  const known = made.get(key) ?? make(modulusLength);
  made.set(key, known);
  return known;
}
