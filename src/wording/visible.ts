/**
 * A text in which every character can be seen for what it is: controls, bidi marks, other invisibles and stray spaces as
 * escapes; so is all of a URL that is not ASCII, as no URL has it (RFC 3986 2), and in a word with Latin letters or digits
 * each letter that passes for another one.
 */
export function visibleText(text: string): string {
  return text
    .replace(url, (found) => found.replace(foreign, escaped))
    .replace(word, unmixed)
    .replace(hidden, escaped);
}

// Up to the next space; with the slashes that browsers take for those of a URL.
const url = /\b[a-z][a-z\d+.-]{0,30}:[/\\]\S*/gi;
// All that is not ASCII, but for what stands where reports left something out.
// oxlint-disable-next-line no-control-regex
const foreign = /[^\0-\x7F…]/gu;

const word = /[\p{L}\p{M}\p{N}]+/gu;
// Letters that stand for themselves: signs for syllables and whole words look like none (Unicode TS 39, 4 and 5.1).
const plain = /[\p{M}\p{sc=Latn}\p{sc=Hani}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}]/u;

/** A word with what is of another alphabet, or another form of a letter, written out, if it has plain letters or digits. */
function unmixed(word: string): string {
  if (!/[a-z\d]/i.test(word)) return word;
  return word.replace(foreign, (one) =>
    plain.test(one) && one.normalize('NFKC') === one ? one : escaped(one),
  );
}

// Controls, format characters, lone surrogates and private use; whatever Unicode says shows nothing; separators and
// spaces other than the plain one; plain spaces at either end or in a row, where one cannot be told from two.
const hidden = /\p{C}|\p{Default_Ignorable_Code_Point}|(?! )\p{Z}|^ +| +$| {2,}/gu;

const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

function escaped(found: string): string {
  return [...found].map(escape).join('');
}

function escape(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase();
  return short[character] ?? (code.length > 4 ? `\\u{${code}}` : `\\u${code.padStart(4, '0')}`);
}
