import { readFile } from 'node:fs/promises';
import { evaluated, type Relay, TABS } from './relay.ts';

/** A browsing context, by BiDi's id, and the URL of the page in it. */
export interface Exposed {
  readonly context: string;
  readonly url: string;
}

/** The commands of `inside.js`. */
interface Commands {
  openPanel(context: string, width: number): Exposed;
  focusPanel(context: string): void;
  setWidth(context: string, width: number): void;
  setTheme(theme: 'light' | 'dark'): void;
  pictureOf(context: string): string;
  setColourScheme(contexts: readonly string[], scheme: string | null): void;
  tabId(context: string): number;
  badge(context: string): { text: string; title: string; colour: number[] };
  openPopup(context: string): Exposed;
  closePopup(context: string): void;
  isBackgroundRunning(): boolean;
  background(): Exposed;
  stopBackground(): void;
  asked(): string[];
  noteErrors(): void;
  errors(): string[];
  answerPrompt(answer: 'allow' | 'deny'): void;
  takeBackAccess(pattern: string): void;
  allowPrivateWindows(): void;
  openPrivateWindow(): void;
  closeOthers(contexts: readonly string[]): void;
}

/** Calls one of the commands of `inside.js`. */
export type Privileged = <Name extends keyof Commands>(
  command: Name,
  ...given: Parameters<Commands[Name]>
) => Promise<ReturnType<Commands[Name]>>;

/** Calls a function, given as source text, in a browsing context with what JSON can say, and gives what it gave. */
export async function callIn(relay: Relay, context: string, call: string, given: readonly unknown[]) {
  const expression = `(async () => JSON.stringify((await (${call})(...${JSON.stringify(given)})) ?? null))()`;
  const answer = await relay.send('script.evaluate', { expression, target: { context }, awaitPromise: true });
  const result: unknown = JSON.parse(evaluated(answer).value ?? 'null');
  return result;
}

/** Brings `inside.js` into a window of Firefox. */
export async function enter(relay: Relay, extensionId: string): Promise<Privileged> {
  const { contexts } = (await relay.send('browsingContext.getTree', { 'moz:scope': 'chrome' })) as {
    contexts: Exposed[];
  };
  const window = contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
  if (!window) throw new Error('Firefox shows no window');
  const script = await readFile(new URL('inside.js', import.meta.url), 'utf8');
  const commands = script.replace('export default ', '');
  await callIn(relay, window.context, `(id) => void (globalThis.inside = (${commands})(id))`, [extensionId]);
  await relay.send('script.callFunction', {
    functionDeclaration: '(tell) => inside.tellOfTabs(tell)',
    arguments: [{ type: 'channel', value: { channel: TABS } }],
    target: { context: window.context },
    awaitPromise: false,
  });
  return async (command, ...given) =>
    (await callIn(relay, window.context, `inside.${command}`, given)) as ReturnType<Commands[typeof command]>;
}
