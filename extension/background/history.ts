import type { Exchange } from '../../src/exchange.ts';
import { emptyIndex, historyOf, onceValues } from '../../src/history.ts';
import { inspect } from '../../src/inspect.ts';
import { type RecordSet, evidenceOf, exchangesOf, secretsOf } from '../../src/recordset.ts';
import { type HistoryRecord, exchangeLimit, recordKey } from '../../src/records.ts';
import { keep } from './keep.ts';
import { Recent } from './recent.ts';
import { noteTab } from './tabs.ts';

/** How many records are written in one go. */
const batchSize = 100;

/** Of the records in the set, as of the last time. */
let index = emptyIndex();

/** Exchanges that were compared, also where the record of it found no room. */
const compared = new Recent(2 * exchangeLimit);

/** Whether it is known what came before a response, or cannot be known: then it is judged without. */
export function isCompared(set: RecordSet, response: string): boolean {
  return set.histories.has(response) || compared.has(response);
}

/** What it was the last time, and of what. */
let lastWithout = { exchanges: [] as readonly Exchange[], histories: 0, without: [] as readonly Exchange[] };

/** The exchanges of which it was not written down yet what came before them. Looked for only after a change. */
export function withoutHistory(set: RecordSet): readonly Exchange[] {
  const { exchanges } = exchangesOf(set);
  const histories = set.histories.size;
  if (lastWithout.exchanges === exchanges && lastWithout.histories === histories) return lastWithout.without;
  const without = exchanges.filter(({ id }) => !set.histories.has(id));
  lastWithout = { exchanges, histories, without };
  return without;
}

/**
 * Writes down what came before each exchange that has no such record yet, in the order of their arrival. One piece of
 * work for all of them: each is compared with those before it.
 */
export async function writeHistories(set: RecordSet): Promise<void> {
  // Which windows are private decides what is compared, and which tab opened which, whose request was answered.
  const tabs = new Map(withoutHistory(set).map(({ response: { tabId, at } }) => [tabId, at]));
  await Promise.all([...tabs].map(async ([tabId, at]) => await noteTab(tabId, at)));
  followRecords(set);
  let batch: HistoryRecord[] = [];
  for (const exchange of withoutHistory(set)) {
    const { context } = await inspect(evidenceOf(set, exchange), secretsOf(set, exchange));
    const isPrivate = set.tabs.get(exchange.response.tabId)?.private !== false;
    const history = await historyOf(exchange, onceValues(context), isPrivate, index);
    index.add(history);
    batch.push(history);
    if (batch.length < batchSize) continue;
    await write(set, batch);
    batch = [];
  }
  await write(set, batch);
}

async function write(set: RecordSet, histories: readonly HistoryRecord[]): Promise<void> {
  // A response may have been removed meanwhile: nothing of it stays behind.
  const own = histories.filter(({ response }) => set.responses.has(response));
  if (own.length > 0)
    await keep(Object.fromEntries(own.map((one) => [recordKey.history(one.response), one])));
  for (const { response } of histories) compared.add(response);
}

/**
 * Takes what was read into the index; what is written here is there already. It is made anew once something was removed:
 * that is rare.
 */
function followRecords(set: RecordSet): void {
  const isThere = () => index.size() === set.histories.size;
  const add = () => {
    for (const history of set.histories.values()) if (!index.has(history.response)) index.add(history);
  };
  if (isThere()) return;
  add();
  if (isThere()) return;
  index = emptyIndex();
  add();
}
