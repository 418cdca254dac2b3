import { applyRecord, emptySet, exchangesOf, judgementName } from '../../src/recordset.ts';
import { captureId, recordKey } from '../../src/records.ts';
import type { PanelView } from '../panel-view.ts';
import { members } from '../site/jws.ts';
import { storedIn } from '../stored.ts';

/** How many records are written in one go. */
const batch = 500;

/**
 * Fills the store with copies of the newest login, each with its own names and moments, as if it had come earlier, until
 * so many are held. Their codes and states are all the same: nothing is judged anew.
 */
export async function seed(panel: PanelView, count: number): Promise<void> {
  const stored = storedIn(panel);
  const captured = members(await stored.captured());
  const set = emptySet();
  for (const [key, value] of Object.entries(captured)) applyRecord(set, key, value);
  const { exchanges } = exchangesOf(set);
  const model = exchanges.at(-1);
  if (!model?.request) throw new Error('no login to copy');
  const { id, request, response } = model;
  const summary = set.summaries.get(id);
  const history = set.histories.get(id);
  const lookups = [...(set.lookups.get(id)?.values() ?? [])];
  if (!summary || !history) throw new Error('the login was not judged yet');

  const copies = new Map<string, unknown>();
  const first = Math.min(...[...set.requests.values()].map(({ at }) => at));
  for (let number = 1; number <= count - exchanges.length; number += 1) {
    const at = first - number * 1000;
    const requestId = `seed-${at}`;
    const asked = { ...request, id: captureId(at, 0, 'seed'), at, requestId };
    const came = { ...response, id: captureId(at + 200, 1, 'seed'), at: at + 200, requestId };
    const own = { ...summary, response: came.id };
    const records: readonly (readonly [string, unknown])[] = [
      [recordKey.request(asked), asked],
      [recordKey.response(came), came],
      [recordKey.history(came.id), { ...history, response: came.id, at: came.at }],
      ...lookups.map((one) => {
        const lookup = { ...one, response: came.id };
        return [recordKey.lookup(lookup), lookup] as const;
      }),
    ];
    for (const [key, value] of records) {
      copies.set(key, value);
      applyRecord(set, key, value);
    }
    copies.set(recordKey.summary(own), own);
  }
  for (const exchange of exchangesOf(set).exchanges) {
    const key = recordKey.summary({ tabId: exchange.response.tabId, response: exchange.id });
    if (copies.has(key))
      copies.set(key, { ...(copies.get(key) as object), evidence: judgementName(set, exchange) });
  }
  // What was made of a response is there before it: the background finds nothing to do.
  const isMade = (key: string) => !/^(?:request|response)\//.test(key);
  const all = [...copies].toSorted(([one], [other]) => Number(isMade(other)) - Number(isMade(one)));
  for (let at = 0; at < all.length; at += batch)
    await stored.write(Object.fromEntries(all.slice(at, at + batch)));
}
