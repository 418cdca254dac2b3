import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Client } from '../../src/client.ts';
import type { Browser } from '../browsers/browser.ts';
import { temporaryFolder } from '../browsers/folders.ts';
import { launchBrowser } from '../browsers/launch.ts';
import { watchAllTabs } from '../panel-parts.ts';
import { poll } from '../poll.ts';
import { kill } from '../profile.ts';
import { register, registrationOf } from '../session.ts';
import { type Site, startSite } from '../site/site.ts';

/** The part of the extension API that settings are read by, inside the browser. */
declare const chrome: { storage: { local: { get(keys: null): Promise<Record<string, unknown>> } } };

let site: Site;
let browser: Browser;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let profile: string;

beforeAll(async () => {
  [folder, site] = await Promise.all([temporaryFolder('killed'), startSite()]);
  profile = join(folder.path, 'profile');
  browser = await launchBrowser({ profile });
});
afterAll(async () => {
  await browser.close();
  await site.close();
  await folder.remove();
});

const settings = () => browser.inBackground(() => chrome.storage.local.get(null), null);

test('a browser that is killed during logins and a change of the settings has the settings afterwards', async () => {
  const clients = site.clients.map((client) => registrationOf(site, client));
  await register(browser, clients);
  const changed = (leeway: number): Client[] => clients.map((client) => ({ ...client, leeway }));
  const panel = await watchAllTabs(browser);
  const tabs = await Promise.all([1, 2, 3].map(() => browser.open()));
  const ending = new AbortController();
  let saved = 0;
  const until = async (work: () => Promise<unknown>) => {
    while (!ending.signal.aborted) await work().catch(() => undefined);
  };
  for (const page of tabs) void until(() => page.goto(site.login()));
  void until(async () => {
    await register(browser, changed(saved + 1));
    saved += 1;
  });
  await poll('logins and changes', async () => (await panel.rows()).length >= 5 && saved >= 5);
  const before = saved;
  ending.abort();
  await kill(browser, profile);

  browser = await launchBrowser({ profile });
  const kept = await settings();
  expect(Object.keys(kept).toSorted()).toEqual(clients.map(({ id }) => `client/${id}`).toSorted());
  // A change is whole or it never was.
  const [{ leeway = 0 } = {}] = Object.values(kept) as Partial<Client>[];
  expect(leeway).toBeGreaterThanOrEqual(before);
  expect(kept).toEqual(Object.fromEntries(changed(leeway).map((client) => [`client/${client.id}`, client])));
  const again = await watchAllTabs(browser);
  const page = await browser.open(site.login());
  expect(await again.newest(1)).toMatchObject({ verdict: 'Valid' });
  await page.close();
});
