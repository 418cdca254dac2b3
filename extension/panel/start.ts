import type { Client } from '../../src/client.ts';
import type { Metadata } from '../../src/issuer/metadata.ts';
import { freshLength, freshValues } from '../../src/login/fresh.ts';
import type { LoginOptions } from '../../src/login/options.ts';
import type { LoginProblem } from '../../src/login/problem.ts';
import { pushedLogin } from '../../src/login/push.ts';
import type { ServerError } from '../../src/login/server-error.ts';
import { type StartedLogin, startLogin } from '../../src/login/start.ts';
import { type StartedRecord, captureId, recordKey } from '../../src/records.ts';
import type { Secrets } from '../../src/secrets.ts';
import { browser } from '../browser.ts';
import { type Problem, send } from '../issuer.ts';
import { writeRecords } from '../store.ts';

/** What a login is started from. */
export interface Starting {
  readonly client: Client;
  readonly metadata: Metadata | null;
  readonly secrets: Secrets | null;
  readonly options: LoginOptions;
}

/** What became of it: where the browser can be sent, or why nowhere. */
export type Started =
  | { readonly url: string; readonly login: StartedLogin }
  | { readonly problems: readonly LoginProblem[] }
  | { readonly refused: ServerError }
  /** The request could not be pushed. */
  | { readonly unsent: Problem; readonly endpoint: string };

/** Makes a login, and pushes it where it is to be pushed. Nothing is sent where something stands in the way. */
export async function prepare(starting: Starting): Promise<Started> {
  const fresh = freshValues(crypto.getRandomValues(new Uint8Array(freshLength)));
  const login = await startLogin(starting, fresh, Math.floor(Date.now() / 1000));
  if ('problems' in login) return login;
  if (login.push === null) return { url: login.url ?? '', login };
  const answer = await send(login.push, starting.client);
  if ('problem' in answer) return { unsent: answer, endpoint: login.push.url };
  const pushed = pushedLogin(login, answer);
  return 'url' in pushed ? { url: pushed.url, login } : { refused: pushed };
}

/** Writes down what a login sent, and its verifier, so that its response can be judged by it. @throws for want of room */
export async function keepStarted(
  { url, login }: Extract<Started, { url: string }>,
  { client, options }: Pick<Starting, 'client' | 'options'>,
  tabId: number,
): Promise<void> {
  const at = Date.now();
  const [worker = ''] = crypto.randomUUID().split('-');
  const id = captureId(at, 0, worker.slice(0, 4));
  const record: StartedRecord = {
    id,
    at,
    tabId,
    client: client.id,
    url: new URL(url).href,
    parameters: [...login.sent],
    via: options.via,
  };
  const { code_verifier } = login;
  await writeRecords({
    [recordKey.started(id)]: record,
    ...(code_verifier !== null && { [recordKey.verifier(id)]: { code_verifier } }),
  });
}

/** The tab that a login is opened in: the inspected one, else a new one. */
export async function tabForLogin(inspected: number | null): Promise<number> {
  if (inspected !== null) return inspected;
  const { id = -1 } = await browser.tabs.create({ url: 'about:blank' });
  return id;
}

/** Has a tab sent to a URL that `prepare` made: the background does it, since a panel of Firefox cannot. */
export async function openIn(tabId: number, url: string): Promise<void> {
  await writeRecords({ [recordKey.visit(crypto.randomUUID())]: { tabId, url } });
}
