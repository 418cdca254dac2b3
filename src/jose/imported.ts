const imported = new WeakMap<object, Map<string, CryptoKey>>();

/**
 * Imports a key once for each purpose. The `CryptoKey` is held as long as what it was imported from, and no longer.
 *
 * @param from what is imported; it must not change
 * @param purpose what tells the ways apart in which it is imported, of which there must be few
 */
export async function importOnce(
  from: object,
  purpose: string,
  importKey: () => Promise<CryptoKey>,
): Promise<CryptoKey> {
  const own = imported.get(from) ?? new Map<string, CryptoKey>();
  imported.set(from, own);
  const key = own.get(purpose) ?? (await importKey());
  own.set(purpose, key);
  return key;
}
