import { setTimeout as pause } from 'node:timers/promises';
import type { Frame, Page } from 'playwright';
import { applyRecord, emptySet, exchangesOf, type RecordSet } from '../../src/recordset.ts';
import type { RequestRecord, ResponseRecord } from '../../src/records.ts';
import type { PanelView } from '../panel-view.ts';
import { poll } from '../poll.ts';
import type { Session } from '../session.ts';
import { members, parseJws } from '../site/jws.ts';
import type { LoginOptions } from '../site/login.ts';
import type { Site } from '../site/site.ts';
import { storedIn } from '../stored.ts';
import { Gate } from './gate.ts';

/** How much is done, and how roughly. */
export interface SoakOptions {
  /** How many logins in all. */
  readonly logins: number;
  /** In how many tabs at once: a quarter of them hold the logins in frames, a quarter open popups. */
  readonly places: number;
  /** How long the background runs at most before it is stopped, in milliseconds. */
  readonly stopWithin: number;
  /** The same number makes the same choices. */
  readonly seed: number;
  /**
   * Whether the background is also stopped with an event in its hands, which only a crash or a debugger does: nobody can
   * hear of that event again.
   */
  readonly atWork?: boolean;
}

/** What became of the logins. */
export interface SoakTally {
  /** Responses that reached the application's callbacks. */
  readonly sent: number;
  /** Responses in the store, each once. */
  readonly kept: number;
  /** Responses that the extension says it dropped, since the store was full. */
  readonly dropped: number;
  /** How often the background was stopped. */
  readonly stops: number;
  /** Responses that have another login's request. */
  readonly astray: readonly string[];
  /** How many responses have none. */
  readonly alone: number;
  /** How many responses are there a second time. */
  readonly twice: number;
  /** How many requests the background sent, and how many of them anywhere else than to the issuer. */
  readonly asked: number;
  readonly elsewhere: number;
  readonly seconds: number;
}

/** Whether every login was made, and every response is there once, with its own request, or counted as dropped. */
export function isWhole(tally: SoakTally, options: SoakOptions): boolean {
  const { sent, kept, dropped, astray, alone } = tally;
  return isSound(tally, options) && kept + dropped === sent && astray.length + alone === 0;
}

/**
 * Whether no more is missing than the background may have had in its hands when it was stopped, and nothing is there twice.
 * A request whose response was lost may then pass for that of the next one, whose own was lost: nobody can tell that from
 * a response with a wrong state, as which it is judged.
 */
export function isSound(tally: SoakTally, { logins, places }: SoakOptions): boolean {
  const { sent, kept, dropped, stops, astray, twice, asked, elsewhere } = tally;
  const lost = sent - kept - dropped;
  const wasDone = sent === logins && (logins === 0 || (stops > 0 && asked > 0));
  return wasDone && lost >= astray.length && lost <= stops * places && twice + elsewhere === 0;
}

const modes = ['query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt'] as const;

/**
 * Logs in many times in many places at once, and stops the background at random moments meanwhile.
 *
 * @param session with an empty store
 */
export async function soak(session: Session, panel: PanelView, options: SoakOptions): Promise<SoakTally> {
  const { browser, site } = session;
  const begun = Date.now();
  const random = randomFrom(options.seed);
  const stored = storedIn(panel);
  const isStored = async () => {
    const [requests, responses] = [await stored.ids('request'), await stored.ids('response')];
    const [dropped, tabs] = [await stored.dropped(), await stored.ids('tab')];
    const { asked, brought } = arrived(session);
    const known = new Set(tabs.map(({ first }) => first));
    return (
      requests.length + dropped >= asked &&
      responses.length + dropped >= brought &&
      [...requests, ...responses].every(({ first }) => known.has(first))
    );
  };
  /** What is missing, in numbers. */
  const unstored = async () => {
    const [requests, responses] = [await stored.ids('request'), await stored.ids('response')];
    const { asked, brought } = arrived(session);
    return `of ${asked} requests ${requests.length} are stored, of ${brought} responses ${responses.length}, ${await stored.dropped()} were dropped`;
  };
  let left = options.logins;
  const next = (): LoginOptions | null => {
    left -= 1;
    const response_mode = modes[Math.floor(random() * modes.length)];
    return left < 0 ? null : { response_mode, interaction: random() < 0.5 ? 'page' : 'automatic' };
  };
  const gate = new Gate();
  const inPlace = async (index: number) => {
    const page = await browser.open(site.app);
    const logIn = [logInHere, logInHere, logInFramed, logInByPopup][index % 4] ?? logInHere;
    for (let login = next(); login; login = next()) await logIn({ page, site, gate }, login);
    await page.close();
  };
  const places = Promise.all(Array.from({ length: options.places }, (_, index) => inPlace(index)));
  const over = new AbortController();
  const stopGently = async () =>
    await gate.whileClosed(async () => {
      await poll('everything that was seen is stored', isStored).catch(async (error: unknown) => {
        throw new Error(await unstored(), { cause: error });
      });
      await browser.stopBackground();
    });
  const stopOnce = options.atWork === true ? () => browser.stopBackground() : stopGently;
  const stopping = again(stopOnce, () => random() * options.stopWithin, over.signal);
  const [stops] = await Promise.all([stopping, places.finally(() => over.abort())]);

  const sent = arrived(session).brought;
  const set = await settled(panel, sent);
  const { exchanges } = exchangesOf(set);
  const astray = exchanges.filter(
    ({ request, response }) => request && stateAsked(request) !== stateBrought(response),
  );
  const asked = (await browser.askedByBackground()).filter((url) => url.startsWith('http'));
  // Each login has a state of its own.
  const states = new Set([...set.responses.values()].map(stateBrought));
  return {
    sent,
    kept: set.responses.size,
    dropped: set.dropped,
    stops,
    astray: astray.map(({ id }) => id),
    alone: exchanges.filter(({ request }) => request === null).length,
    asked: asked.length,
    elsewhere: asked.filter((url) => new URL(url).origin !== site.issuer).length,
    twice: set.responses.size - states.size,
    seconds: Math.round((Date.now() - begun) / 1000),
  };
}

/** Does something again and again, with pauses between, until it is over. @returns how often */
async function again(work: () => Promise<void>, wait: () => number, over: AbortSignal): Promise<number> {
  for (let times = 0; ; times += 1) {
    await pause(wait(), undefined, { signal: over }).catch(() => undefined);
    if (over.aborted) return times;
    await work();
  }
}

/** Where logins are made, one after the other. */
interface Place {
  readonly page: Page;
  readonly site: Site;
  /**
   * What is under way between two passes is at rest: at the callback, or at the login page. No browser stops a background
   * that an event waits for; only a debugger would.
   */
  readonly gate: Gate;
}

const callback = /\/(?:cb|closing)\//;
const rest = /\/(?:cb|closing|interaction)\//;

async function logInHere({ page, site, gate }: Place, options: LoginOptions): Promise<void> {
  await gate.through(async () => {
    await page.goto(site.login(options));
    await page.waitForURL(rest);
  });
  if (callback.test(page.url())) return;
  await gate.through(async () => {
    await press(page);
    await page.waitForURL(callback);
  });
}

async function logInFramed({ page, site, gate }: Place, options: LoginOptions): Promise<void> {
  const frameAt = async (where: RegExp) =>
    await poll(`the frame at ${where}`, () => page.frames().find((frame) => where.test(frame.url())));
  const frame = await gate.through(async () => {
    await page.goto(site.frame(options));
    return await frameAt(rest);
  });
  if (callback.test(frame.url())) return;
  await gate.through(async () => {
    await press(frame);
    await frameAt(callback);
  });
}

async function logInByPopup({ page, site, gate }: Place, options: LoginOptions): Promise<void> {
  const popup = await gate.through(async () => {
    await page.goto(site.popup({ ...options, callback: 'closing' }));
    const [popup] = await Promise.all([page.waitForEvent('popup'), page.click('button')]);
    await Promise.race([popup.waitForURL(/\/interaction\//), closed(popup)]).catch(() => closed(popup));
    return popup;
  });
  if (popup.isClosed()) return;
  await gate.through(async () => {
    await press(popup);
    await closed(popup);
  });
}

async function closed(popup: Page): Promise<void> {
  if (!popup.isClosed()) await popup.waitForEvent('close');
}

/** An event, not a click: Playwright waits long for a button of a tab that is not in front. */
async function press(page: Page | Frame): Promise<void> {
  await page
    .getByRole('button', { name: 'Log in' })
    .dispatchEvent('click')
    // A popup may be gone before that is told.
    .catch(() => undefined);
}

/** How many authorization requests reached the server, and how many responses the application. */
function arrived({ site }: Session) {
  return {
    asked: site.heard.issuer.filter(({ url }) => url.startsWith('/auth?')).length,
    brought: site.heard.app.filter(({ url }) => callback.test(url)).length,
  };
}

/** Waits until so many responses are kept or dropped and those that are kept are judged, or nothing changes any more. */
async function settled(panel: PanelView, sent: number): Promise<RecordSet> {
  const stored = storedIn(panel);
  let [last, since] = ['', Date.now()];
  return await poll(
    'an end',
    async () => {
      const set = recordsIn(members(await stored.captured()));
      const { responses, summaries, dropped } = set;
      if (responses.size + dropped >= sent && summaries.size >= exchangesOf(set).exchanges.length) return set;
      const now = `${responses.size} ${summaries.size} ${dropped}`;
      if (now !== last) [last, since] = [now, Date.now()];
      return Date.now() - since > quiet && set;
    },
    10 * 60_000,
  );
}

/** So long nothing may change while something is missing, in milliseconds. */
const quiet = 20_000;

function recordsIn(stored: Readonly<Record<string, unknown>>): RecordSet {
  const set = emptySet();
  for (const [key, value] of Object.entries(stored)) applyRecord(set, key, value);
  return set;
}

const stateAsked = ({ url }: RequestRecord) => new URL(url).searchParams.get('state');

function stateBrought({ url, form }: ResponseRecord): unknown {
  const { search, hash } = new URL(url);
  const given = [...(form ?? []), ...new URLSearchParams(search), ...new URLSearchParams(hash.slice(1))];
  const jwt = given.find(([name]) => name === 'response')?.[1];
  return jwt === undefined ? undefined : members(parseJws(jwt).payload)['state'];
}

/** Numbers from 0 to 1, as if by chance: the same seed gives the same ones (Park and Miller, 1988). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
