/** Alphabets that random values are written in, the smallest first. */
const alphabets = [
  { form: /^\d*$/, size: 10 },
  { form: /^(?:[\da-f]*|[\dA-F]*)$/, size: 16 },
  { form: /^(?:[\da-z]*|[\dA-Z]*)$/, size: 36 },
] as const;

/**
 * The most bits that a random text of this length and alphabet can hold. Marks that only part it, such as those of a
 * UUID, count for nothing. That its characters were chosen at random is taken for granted.
 */
export function mostBits(text: string): number {
  const plain = text.replace(/[-._~]/g, '');
  const alphabet = alphabets.find(({ form }) => form.test(plain));
  if (alphabet) return plain.length * Math.log2(alphabet.size);
  // With a larger alphabet than that the marks are characters like any other.
  return text.length * Math.log2(/^[\dA-Za-z]*$/.test(plain) ? 64 : 90);
}
