import type { RequestRecord, StartedRecord } from '../records.ts';

/** The login that the tool started with a request that was seen: the one whose URL it opened. Null where there is none. */
export function startedOf(
  started: ReadonlyMap<string, StartedRecord>,
  request: Pick<RequestRecord, 'url'> | null,
): StartedRecord | null {
  if (!request) return null;
  return [...started.values()].find(({ url }) => url === request.url) ?? null;
}
