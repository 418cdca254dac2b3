import { parseUrl } from '../host.ts';

/**
 * A text in which every character can be seen for what it is: controls, bidi marks, other invisibles and stray spaces as
 * escapes, and so the letters that pass for Latin ones in the middle of a Latin word.
 */
export function visibleText(text: string): string {
  return text.replace(hidden, escaped).replace(word, unmixed);
}

// Controls, format characters, lone surrogates and private use; whatever Unicode says shows nothing; separators and
// spaces other than the plain one; plain spaces at either end or in a row, where one cannot be told from two.
const hidden = /\p{C}|\p{Default_Ignorable_Code_Point}|(?! )\p{Z}|^ +| +$| {2,}/gu;

const word = /[\p{L}\p{M}\p{N}_]+/gu;
const latin = /\p{Script=Latin}/u;
// Letters of the scripts that have some which look Latin (Unicode TS 39, 4).
const lookalikes =
  /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}\p{Script=Lisu}]/gu;

/** A word in which letters that pass for Latin ones are escapes, if it has Latin ones too. */
function unmixed(word: string): string {
  return latin.test(word) ? word.replace(lookalikes, escaped) : word;
}

/**
 * What is to be said of a URL's host after the URL itself, where the name that is really asked for is written otherwise
 * or elsewhere: `xn--…` for letters of another script that may all pass for Latin ones, an address for a number.
 */
export function visibleHost(url: string): string {
  const { protocol, hostname } = parseUrl(url) ?? { hostname: '' };
  return hostname === '' || url.toLowerCase().startsWith(`${protocol}//${hostname}`)
    ? ''
    : ` (its host is ${hostname})`;
}

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(found: string): string {
  return [...found].map(escape).join('');
}

function escape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return short[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}
