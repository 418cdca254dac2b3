import { afterAll, beforeAll, expect, test } from 'vitest';
import { clearList, watchAllTabs } from '../panel-parts.ts';
import type { PanelView } from '../panel-view.ts';
import { type Session, startSession } from '../session.ts';
import { flood, isBounded } from '../soak/flood.ts';
import { soak } from '../soak/soak.ts';

let session: Session;
let panel: PanelView;

beforeAll(async () => {
  session = await startSession();
  panel = await watchAllTabs(session.browser);
});
afterAll(async () => await session.close());

// `npm run soak` does the same at length.
test('logins in tabs, frames and popups while the background is stopped again and again: none is lost or mistaken', async () => {
  const tally = await soak(session, panel, { logins: 20, places: 4, stopWithin: 600, seed: 7 });
  expect(tally).toMatchObject({
    sent: 20,
    kept: 20,
    dropped: 0,
    astray: [],
    alone: 0,
    twice: 0,
    elsewhere: 0,
  });
  expect(tally.stops).toBeGreaterThan(1);
  await panel.newest(20);
  const rows = await panel.rows();
  expect(new Set(rows.map(({ result, verdict }) => `${result} ${verdict}`))).toEqual(new Set(['code Valid']));
  // Without its request a response is warned of, with another one its state is wrong.
  expect(rows.filter(({ reason }) => reason !== '')).toEqual([]);
});

test('a page that fires responses without end loses none uncounted, nor what is pinned, and the next login is judged', async () => {
  await clearList(panel);
  const tally = await flood(session, panel, 3);
  expect(tally.sent).toBeGreaterThan(10);
  expect(isBounded(tally), JSON.stringify(tally)).toBe(true);
});
