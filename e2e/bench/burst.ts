import type { Page } from 'playwright';
import type { PanelView } from '../panel-view.ts';
import { clearList, showAllTabs } from '../panel-parts.ts';
import { poll } from '../poll.ts';
import type { Session } from '../session.ts';
import { storedIn } from '../stored.ts';
import { settled } from './held.ts';
import type { Fact, Section } from './measured.ts';
import { metricsOf } from './metrics.ts';
import { awaitBurst, type Pages } from './pages.ts';

/** One so many times smaller stands for what the browser takes by itself. */
const fewerTimes = 4;

/** A page of another extension, and an expression in it that says how many responses it shows. */
export interface Beside {
  readonly page: Page;
  readonly count: string;
}

/**
 * Many responses at once, twenty at a time: what is kept, and when the last of them is judged.
 *
 * @param bare a page of a browser without the extension, which loads the same
 */
export async function measureBurst(
  { browser }: Session,
  panel: PanelView,
  pages: Pages,
  bare: Page,
  counts: readonly number[],
  beside?: Beside,
): Promise<Section> {
  const stored = storedIn(panel);
  const facts: Fact[] = [];
  // They come in a tab of their own.
  await showAllTabs(panel, true);
  for (const count of counts) {
    await clearList(panel);
    const dropped = await stored.dropped();
    const fewer = Math.ceil(count / fewerTimes);
    await bare.goto(pages.burst(fewer));
    const without = ((await bare.evaluate(awaitBurst)) * count) / fewer;
    const othersBefore = beside ? await beside.page.evaluate<number>(beside.count) : 0;
    const tab = await browser.open();
    const metrics = await metricsOf(browser, panel.frame);
    const idle = await metrics?.read();
    const before = pages.arrived();
    await tab.goto(pages.burst(count));
    const took = await tab.evaluate(awaitBurst);
    const ended = Date.now();
    const arrived = pages.arrived() - before;
    const kept = async () => (await stored.ids('response')).length;
    await poll(
      'all of them',
      async () => (await kept()) + (await stored.dropped()) - dropped >= arrived,
      300_000,
    );
    await settled(panel);
    const judged = Date.now() - ended;
    const busy = await metrics?.read();
    await metrics?.collectGarbage();
    const rested = await metrics?.read();
    await metrics?.close();
    await tab.close();
    const say = (what: string, value: number, unit = '') =>
      facts.push({ what: `${count} responses: ${what}`, value, unit });
    say('arrived', arrived);
    say('kept', await kept());
    say('counted as dropped', (await stored.dropped()) - dropped);
    say('until all have arrived', took / 1000, 's');
    say('the same without the extension, by what the first quarter takes', without / 1000, 's');
    say('the page takes so many times as long', took / without);
    say('all judged and stored after the last arrived', judged / 1000, 's');
    if (idle && busy && rested) {
      say('main thread of the panel', (busy.work - idle.work) / 1000, 's');
      say('heap of the panel', rested.heap, 'MB');
    }
    if (beside)
      say('shown by the extension beside', (await beside.page.evaluate<number>(beside.count)) - othersBefore);
  }
  return { title: 'Burst: twenty responses at a time', measured: [], facts };
}
