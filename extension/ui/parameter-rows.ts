import { valueOf } from '../../src/read/parameters.ts';
import type { ReadRequest } from '../../src/read/request.ts';
import { typedNames } from '../../src/records.ts';
import type { NamedText } from './json-table.tsx';

/** The parameters of a request as they were sent; where a request object counts instead of one, that is noted. */
export function parameterRows(request: ReadRequest): NamedText[] {
  return request.parameters.map(([name, text]) => ({ name, text, note: noteOf(request, name, text) }));
}

function noteOf(request: ReadRequest, name: string, text: string): string | null {
  if (request.isCut || carriers.has(name) || request.source(name) === 'parameters') return null;
  if (text === '') return 'empty, as good as left out';
  const inside = request.inner?.get(name);
  if (inside === undefined) return 'does not count';
  return inside === text ? 'does not count, the request object says the same' : 'does not count';
}

/** They carry the request object, or name it: they are not among the parameters that it replaces. */
const carriers = new Set(['client_id', 'request', 'request_uri']);

/** The parameters that the checks ask for and the browser did not see. */
export function hiddenNames(request: ReadRequest): string[] {
  return typedNames.filter((name) => request.get(name) === null);
}

/** The request object as it was sent; empty where there is none. */
export function objectText({ parameters }: ReadRequest): string {
  return valueOf(parameters, 'request') ?? '';
}
