/** What a term of a filter can be about, apart from words that may stand anywhere. */
export const termNames = ['verdict', 'client', 'mode', 'server', 'check', 'is'] as const;
export type TermName = (typeof termNames)[number];

/** One term of a filter: a word, or a value that one thing must have, such as `client:"my app"`. */
export interface Term {
  /** Null for a word that may stand anywhere. */
  readonly name: TermName | null;
  /** In small letters. */
  readonly value: string;
  /** With a `-` before it. */
  readonly isNegated: boolean;
}

const term = /(?<minus>-?)(?:(?<name>[a-z]+):)?(?:"(?<quoted>[^"]*)"?|(?<plain>\S+))/gi;

/** Reads what was typed into a filter. A name that is none belongs to its word, as in `https://…`. */
export function readTerms(typed: string): Term[] {
  return [...typed.matchAll(term)].flatMap((match) => {
    const { minus, name = '', quoted, plain = '' } = match.groups ?? {};
    const known = termNames.find((one) => one === name.toLowerCase()) ?? null;
    const own = quoted ?? plain;
    const value = known === null && name !== '' ? `${name}:${own}` : own;
    if (value === '' || match[0] === '-') return [];
    return [{ name: known, value: value.toLowerCase(), isNegated: minus === '-' }];
  });
}

/** What in a filter looks like a term and is none, such as `verdcit:rejected`: it is looked for as a word. */
export function unknownTerms(typed: string): string[] {
  return readTerms(typed)
    .filter(({ name, value }) => name === null && /^[a-z]+:(?!\/\/)./.test(value))
    .map(({ value }) => value);
}

/** The values that a filter asks of one thing, in small letters: any of them will do. */
export function termValues(typed: string, name: TermName): string[] {
  return readTerms(typed).flatMap((one) => (one.name === name && !one.isNegated ? [one.value] : []));
}

/** The filter with other values for one thing, and all else as it was. */
export function withValues(typed: string, name: TermName, values: readonly string[]): string {
  const rest = typed.replaceAll(term, (text) => {
    const [own] = readTerms(text);
    return own?.name === name && !own.isNegated ? '' : text;
  });
  const written = values.map((value) => `${name}:${/[\s"]/.test(value) ? `"${value}"` : value}`);
  return [rest.replaceAll(/\s+/g, ' ').trim(), ...written].filter((part) => part !== '').join(' ');
}

/** The filter with one value of one thing put in, or taken out where it was there. */
export function toggleValue(typed: string, name: TermName, value: string): string {
  const before = termValues(typed, name);
  const isThere = before.includes(value.toLowerCase());
  return withValues(
    typed,
    name,
    isThere ? before.filter((one) => one !== value.toLowerCase()) : [...before, value],
  );
}
