/** Whether an error says that this browser cannot compute something at all, with whatever key and contents. */
export function isNotSupported(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'NotSupportedError';
}

/**
 * What a computation gives; null where it fails, since WebCrypto says of a wrong key what it says of a broken text.
 * Throws only what `isNotSupported` knows: that is no word about the key.
 */
export async function orNull<T>(compute: () => Promise<T>): Promise<T | null> {
  try {
    return await compute();
  } catch (error) {
    if (isNotSupported(error)) throw error;
    return null;
  }
}
