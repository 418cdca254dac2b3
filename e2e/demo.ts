import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { launchBrowser } from './browsers/launch.ts';
import { type Expected, expectedOf, isFaultIn, issuerFaults } from './expected.ts';
import { type PanelView, viewPanel } from './panel-view.ts';
import { startSession } from './session.ts';
import type { DemoOptions } from './setup/start.ts';
import { usualFaultNames, type UsualFaultName } from './site/faults/index.ts';
import { type ResponseMode, responseModes } from './site/login.ts';
import type { Site } from './site/site.ts';

/**
 * The main job, as `npm start` shows it: one login in each mode and one with each fault, in a real browser with the
 * panel in its DevTools. With a window it is left open to play with.
 *
 * @returns the exit status: 1 where the panel shows something else than expected
 */
export async function demo({ browser: name, headless, executablePath }: DemoOptions): Promise<number> {
  const { browser, site, close } = await startSession(launchBrowser({ headless, executablePath }, name));
  try {
    const page = await browser.open(site.app);
    const devtools = await browser.openPanel(page);
    const panel = viewPanel(devtools.panel);
    console.log(['mode', 'fault', 'expected', 'shown', 'failing checks'].join('\t'));
    let differences = 0;
    for (const [index, login] of logins().entries()) {
      await login.prepare?.(site);
      await page.goto(site.login({ response_mode: login.mode, fault: login.fault }));
      const shown = await readShown(panel, index + 1);
      const line = [login.mode, login.name, login.verdict, shown.verdict, shown.failing.join(' ') || '-'];
      const same = shown.verdict === login.verdict && shown.failing.join() === login.failing.join();
      if (!same) differences += 1;
      console.log(line.join('\t') + (same ? '' : `\tDIFFERS: expected ${login.failing.join(' ') || 'none'}`));
    }
    site.documents.reset();
    // Of so many rows the newest alone are surely in view: what is to be seen comes last.
    await page.goto(site.login({ fault: 'unknown-kid' }));
    await readShown(panel, logins().length + 1);
    mkdirSync('out', { recursive: true });
    const picture = join('out', 'panel.png');
    await devtools.screenshot(picture);
    console.log(`Picture of the panel: ${picture}`);
    if (!headless) {
      console.log(`The login site is at ${site.app}. Close the browser to end.`);
      await browser.context.waitForEvent('close', { timeout: 0 });
    }
    return differences === 0 ? 0 : 1;
  } finally {
    await close();
  }
}

interface DemoLogin extends Expected {
  /** The fault, or `none`. */
  readonly name: string;
  readonly mode: ResponseMode;
  readonly fault?: UsualFaultName;
  prepare?(site: Site): Promise<void>;
}

function logins(): DemoLogin[] {
  const clean = responseModes.map((mode) => ({ name: 'none', mode, ...expectedOf(mode, null) }));
  const broken = usualFaultNames.map((fault) => {
    const mode: ResponseMode = isFaultIn(fault, 'query.jwt') ? 'query.jwt' : 'fragment.jwt';
    return { name: fault, mode, fault, ...expectedOf(mode, fault) };
  });
  const byIssuer = Object.entries(issuerFaults).map(([name, { jwks, verdict }]) => ({
    name,
    mode: 'query.jwt' as const,
    verdict,
    failing: [],
    async prepare(site: Site) {
      // Else the keys at hand would do.
      await site.rotate();
      site.documents.set(jwks === undefined ? {} : { jwks });
    },
  }));
  return [...clean, ...broken, ...byIssuer];
}

async function readShown(panel: PanelView, count: number): Promise<Expected> {
  const { verdict } = await panel.newest(count);
  return { verdict, failing: (await panel.detail()).checks('fail') };
}
