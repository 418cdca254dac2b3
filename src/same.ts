/**
 * The list from before where all that is in the new one is the very same: then nothing that is made of it need be made anew.
 */
export function sameOr<T>(before: readonly T[] | undefined, made: readonly T[]): readonly T[] {
  const isSame = before?.length === made.length && made.every((one, index) => one === before[index]);
  return isSame ? before : made;
}
