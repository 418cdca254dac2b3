import { isCallbackOf } from '../../src/client.ts';
import { pairingWindow } from '../../src/exchange.ts';
import { parseUrl } from '../../src/host.ts';
import { valueOf } from '../../src/read/parameters.ts';
import { splitUrl } from '../../src/read/response.ts';
import { type RecordSet, exchangesOf } from '../../src/recordset.ts';
import { type Summarised, summarisedIn } from '../../src/summarised.ts';
import type { RequestRecord, TabRecord } from '../../src/records.ts';

/** What a view of one tab shows. */
export interface Shown {
  /** In the order of their arrival, with what is stored of their verdicts. */
  readonly summarised: readonly Summarised[];
  /** Authorization requests that no response has answered yet. */
  readonly waiting: readonly RequestRecord[];
  /** How many exchanges more there would be with all tabs. */
  readonly elsewhere: number;
}

/**
 * The exchanges of a tab and of those that it opened, or of all tabs. Private and normal windows never mix: a tab
 * without a record counts as private.
 *
 * @param here whether the tab itself is private, where the view can ask: a tab without captures has no record
 */
export function shownIn(
  set: RecordSet,
  tabId: number,
  allTabs: boolean,
  here = set.tabs.get(tabId)?.private ?? true,
): Shown {
  const { waiting } = exchangesOf(set);
  const all = summarisedIn(set);
  const isAlike = onceEach((id) => (set.tabs.get(id)?.private ?? true) === here);
  const isOwn = onceEach((id) => belongsTo(set.tabs, id, tabId));
  const isWanted = ({ exchange: { response, request } }: Summarised) =>
    isOwn(response.tabId) || (request !== null && isOwn(request.tabId));
  const alike = all.filter(({ exchange }) => isAlike(exchange.response.tabId));
  return {
    summarised: allTabs ? alike : all.filter(isWanted),
    waiting: waiting.filter(({ tabId }) => (allTabs ? isAlike : isOwn)(tabId)),
    elsewhere: allTabs ? 0 : alike.filter((one) => !isWanted(one)).length,
  };
}

/** Asks once of each tab: thousands of responses come from a few. */
function onceEach(test: (id: number) => boolean): (id: number) => boolean {
  const answers = new Map<number, boolean>();
  return (id) => {
    const answer = answers.get(id) ?? test(id);
    answers.set(id, answer);
    return answer;
  };
}

/**
 * The requests whose responses may still come to a callback that is watched.
 *
 * @param now in milliseconds since 1970
 */
export function awaitedOf(
  waiting: readonly RequestRecord[],
  set: RecordSet,
  now: number,
): readonly RequestRecord[] {
  return waiting.filter((request) => request.at > now - pairingWindow && mayComeBack(request, set));
}

/** Whether the response to a request may come to a callback that is watched: it says so, or does not say where it will come. */
function mayComeBack({ url, form, clients }: RequestRecord, set: RecordSet): boolean {
  const redirectUri = valueOf([...splitUrl(url).query, ...(form ?? [])], 'redirect_uri');
  const callback = redirectUri === undefined ? undefined : parseUrl(redirectUri);
  if (callback === undefined) return true;
  return (
    callback !== null &&
    clients.some((revision) => {
      const client = set.clients.get(revision);
      return client !== undefined && isCallbackOf(client, callback);
    })
  );
}

/** Whether a tab is the one looked at, or was opened by it, be it over several steps. */
function belongsTo(tabs: ReadonlyMap<number, TabRecord>, id: number, tabId: number): boolean {
  const wanted = tabs.get(tabId);
  const passed = new Set<number>();
  for (let at: number | null = id; at !== null && !passed.has(at); at = tabs.get(at)?.opener ?? null) {
    if (at === tabId) return true;
    const own = tabs.get(at);
    if (own && wanted && own.private !== wanted.private) return false;
    passed.add(at);
  }
  return false;
}
