/** One element of DER (X.690 8.1): its tag, what is in it, and what stands behind it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Bytes;
  readonly rest: Bytes;
}

type Bytes = Uint8Array<ArrayBuffer>;

export const derTag = {
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  sequence: 0x30,
} as const;

/** Reads the first element of a text in DER; null where there is none, or it is cut short. */
export function readDer(bytes: Bytes): DerElement | null {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined) return null;
  const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
  // The indefinite length is none of DER's, and no key is longer than three bytes can say.
  if (first === 0x80 || lengthBytes > 3) return null;
  const start = 2 + lengthBytes;
  const length =
    lengthBytes === 0 ? first : bytes.subarray(2, start).reduce((sum, byte) => sum * 256 + byte, 0);
  if (start + length > bytes.length) return null;
  return { tag, content: bytes.subarray(start, start + length), rest: bytes.subarray(start + length) };
}

/** Reads the elements that stand one behind another; null where one of them is cut short. */
export function readDerElements(bytes: Bytes): DerElement[] | null {
  const elements: DerElement[] = [];
  for (let rest = bytes; rest.length > 0;) {
    const element = readDer(rest);
    if (!element) return null;
    elements.push(element);
    rest = element.rest;
  }
  return elements;
}

/** Writes one element around others that are written already. */
export function writeDer(tag: number, ...contents: readonly Uint8Array[]): Bytes {
  const length = contents.reduce((sum, { length }) => sum + length, 0);
  const size: number[] = [];
  for (let left = length; left > 0; left = Math.floor(left / 256)) size.unshift(left % 256);
  const head = length < 0x80 ? [tag, length] : [tag, 0x80 + size.length, ...size];
  const bytes = new Uint8Array(head.length + length);
  bytes.set(head);
  let at = head.length;
  for (const content of contents) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}
