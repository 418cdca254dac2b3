/** Why a text is not base64url as RFC 7515 section 2 wants it. */
export type Base64urlProblem = 'alphabet' | 'padding' | 'length' | 'trailing-bits';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
/** What is none of the alphabet's six bits. */
const foreign = 64;
/** Six bits by character code. */
const values = new Uint8Array(128).fill(foreign);
for (let bits = 0; bits < alphabet.length; bits += 1) values[alphabet.charCodeAt(bits)] = bits;

/**
 * Decodes base64url strictly: no padding, no white space, no other alphabet, no stray bits at the end
 * (RFC 7515 2; RFC 4648 3.5).
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | Base64urlProblem {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let [pending, bits, at, seen] = [0, 0, 0, 0];
  for (let index = 0; index < text.length; index += 1) {
    const value = values[text.charCodeAt(index)] ?? foreign;
    seen |= value;
    pending = ((pending << 6) | value) & 0xfff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[at] = pending >> bits;
    at += 1;
  }
  if (seen >= foreign) return /^[A-Za-z0-9_-]+={1,2}$/.test(text) ? 'padding' : 'alphabet';
  if (text.length % 4 === 1) return 'length';
  return (pending & ((1 << bits) - 1)) === 0 ? bytes : 'trailing-bits';
}
