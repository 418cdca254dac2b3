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

/**
 * Makes what finds parts of secrets. A text is looked through in time that grows with its own length.
 *
 * @param secrets as they are, neither encoded nor shortened
 * @param known texts that everybody may know: what is also in them is no trace
 */
export function traceFinder(secrets: Iterable<string>, known: Iterable<string>): TraceFinder {
  let made: ReadonlySet<string> | null = null;
  const traces = () => (made ??= tracesOf(secrets, known));
  const betrays = (text: string, depth = layers): boolean =>
    [...pieces(text)].some((piece) => traces().has(piece)) ||
    (depth > 0 && decodings(text).some((other) => betrays(other, depth - 1)));

  const swept = (text: string) => {
    const { masked, places } = mask(text, traces());
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

function tracesOf(secrets: Iterable<string>, known: Iterable<string>): ReadonlySet<string> {
  const found = new Set<string>();
  for (const secret of secrets) for (const piece of pieces(secret)) found.add(piece);
  for (const text of known) for (const piece of pieces(text)) found.delete(piece);
  return found;
}

function* pieces(text: string): Generator<string> {
  for (let at = 0; at + tooMany <= text.length; at += 1) yield text.slice(at, at + tooMany);
}

function mask(text: string, traces: ReadonlySet<string>): { masked: string; places: number } {
  let [masked, places, from] = ['', 0, 0];
  for (let at = 0; at + tooMany <= text.length; at += 1) {
    if (!traces.has(text.slice(at, at + tooMany))) continue;
    let end = at + tooMany;
    while (end < text.length && traces.has(text.slice(end - tooMany + 1, end + 1))) end += 1;
    masked += `${text.slice(from, at)}…`;
    places += 1;
    from = end;
    at = end - 1;
  }
  return { masked: masked + text.slice(from), places };
}

/** What a text may stand for: without its percent escapes, and what is in each run of base64url, wherever it begins. */
function decodings(text: string): string[] {
  const plain = text.includes('%') ? text.replace(/(?:%[0-9a-f]{2})+/gi, unescaped) : text;
  const runs = text.match(/[\w+/-]{11,}/g) ?? [];
  const inside = runs.flatMap((run) => [0, 1, 2, 3].map((start) => read(run.slice(start))));
  return [...(plain === text ? [] : [plain]), ...inside.filter((one) => one.length >= tooMany)];
}

function unescaped(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}

function read(run: string): string {
  const usable = run.slice(0, run.length - (run.length % 4 === 1 ? 1 : 0));
  try {
    return new TextDecoder().decode(base64url.decode(usable));
  } catch {
    return '';
  }
}
