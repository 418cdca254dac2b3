import type { Page } from 'playwright';
import { type RawData, WebSocket, WebSocketServer } from 'ws';
import { poll } from '../../poll.ts';

/** A message of WebDriver BiDi: a command, its answer or an event. */
interface Message {
  readonly id?: number;
  readonly type?: string;
  readonly method?: string;
  readonly params?: Readonly<Record<string, unknown>>;
  readonly result?: unknown;
  readonly message?: string;
}

/** A browsing context and the URL of the page in it. */
interface Tab {
  readonly context: string;
  readonly url: string;
}

/** The channel on which Firefox tells of the tabs that the extension opened. */
export const TABS = 'tabs';

/** Far above what Playwright will ever count to. */
const OWN_IDS = 2 ** 40;

/**
 * Stands between Playwright and Firefox, which speak WebDriver BiDi, and adds what neither has: the extension's own
 * pages load for Playwright as others do, and the panel inside the toolbox is a page for it (Playwright 1.65, Firefox
 * 153).
 */
export class Relay {
  readonly #server = new WebSocketServer({ host: '127.0.0.1', port: 0 });
  #playwright: WebSocket | undefined;
  #firefox: WebSocket | undefined;
  #lastId = OWN_IDS;
  readonly #answers = new Map<number, { resolve(result: unknown): void; reject(error: Error): void }>();
  readonly #contexts = new WeakMap<Page, string>();
  readonly #markers = new Map<string, (context: string) => void>();
  readonly #closers = new Map<string, () => Promise<void>>();
  /** Answers Playwright's wish for a colour scheme, which Firefox does not know. */
  onColourScheme: (contexts: readonly string[], scheme: string | null) => Promise<void> = async () =>
    undefined;

  constructor() {
    this.#server.on('connection', (socket, { url = '' }) => this.#connect(socket, url));
  }

  /** The port to connect to; the path is the port of Firefox and what it expects itself. */
  async port(): Promise<number> {
    return poll('the port of the relay', () => {
      const address = this.#server.address();
      return typeof address === 'object' && address !== null && address.port;
    });
  }

  /** Sends a command of our own and gives its result. */
  send(method: string, params: object): Promise<unknown> {
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#answers.set(id, { resolve, reject });
      this.#firefox?.send(JSON.stringify({ id, method, params }));
    });
  }

  /** The browsing context that Playwright shows as `page`. Firefox keeps it when the page navigates. */
  async contextOf(page: Page): Promise<string> {
    const known = this.#contexts.get(page);
    if (known !== undefined) return known;
    // Playwright does not tell; it can be seen where it sends what the page is to evaluate.
    const marker = `"${crypto.randomUUID()}"`;
    let found: string | undefined;
    this.#markers.set(marker, (id) => void (found = id));
    const context = await poll('the browsing context of a page', async () => {
      // A navigation may end it, even after it was sent.
      await page.evaluate(marker).catch(() => undefined);
      return found;
    });
    this.#markers.delete(marker);
    this.#contexts.set(page, context);
    return context;
  }

  /** Makes a browsing context that BiDi leaves out a page of Playwright's. */
  async announce(context: string, url: string): Promise<void> {
    const { realm } = evaluated(
      await this.send('script.evaluate', { expression: '0', target: { context }, awaitPromise: false }),
    );
    this.#event('browsingContext.contextCreated', {
      context,
      url,
      parent: null,
      children: null,
      originalOpener: null,
      userContext: 'default',
    });
    this.#event('script.realmCreated', { type: 'window', realm, context, origin: new URL(url).origin });
    for (const event of ['domContentLoaded', 'load'])
      this.#event(`browsingContext.${event}`, { context, url });
  }

  /** What Playwright's wish to close a page that was announced does; then the page is gone. */
  onClose(
    { context, url }: { readonly context: string; readonly url: string },
    close: () => Promise<void>,
  ): void {
    this.#closers.set(context, async () => {
      await close();
      this.#event('browsingContext.contextDestroyed', { context, url, parent: null, children: null });
    });
  }

  close(): void {
    this.#server.close();
    this.#playwright?.terminate();
    this.#firefox?.terminate();
  }

  #connect(playwright: WebSocket, path: string): void {
    const [, port = '', ...rest] = path.split('/');
    const firefox = new WebSocket(`ws://127.0.0.1:${port}/${rest.join('/')}`, { perMessageDeflate: false });
    this.#playwright = playwright;
    this.#firefox = firefox;
    const early: RawData[] = [];
    firefox.once('open', () => {
      for (const data of early) this.#fromPlaywright(data);
    });
    playwright.on('message', (data: RawData) => {
      if (firefox.readyState === WebSocket.OPEN) this.#fromPlaywright(data);
      else early.push(data);
    });
    firefox.on('message', (data: RawData) => this.#fromFirefox(data));
    firefox.on('error', () => playwright.close());
    firefox.on('close', () => playwright.close());
    playwright.on('close', () => firefox.close());
  }

  #fromPlaywright(data: RawData): void {
    const text = String(data);
    const { id, method, params = {} } = JSON.parse(text) as Message;
    const closer = this.#closers.get(String(params['context']));
    if (method === 'browsingContext.close' && closer) {
      void this.#answer(id, closer());
      return;
    }
    if (method?.startsWith('network.')) {
      // What goes over the network is of no interest to the tests, and costs much to tell.
      void this.#answer(id);
      return;
    }
    if (method === 'session.subscribe') {
      const events = (params as { events: string[] }).events.filter((event) => event !== 'network');
      this.#firefox?.send(JSON.stringify({ id, method, params: { events } }));
      return;
    }
    if (method === 'emulation.setMediaFeaturesOverride') {
      const { contexts, features } = params as {
        contexts?: string[];
        features: Record<string, string | undefined>;
      };
      void this.#answer(id, this.onColourScheme(contexts ?? [], features['prefers-color-scheme'] ?? null));
      return;
    }
    for (const [marker, found] of this.#markers) {
      if (text.includes(JSON.stringify(marker).slice(1, -1)))
        found((params as { target: { context: string } }).target.context);
    }
    this.#firefox?.send(text);
  }

  /** Answers Playwright in the place of Firefox, once some work is done, be it that it failed. */
  async #answer(id: number | undefined, work?: Promise<void>): Promise<void> {
    await work?.catch(() => undefined);
    this.#playwright?.send(JSON.stringify({ type: 'success', id, result: {} }));
  }

  #fromFirefox(data: RawData): void {
    const text = String(data);
    const { id = 0, type, method, params = {}, result, message } = JSON.parse(text) as Message;
    const answer = this.#answers.get(id);
    if (answer) {
      this.#answers.delete(id);
      if (type === 'success') answer.resolve(result);
      else answer.reject(new Error(message));
      return;
    }
    const { url, context, channel } = params as { url?: string; context?: string; channel?: string };
    if (method === 'script.message' && channel === TABS) {
      void this.#onTab((params as { data: { value: string } }).data.value);
      return;
    }
    // The pages that the toolbox is made of are no tabs: their ids are plain numbers, as those of frames are.
    if (
      method === 'browsingContext.contextCreated' &&
      params['parent'] === null &&
      /^\d+$/.test(context ?? '')
    )
      return;
    this.#playwright?.send(text);
    if (method === 'browsingContext.navigationCommitted' && context && url?.startsWith('moz-extension:'))
      void this.#load(context, params);
  }

  async #onTab(news: string): Promise<void> {
    const { opened, closed } = JSON.parse(news) as { opened?: Tab; closed?: Tab };
    if (opened) await this.#announceSoon(opened).catch(() => undefined);
    if (closed) this.#gone(closed);
  }

  /** A page that is just being put in place of another cannot be asked, for that moment. */
  async #announceSoon({ context, url }: Tab): Promise<void> {
    await poll('a tab of the extension', async () => {
      await this.announce(context, url);
      return true;
    });
  }

  #gone({ context, url }: Tab): void {
    this.#event('browsingContext.contextDestroyed', { context, url, parent: null, children: null });
  }

  /** Firefox tells nothing of an extension's page after its navigation was committed. */
  async #load(context: string, params: object): Promise<void> {
    const expression = `new Promise((resolve) =>
      document.readyState === 'complete' ? resolve() : addEventListener('load', () => resolve()))`;
    await this.send('script.evaluate', { expression, target: { context }, awaitPromise: true }).catch(
      () => undefined,
    );
    for (const event of ['domContentLoaded', 'load']) this.#event(`browsingContext.${event}`, params);
  }

  #event(method: string, params: object): void {
    this.#playwright?.send(JSON.stringify({ type: 'event', method, params }));
  }
}

/** What `script.evaluate` gave: the realm it ran in, and a string where that was the result. Throws what was thrown. */
export function evaluated(result: unknown): { readonly realm: string; readonly value: string | undefined } {
  const {
    type,
    realm,
    result: value,
    exceptionDetails,
  } = result as {
    type: 'success' | 'exception';
    realm: string;
    result?: { value?: string };
    exceptionDetails?: { text: string };
  };
  if (type === 'exception') throw new Error(exceptionDetails?.text);
  return { realm, value: value?.value };
}
