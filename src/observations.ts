import type { Exchange } from './exchange.ts';
import type { ObservationRecord } from './records.ts';

const none: readonly ObservationRecord[] = [];

/**
 * What was seen of one exchange beside its request and response, in the order of its keys. Costs nothing where the
 * client does not watch for leaks.
 *
 * @param observations by response, then by key
 */
export function observationsOf(
  { client, response, sightings }: Pick<Exchange, 'client' | 'response' | 'sightings'>,
  observations: ReadonlyMap<string, ReadonlyMap<string, ObservationRecord>>,
): readonly ObservationRecord[] {
  if (!client.watch_for_leaks || observations.size === 0) return none;
  return [response, ...sightings].flatMap(({ id }) =>
    [...(observations.get(id) ?? [])]
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([, observation]) => observation),
  );
}
