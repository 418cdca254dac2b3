import { depthLimit, depthOf } from '../jose/depth.ts';
import { type FileProblem, problem } from './problem.ts';

/**
 * Reads a file as JSON. Never throws; takes time in proportion to the length of the text.
 *
 * @param limit the longest text that is read, in characters
 */
export function readJsonFile(text: string, limit: number): { readonly value: unknown } | FileProblem {
  if (text.length > limit) return problem('too-large', limit);
  // A byte order mark, as editors leave it.
  const json = text.replace(/^\uFEFF/, '');
  if (json.trim() === '') return problem('empty');
  if (depthOf(json) > depthLimit) return problem('too-deep', depthLimit);
  try {
    const value: unknown = JSON.parse(json);
    return { value };
  } catch {
    return problem('not-json');
  }
}

/** Writes JSON with the members of every object in the order of their names: equal values give equal texts. */
export function stableJson(value: unknown): string {
  return `${JSON.stringify(ordered(value), null, 2)}\n`;
}

function ordered(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(ordered);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).toSorted(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(members.map(([name, own]) => [name, ordered(own)]));
}

/** The path to the first number that is no moment, length or count, such as 1e999; null where there is none. */
export function oddNumber(value: unknown, path = ''): string | null {
  if (typeof value === 'number') return Math.abs(value) <= latest ? null : path;
  if (typeof value !== 'object' || value === null) return null;
  for (const [name, own] of Object.entries(value)) {
    const found = oddNumber(own, path === '' ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}

/** The last moment that a `Date` can be, in milliseconds since 1970 (ECMA-262 21.4.1.1). */
const latest = 8.64e15;
