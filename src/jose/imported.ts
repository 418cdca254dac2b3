const imported = new WeakMap<object, Map<string, CryptoKey>>();

/**
 * Imports a key once for each purpose. The `CryptoKey` is held as long as what it was imported from, and no longer; where
 * there is one it is there at once, so that whoever needs it can go on without waiting.
 *
 * @param from what is imported; it must not change
 * @param purpose what tells the ways apart in which it is imported, of which there must be few
 */
export function importOnce(
  from: object,
  purpose: string,
  importKey: () => Promise<CryptoKey>,
): CryptoKey | Promise<CryptoKey> {
  return imported.get(from)?.get(purpose) ?? importNow(from, purpose, importKey);
}

async function importNow(from: object, purpose: string, importKey: () => Promise<CryptoKey>) {
  const key = await importKey();
  const own = imported.get(from) ?? new Map<string, CryptoKey>();
  imported.set(from, own.set(purpose, key));
  return key;
}
