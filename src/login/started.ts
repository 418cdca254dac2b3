import { type Exchange, pairingWindow } from '../exchange.ts';
import type { RequestRecord, StartedRecord } from '../records.ts';

/** What is needed of an exchange to find the login that it answers. */
type Answering = Pick<Exchange, 'id' | 'request' | 'response' | 'client'>;

/**
 * The login of the tool that an exchange answers; null where there is none. It is the one whose URL the request has
 * that was seen. Where no request was seen it is the newest one that this client started in this tab within an hour,
 * unless its request was seen or another response has answered it.
 */
export function startedOf(
  started: ReadonlyMap<string, StartedRecord>,
  requests: Iterable<Pick<RequestRecord, 'url'>>,
  exchanges: readonly Answering[],
  { id, request, response, client }: Answering,
): StartedRecord | null {
  const all = [...started.values()];
  if (all.length === 0) return null;
  if (request) return all.find(({ url }) => url === request.url) ?? null;
  const newest = all
    .filter(({ tabId, at }) => tabId === response.tabId && at <= response.at)
    .toSorted((one, other) => one.at - other.at)
    .at(-1);
  if (newest?.client !== client.id || response.at - newest.at > pairingWindow) return null;
  for (const { url } of requests) if (url === newest.url) return null;
  const isAnswered = exchanges.some(
    (other) =>
      other.id < id &&
      other.request === null &&
      other.response.tabId === newest.tabId &&
      other.response.at >= newest.at,
  );
  return isAnswered ? null : newest;
}
