/** Two texts, taken apart where they differ: `before` and `after` are common to both. */
export interface Difference {
  readonly before: string;
  readonly expected: string;
  readonly observed: string;
  readonly after: string;
}

const unit = /\\(?:u\{[0-9A-F]+\}|u[0-9A-F]{4}|[nrt])|./gsu;

/**
 * Finds the one stretch in which two texts differ. Where they have so little in common that a common letter would
 * be chance, all of both is the difference. Never cuts a character, or an escape such as `\u202E`, in half.
 */
export function difference(expected: string, observed: string): Difference {
  const [one, other] = [expected.match(unit) ?? [], observed.match(unit) ?? []];
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  if ((start + end) * 2 < shorter) return { before: '', expected, observed, after: '' };
  return {
    before: one.slice(0, start).join(''),
    expected: one.slice(start, one.length - end).join(''),
    observed: other.slice(start, other.length - end).join(''),
    after: one.slice(one.length - end).join(''),
  };
}
