import { type Bytes, joinBytes } from './bytes.ts';

/** The most that a compressed response may grow to, in bytes: no response is larger, and a bomb is (RFC 8725 3.6). */
const inflatedLimit = 250_000;

/** Takes off the compression of RFC 7516 4.1.3 (DEFLATE, RFC 1951). */
export async function inflate(bytes: Bytes): Promise<Bytes | 'broken' | 'too-large'> {
  const stream = new DecompressionStream('deflate-raw');
  const writer = stream.writable.getWriter();
  // What goes wrong in writing is heard of in reading.
  writer.write(bytes).catch(() => null);
  writer.close().catch(() => null);
  const reader = stream.readable.getReader();
  const chunks: Bytes[] = [];
  try {
    for (let length = 0; ;) {
      const { value, done } = await reader.read();
      if (done) return joinBytes(...chunks);
      chunks.push(value);
      length += value.length;
      if (length > inflatedLimit) {
        await reader.cancel();
        return 'too-large';
      }
    }
  } catch {
    return 'broken';
  }
}
