import { parseUrl } from '../../src/host.ts';
import { exchangeLimit } from '../../src/records.ts';
import type { RecordSet } from '../../src/recordset.ts';
import type { Summarised } from '../../src/summarised.ts';
import { type Failure, failureNotice } from '../../src/wording/failures.ts';
import { browser, hasApi } from '../browser.ts';
import { onClientsChanged, readNotifies } from '../store.ts';
import { collapse } from './collapse.ts';
import { Recent } from './recent.ts';

/**
 * How long a response is news, in milliseconds. It is shorter than a browser leaves an idle background alone (30 s in
 * both): one that has just started does not tell again what another has told.
 */
const newsFor = 20_000;
/** The least time between two notifications, in milliseconds. */
const gap = 5000;

interface News extends Failure {
  readonly id: string;
  readonly tabId: number;
}

/**
 * Tells on the desktop that a response was rejected, where the user has switched that on. What happens in private
 * windows is not told: a desktop may write its notifications down. Must be called in the worker's first tick.
 */
export function notifyOfFailures(): { follow(set: RecordSet, all: readonly Summarised[]): void } {
  const told = new Recent(2 * exchangeLimit);
  const tell = collapse<News>(show, gap);
  let isOn = false;
  let again = () => {};
  const readSwitch = async () => {
    isOn = await readNotifies();
    again();
  };
  onClientsChanged(() => void readSwitch());
  void readSwitch();

  // There is no such API until the user allows it, and it is lost with every restart.
  followClicks();
  browser.permissions.onAdded.addListener(followClicks);
  return {
    follow(set, all) {
      again = () => {
        if (!isOn) return;
        for (const news of newsIn(set, all)) {
          if (told.has(news.id)) continue;
          told.add(news.id);
          tell(news);
        }
      };
      again();
    },
  };
}

function newsIn(set: RecordSet, all: readonly Summarised[]): News[] {
  return all.flatMap(({ exchange, summary }) => {
    const { id, response, client } = exchange;
    // A clock that was set back leaves responses in the future: they are no news either.
    const isNews = Math.abs(Date.now() - response.at) <= newsFor;
    if (!isNews || set.tabs.get(response.tabId)?.private !== false) return [];
    if (summary?.kind !== 'rejected' || !summary.reason) return [];
    const server = parseUrl(client.issuer)?.host ?? client.issuer;
    return [{ id, tabId: response.tabId, reason: summary.reason, client_id: client.client_id, server }];
  });
}

function show(all: readonly [News, ...News[]]): void {
  const last = all.at(-1) ?? all[0];
  if (!hasApi('notifications')) return;
  void browser.notifications
    .create(`${last.tabId}/${last.id}`, {
      type: 'basic',
      iconUrl: browser.runtime.getURL('icon-128.png'),
      ...failureNotice(last, all.length),
    })
    .catch(() => undefined);
}

function followClicks(): void {
  if (hasApi('notifications') && !browser.notifications.onClicked.hasListener(clicked))
    browser.notifications.onClicked.addListener(clicked);
}

/** Shows the tab that the response came back to, if it is still there. Nothing is opened. */
function clicked(id: string): void {
  void showTab(Number(id.split('/')[0])).catch(() => undefined);
  void browser.notifications.clear(id);
}

async function showTab(tabId: number): Promise<void> {
  const { windowId } = await browser.tabs.update(tabId, { active: true });
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true });
}
