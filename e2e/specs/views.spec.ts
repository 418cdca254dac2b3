import type { Page } from 'playwright';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openOptions, type OptionsView } from '../options-view.ts';
import { clearList, showAllTabs } from '../panel-parts.ts';
import { type PanelView, viewPanel } from '../panel-view.ts';
import { poll } from '../poll.ts';
import { type Session, startSession } from '../session.ts';

let session: Session;
let pages: Page[];
let panels: PanelView[];
let options: OptionsView;

beforeAll(async () => {
  session = await startSession();
  const { browser } = session;
  pages = [await browser.open(), await browser.open()];
  panels = await Promise.all(
    pages.map(async (page) => {
      const panel = viewPanel((await browser.openPanel(page)).panel);
      await showAllTabs(panel, true);
      return panel;
    }),
  );
  options = await openOptions(browser);
});
afterAll(async () => await session.close());

/** What each of the views says that there is. */
async function everywhere(): Promise<unknown> {
  const rows = await Promise.all(
    panels.map(async (panel) => (await panel.rows()).map(({ verdict, reason }) => [verdict, reason])),
  );
  const [, responses] = /browser closes: (\d+) response/.exec(await options.page.innerText('.taken')) ?? [];
  const badges = await Promise.all(pages.map(async (page) => (await session.browser.badge(page)).text));
  return { rows, responses, badges };
}

test('two panels, the options, the popup and the badge say the same, whatever is done where', async () => {
  const [page, other] = pages;
  const [panel, otherPanel] = panels;
  if (!page || !other || !panel || !otherPanel) throw new Error('two tabs');
  await Promise.all([
    page.goto(session.site.login({ fault: 'wrong-aud' })),
    other.goto(session.site.login({ fault: 'wrong-aud' })),
  ]);
  const rejected = ['Rejected', 'Addressed to another client'];
  const twice = { rows: [rejected, rejected], responses: '2', badges: ['1', '1'] };
  await expect.poll(everywhere).toEqual({ ...twice, rows: [twice.rows, twice.rows] });
  const popup = await session.browser.openPopup(page);
  await expect.poll(() => popup.innerText('body')).toContain('addressed to another client');

  // Cleared in one panel, they are gone from the other, the options and the badges.
  await clearList(otherPanel);
  await expect.poll(everywhere).toEqual({ rows: [[], []], responses: '0', badges: ['', ''] });
  if (!popup.isClosed()) {
    await expect.poll(() => popup.innerText('body')).not.toContain('addressed to another client');
    await popup.close();
  }

  // Switched off in the options, the client of neither panel is watched.
  await options.page
    .getByRole('switch', { name: /rs256-client/ })
    .first()
    .click();
  for (const { frame } of panels)
    await poll('one client less', async () =>
      (await frame.getByRole('contentinfo').innerText()).includes(
        `${session.site.clients.length - 1} clients watched`,
      ),
    );
});
