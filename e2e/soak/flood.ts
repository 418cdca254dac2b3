import { setTimeout as pause } from 'node:timers/promises';
import { byteLimit, exchangeLimit } from '../../src/records.ts';
import type { PanelView } from '../panel-view.ts';
import { poll } from '../poll.ts';
import type { Session } from '../session.ts';
import { storedIn } from '../stored.ts';

/** What became of a flood of responses, and of what was there before and after it. */
export interface FloodTally {
  /** Responses that reached the application's callback. */
  readonly sent: number;
  readonly kept: number;
  readonly dropped: number;
  /** How many bytes the store takes at most, as the browser counts them; asked ten times a second. */
  readonly bytes: number;
  /** Whether the response that was pinned before is still there. */
  readonly isPinnedThere: boolean;
  /** How long after its callback was called the next login had its verdict in the panel, in milliseconds. */
  readonly nextVerdict: number;
}

/** Whether the store stayed within its bounds, lost nothing uncounted and kept what was pinned. */
export function isBounded({ sent, kept, dropped, bytes, isPinnedThere }: FloodTally): boolean {
  // Navigations that the end of the page cut off were seen, and never sent.
  return kept + dropped >= sent && kept <= exchangeLimit && bytes <= byteLimit + room && isPinnedThere;
}

/** What a burst may take before older ones go, in bytes: the store itself ends at 10 MB. */
const room = 500_000;

/** Pins a login, lets a page fire responses without end for so many seconds, and logs in once more. */
export async function flood(session: Session, panel: PanelView, seconds: number): Promise<FloodTally> {
  const { browser, site } = session;
  const stored = storedIn(panel);
  const page = await browser.open(site.login());
  await panel.newest(1);
  const pinned = (await stored.ids('response')).at(-1)?.second;
  await panel.detail();
  await panel.frame.getByRole('button', { name: 'Pin', exact: true }).click();
  await poll('the pin', async () => (await stored.captured()).includes(`"pinned/${pinned}"`));

  const arrived = () => site.heard.app.filter(({ url }) => url.includes('flood-')).length;
  const before = (await stored.ids('response')).length + (await stored.dropped());
  const patience = Math.max(20, 2 * seconds) * 1000;
  const tab = await browser.open();
  // It never ends to load.
  await tab.goto(site.flood, { waitUntil: 'commit' });
  let bytes = 0;
  for (const end = Date.now() + seconds * 1000; Date.now() < end; await pause(100))
    bytes = Math.max(bytes, await stored.bytes());
  await tab.close();
  const sent = arrived();
  const counted = async () => (await stored.ids('response')).length + (await stored.dropped()) - before;
  await poll('all of the flood', async () => (await counted()) >= sent, patience);

  await page.goto(site.login({ fault: 'wrong-aud' }));
  const called = Date.now();
  await poll(
    'the verdict after the flood',
    async () => (await panel.rows()).at(-1)?.reason === 'Addressed to another client',
    patience,
  );
  const responses = await stored.ids('response');
  return {
    sent,
    kept: responses.length,
    dropped: await stored.dropped(),
    bytes,
    isPinnedThere: responses.some(({ second }) => second === pinned),
    nextVerdict: Date.now() - called,
  };
}
