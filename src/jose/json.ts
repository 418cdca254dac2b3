import { type Base64urlProblem, decodeBase64url } from './base64url.ts';
import { depthLimit } from './depth.ts';

/** A member name that stands more than once in one object. */
export interface DuplicateMember {
  readonly name: string;
  /** Whether all its values are written alike. */
  readonly same: boolean;
}

export type JsonProblem = Base64urlProblem | 'utf-8' | 'json' | 'object' | 'too-deep';

/** A part of a JWT that should be a JSON object: what could be read of it, and what is wrong. */
export interface JsonPart {
  /** The text after decoding, where there is any. */
  readonly text: string | null;
  /** The members; empty where the part is no JSON object. */
  readonly members: Readonly<Record<string, unknown>>;
  readonly problem: JsonProblem | null;
  /** Names given twice at the top level: `JSON.parse` keeps the last in silence. */
  readonly duplicates: readonly DuplicateMember[];
}

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lenient = new TextDecoder('utf-8', { ignoreBOM: true });

/** Reads a base64url part as a JSON object (RFC 7515 5.2, RFC 7519 7.2). Never throws. */
export function readJsonPart(encoded: string): JsonPart {
  const bytes = decodeBase64url(encoded);
  if (typeof bytes === 'string') return unreadable(null, bytes);
  try {
    return readJson(strict.decode(bytes));
  } catch {
    return unreadable(lenient.decode(bytes), 'utf-8');
  }
}

function readJson(text: string): JsonPart {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return unreadable(text, 'json');
  }
  if (!isObject(parsed)) return unreadable(text, 'object');
  const { duplicates, depth } = scanMembers(text);
  if (depth > depthLimit) return unreadable(text, 'too-deep');
  // A null prototype: a claim called `__proto__` or `constructor` is a claim, and one that is missing is missing.
  const members: Record<string, unknown> = Object.assign(Object.create(null), parsed);
  return { text, members, problem: null, duplicates };
}

/** Whether a value is a JSON object: no array, not null. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether a text is a JSON object. */
export function isJsonObject(text: string): boolean {
  // Most texts that are asked about are JWTs, and an error is dear.
  if (!/^\s*\{/.test(text)) return false;
  try {
    return isObject(JSON.parse(text));
  } catch {
    return false;
  }
}

function unreadable(text: string | null, problem: JsonProblem): JsonPart {
  return { text, members: {}, problem, duplicates: [] };
}

/**
 * Names that stand twice in the outermost object of a text that is known to be valid JSON, and how deep it is nested.
 * One pass.
 */
export function scanMembers(text: string): { duplicates: DuplicateMember[]; depth: number } {
  let deepest = 0;
  const values = new Map<string, string[]>();
  let depth = 0;
  let name: string | null = null;
  let start = 0;
  let expectName = false;
  const close = (end: number) => {
    if (name === null) return;
    const texts = values.get(name) ?? [];
    texts.push(text.slice(start, end).trim());
    values.set(name, texts);
    name = null;
  };
  for (let index = 0; index < text.length; index += 1) {
    const mark = text[index];
    if (mark === '{' || mark === '[') {
      depth += 1;
      deepest = Math.max(deepest, depth);
      expectName = depth === 1;
    } else if (mark === '}' || mark === ']') {
      if (depth === 1) close(index);
      depth -= 1;
    } else if (mark === '"') {
      const end = endOfString(text, index);
      if (depth === 1 && expectName) {
        name = String(JSON.parse(text.slice(index, end)));
        expectName = false;
      }
      index = end - 1;
    } else if (depth === 1 && mark === ',') {
      close(index);
      expectName = true;
    } else if (depth === 1 && mark === ':') {
      start = index + 1;
    }
  }
  const duplicates = [...values]
    .filter(([, texts]) => texts.length > 1)
    .map(([name, texts]) => ({ name, same: texts.every((other) => other === texts[0]) }));
  return { duplicates, depth: deepest };
}

/** The place behind the string that begins at a quotation mark. */
function endOfString(text: string, start: number): number {
  let index = start + 1;
  while (index < text.length && text[index] !== '"') index += text[index] === '\\' ? 2 : 1;
  return index + 1;
}
