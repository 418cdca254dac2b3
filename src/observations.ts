import type { Exchange } from './exchange.ts';
import type { ObservationRecord } from './records.ts';

/** What was seen of one exchange beside its request and response, in order: by the response it names, else by where it travelled. */
export function observationsOf(
  exchange: Exchange,
  observations: ReadonlyMap<string, ObservationRecord>,
): ObservationRecord[] {
  if (!exchange.client.watch_for_leaks) return [];
  const { response } = exchange;
  return [...observations.values()]
    .filter((seen) =>
      seen.response === null
        ? seen.tabId === response.tabId && seen.requestId === response.requestId
        : seen.response === response.id,
    )
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
