import { base64url } from 'jose';

/** How many characters in a row of a secret are too many. */
const tooMany = 8;
/** How often an encoding around an encoding is taken off. */
const layers = 5;
/** Finds parts of secrets in texts, encoded ones too. */
export interface TraceFinder {
  /** The text with every part of a secret taken out, and how much that was in places. */
  swept(text: string): { readonly text: string; readonly places: number };
}

/** Whether a piece of a text is one of a secret. */
type IsTrace = (piece: string) => boolean;

/**
 * Makes what finds parts of secrets. A text is looked through in time that grows with its own length.
 *
 * @param secrets as they are, neither encoded nor shortened
 * @param known texts that everybody may know: what is also in them is no trace
 * @param others the pieces of further secrets, which several such finders share
 */
export function traceFinder(
  secrets: Iterable<string>,
  known: Iterable<string>,
  others: () => ReadonlySet<string> = () => new Set(),
): TraceFinder {
  let made: ReadonlySet<string> | null = null;
  let everybodys: ReadonlySet<string> | null = null;
  const isKnown: IsTrace = (piece) => (everybodys ??= piecesOf(known)).has(piece);
  const isTrace: IsTrace = (piece) =>
    ((made ??= piecesOf(secrets)).has(piece) || others().has(piece)) && !isKnown(piece);
  const betrays = (text: string, depth = layers): boolean =>
    [...pieces(text)].some(isTrace) ||
    (depth > 0 && decodings(text).some((other) => betrays(other, depth - 1)));

  const swept = (text: string) => {
    const { masked, places } = mask(text, isTrace);
    if (!betrays(masked)) return { text: masked, places };
    let words = 0;
    const fewer = masked.replace(/\S+/g, (word) => {
      if (!betrays(word)) return word;
      words += 1;
      return lengthOf(word);
    });
    return betrays(fewer)
      ? { text: lengthOf(text), places: places + 1 }
      : { text: fewer, places: places + words };
  };
  return { swept };
}

/** What stands in the place of a text that does not leave. */
export function lengthOf(text: string): string {
  return `(${text.length} characters)`;
}

/** Every part of these texts that is long enough to be a trace. */
export function piecesOf(texts: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const text of texts) for (const piece of pieces(text)) found.add(piece);
  return found;
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at + tooMany <= text.length; at += 1) yield text.slice(at, at + tooMany);
}

function mask(text: string, isTrace: IsTrace): { masked: string; places: number } {
  let [masked, places, from] = ['', 0, 0];
  for (let at = 0; at + tooMany <= text.length; at += 1) {
    if (!isTrace(text.slice(at, at + tooMany))) continue;
    let end = at + tooMany;
    while (end < text.length && isTrace(text.slice(end - tooMany + 1, end + 1))) end += 1;
    masked += `${text.slice(from, at)}…`;
    places += 1;
    from = end;
    at = end - 1;
  }
  return { masked: masked + text.slice(from), places };
}

/**
 * What a text may stand for: without its escapes, and what is in each run of base64, base64url or hexadecimal digits,
 * wherever in it that begins.
 */
function decodings(text: string): string[] {
  const plain = [
    text.replace(/(?:%[0-9a-f]{2})+/gi, (escapes) => fromHex(escapes.replaceAll('%', ''))),
    text.replace(/\\u([0-9a-f]{4})/gi, (_, unit: string) => String.fromCharCode(Number.parseInt(unit, 16))),
  ];
  const runs = text.match(/[\w+/-]{11,}/g) ?? [];
  const digits = text.match(/[0-9a-f]{16,}/gi) ?? [];
  const inside = [
    ...runs.flatMap((run) => [0, 1, 2, 3].map((start) => fromBase64(run.slice(start)))),
    ...digits.flatMap((run) => [0, 1].map((start) => fromHex(run.slice(start)))),
  ];
  return [...plain.filter((one) => one !== text), ...inside.filter((one) => one.length >= tooMany)];
}

/** Bytes that are no text are told as such; what stands beside them is read. */
const decoder = new TextDecoder();

function fromHex(digits: string): string {
  const bytes = digits.match(/../g) ?? [];
  return decoder.decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 16)));
}

/** Reads base64 and base64url. */
function fromBase64(run: string): string {
  const usable = run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0));
  try {
    return decoder.decode(base64url.decode(usable.replaceAll('+', '-').replaceAll('/', '_')));
  } catch {
    return '';
  }
}
