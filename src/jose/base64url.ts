/** Why a text is not base64url as RFC 7515 section 2 wants it. */
export type Base64urlProblem = 'alphabet' | 'padding' | 'length' | 'trailing-bits';

const alphabet = /^[A-Za-z0-9_-]*$/;

/**
 * Decodes base64url strictly: no padding, no white space, no other alphabet, no stray bits at the end
 * (RFC 7515 2; RFC 4648 3.5).
 */
export function decodeBase64url(text: string): Uint8Array<ArrayBuffer> | Base64urlProblem {
  if (!alphabet.test(text)) return /^[A-Za-z0-9_-]+={1,2}$/.test(text) ? 'padding' : 'alphabet';
  if (text.length % 4 === 1) return 'length';
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index += 1) bytes[index] = binary.charCodeAt(index);
  const rest = text.length % 4;
  if (rest > 0) {
    const last = text.charCodeAt(text.length - 1);
    const bits = value(last) & (rest === 2 ? 0b1111 : 0b11);
    if (bits !== 0) return 'trailing-bits';
  }
  return bytes;
}

function value(code: number): number {
  if (code >= 97) return code - 71;
  if (code === 95) return 63;
  if (code >= 65) return code - 65;
  return code === 45 ? 62 : code + 4;
}
