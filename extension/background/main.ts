import type { Exchange } from '../../src/exchange.ts';
import { type RecordSet, judgementName } from '../../src/recordset.ts';
import { summarisedIn, unfinishedIn } from '../../src/summarised.ts';
import { unknownTabs } from '../../src/unknown-tabs.ts';
import { recordKey } from '../../src/records.ts';
import { recallRemembered, removeRecords, watchRecords } from '../store.ts';
import { keepBadges } from './badge.ts';
import { followClients } from './clients.ts';
import { carryOutRemovals, forgetPrivateWindows } from './forget.ts';
import { noteGranted } from './granted.ts';
import { isCompared, withoutHistory, writeHistories } from './history.ts';
import { keepSummary } from './judge.ts';
import { countIn, finishDropping } from './keep.ts';
import { lookOnArrival, lookUp } from './keys.ts';
import { notifyOfFailures } from './notify.ts';
import { watchForLeaks } from './observe.ts';
import { arrange, postingsToArrange } from './origin.ts';
import { notePrivateWindows } from './private-windows.ts';
import { Recent } from './recent.ts';
import { noteTab } from './tabs.ts';
import { carryOutVisit } from './visit.ts';
import { watchNavigations } from './watch.ts';

/**
 * Wires the background in its first tick. What to do is read off the store, never off an event: what is missing is
 * made. So a worker that was stopped in the middle takes up its work by starting again.
 */
let records: RecordSet | null = null;

followClients();
const leaks = watchForLeaks();
const badges = keepBadges();
const navigations = watchNavigations(leaks, badges.left);
notePrivateWindows();
noteGranted();
const notices = notifyOfFailures();
const privacy = forgetPrivateWindows(() => records);
watchRecords((set) => {
  records = set;
  countIn(set);
  leaks.follow(set);
  navigations.follow(set);
  soon(set);
});
void finishDropping();
void recallRemembered();

// How long it took to get here is for `npm run bench`.
performance.mark('listening');

let scheduled = false;

/** Looks for what is missing once for all changes of a moment: a thousand responses may come at once. */
function soon(set: RecordSet): void {
  if (scheduled) return;
  scheduled = true;
  setTimeout(() => {
    scheduled = false;
    makeWhatIsMissing(set);
  });
}

/** What is being worked on, and the pieces of work that were begun: one that left nothing behind is not begun again. */
const underWay = new Set<string>();
const begun = new Recent(20_000);

/** Starts a piece of work on a subject, one at a time; when it ends, what is then missing is made. */
function start(subject: string, piece: string, set: RecordSet, work: () => Promise<void>): void {
  const name = `${subject} ${piece}`;
  if (underWay.has(subject) || begun.has(name)) return;
  underWay.add(subject);
  begun.add(name);
  const ended = () => {
    underWay.delete(subject);
    // Another summary takes the place of this one, and then the evidence may be again what it was.
    if (set.summaries.get(subject)?.evidence === piece) begun.delete(name);
    soon(set);
  };
  void work().then(ended, ended);
}

function makeWhatIsMissing(set: RecordSet): void {
  const all = summarisedIn(set);
  const newest = withoutHistory(set).at(-1);
  if (newest) start('histories', newest.id, set, () => writeHistories(set));
  for (const { exchange, summary } of set.wants.size === 0 ? unfinishedIn(set) : all) {
    const { id, response } = exchange;
    const want = set.wants.get(id);
    const looks = set.lookups.get(id)?.size ?? 0;
    if (looks === 0) start(id, 'arrival', set, () => lookOnArrival(set, exchange));
    else if (want) start(id, `retry ${want.at}`, set, () => lookAgain(set, exchange, looks, want.at));
    else if (!summary && isCompared(set, id))
      start(id, judgementName(set, exchange), set, () => keepSummary(set, exchange));
    else if (summary?.askAgain)
      start(id, 'rotation', set, () => lookUp(set, exchange, looks, 'rotation', response.at));
  }
  for (const [tabId, at] of unknownTabs(set)) start(`tab ${tabId}`, 'note', set, () => noteTab(tabId, at));
  for (const [id, visit] of set.visits) start(`visit ${id}`, 'go', set, () => carryOutVisit(id, visit));
  const postings = postingsToArrange(set, Date.now());
  if (postings) start('postings', `${set.arranged.join()} ${postings.join()}`, set, () => arrange(postings));
  const removals = [...set.removed.keys()].join(' ');
  if (removals !== '') start('removals', removals, set, () => carryOutRemovals(set));
  badges.show(set, all);
  notices.follow(set, all);
  privacy.follow(set);
}

async function lookAgain(set: RecordSet, exchange: Exchange, n: number, since: number): Promise<void> {
  await lookUp(set, exchange, n, 'retry', since);
  await removeRecords([recordKey.wantKeys(exchange.id)]);
}
