import { signal } from '@preact/signals';
import type { Accepted } from '../../src/accepted.ts';
import type { Client } from '../../src/client.ts';
import { originPattern } from '../../src/host.ts';
import { type RequestRecord, type RunRecord, type TypedRecord, recordKey } from '../../src/records.ts';
import type { Exchange } from '../../src/exchange.ts';
import { mayPin, pinLimits } from '../../src/pins.ts';
import type { RecordSet } from '../../src/recordset.ts';
import { browser, hasApi } from '../browser.ts';
import { readAccepted, removeRecords, saveAccepted, saveClients, writeRecords } from '../store.ts';
import { type AccessPurpose, accessFragment } from '../ui/access-address.ts';
import { type OptionsPlace, optionsFragment } from '../ui/options-address.ts';
import { isGrantedAtInstall } from './install.ts';
import type { Scope } from './typed.ts';

/** What the user should know of the last thing that did not work; null where there is nothing. */
export const trouble = signal<string | null>(null);

/** Asks the background to look at the issuer once more on behalf of one response. */
export async function wantKeys(response: string): Promise<void> {
  await write({ [recordKey.wantKeys(response)]: { at: Date.now() } });
}

/** Makes the background start where it was stopped: any change in the store does. */
export function wakeBackground(): void {
  // Where there is no room left even for this, the next event of the browser will do.
  writeRecords({ [recordKey.wake]: { at: Date.now() } }).catch(() => undefined);
}

/** Asks the user for access to a URL's origin, and then for another look for a response. Call first thing in a click. */
export function allowAccess(url: string, response: string): void {
  askFor([url], { response }, (granted) => void (granted && wantKeys(response)));
}

/**
 * Asks the user for access to the origins of some URLs, and registers a client once it is granted. Call first thing in
 * a click.
 *
 * @param onAnswer called with whether access was granted, where the panel itself can ask
 */
export function watchClient(
  client: Client,
  urls: readonly string[],
  onAnswer: (granted: boolean) => void,
): void {
  askFor(urls, { client }, (granted) => {
    onAnswer(granted);
    if (granted) void tryTo(() => saveClients([client]));
  });
}

/** Where a panel cannot ask (Firefox), a page is opened that can, does what the access is for, and comes back. */
function askFor(urls: readonly string[], purpose: AccessPurpose, onAnswer: (granted: boolean) => void): void {
  const wanted = urls.filter((url) => !isGrantedAtInstall(url));
  if (wanted.length === 0) onAnswer(true);
  else if (!hasApi('permissions')) {
    const { tabId } = browser.devtools.inspectedWindow;
    openPage('extension/access/index.html', accessFragment({ urls: wanted, purpose, tabId }));
  } else
    browser.permissions
      .request({ origins: wanted.map(originPattern) })
      .then(
        onAnswer,
        () => (trouble.value = 'The browser did not ask for this access. Try it on the options page.'),
      );
}

/** Opens the options page, at a field or as it is. */
export function openOptions(place?: OptionsPlace): void {
  openPage('extension/options/index.html', place ? optionsFragment(place) : '');
}

/**
 * Opens a page of the extension in a tab: what a panel can do in both browsers. A page that keeps its opener stays in
 * the process of DevTools, where Chromium 156 gives it no extension API: it would stay blank.
 */
function openPage(path: string, fragment: string): void {
  window.open(browser.runtime.getURL(path) + fragment, '_blank', 'noopener');
}

/** Changes what the tester knows, for one exchange by its response's id, or for all of a client by its id. */
export async function typeIn(
  scope: Scope,
  id: string,
  before: TypedRecord | null,
  change: Partial<Omit<TypedRecord, 'revision'>>,
): Promise<void> {
  const record: TypedRecord = {
    values: {},
    profile: null,
    client_id: null,
    ...before,
    ...change,
    revision: crypto.randomUUID(),
  };
  await write({ [recordKey.typed(scope, id)]: record });
}

/** Pins a response, so that it stays when the list is cleared and when room is made; or takes the pin out. */
export async function setPinned(set: RecordSet | null, exchange: Exchange, isPinned: boolean): Promise<void> {
  const key = recordKey.pinned(exchange.id);
  if (!isPinned) await removeRecords([key]);
  else if (set && mayPin(set, exchange)) await write({ [key]: { at: Date.now() } });
  else
    trouble.value = `No more can be pinned: at most ${pinLimits.exchanges} responses, or half of the room there is. Take a pin out first.`;
}

/** Starts a run, in the place of the last one, or ends one, in which case it has an end. */
export async function saveRun(run: RunRecord): Promise<void> {
  await write({ [recordKey.run]: run });
}

/** Accepts a finding for all responses of a client. */
export async function accept(client: Client, finding: Accepted): Promise<void> {
  await changeAccepted(client, (before) => [
    ...before.filter((one) => !isSame(one, finding.check, finding.code)),
    finding,
  ]);
}

/** No longer accepts a finding for a client. */
export async function takeBack(client: Client, check: string, code: string | null): Promise<void> {
  await changeAccepted(client, (before) => before.filter((one) => !isSame(one, check, code)));
}

const isSame = (one: Accepted, check: string, code: string | null) =>
  one.check === check && one.code === code;

async function changeAccepted(
  { id, issuer }: Client,
  change: (before: readonly Accepted[]) => Accepted[],
): Promise<void> {
  const before = await readAccepted(id);
  const findings = change(before?.issuer === issuer ? before.findings : []);
  await tryTo(() => saveAccepted({ client: id, issuer, revision: crypto.randomUUID(), findings }));
}

/** Removes what is listed. The background deletes it; it is out of the lists at once. */
export async function clear(
  exchanges: readonly Exchange[],
  waiting: readonly RequestRecord[],
): Promise<void> {
  const answered = exchanges.flatMap(({ request }) => request ?? []);
  await write({
    [recordKey.removed(crypto.randomUUID())]: {
      responses: exchanges.flatMap(({ id, sightings }) => [id, ...sightings.map((again) => again.id)]),
      requests: [...answered, ...waiting].map(({ id }) => id),
    },
  });
}

async function write(records: Readonly<Record<string, unknown>>): Promise<void> {
  await tryTo(() => writeRecords(records));
}

async function tryTo(store: () => Promise<void>): Promise<void> {
  try {
    await store();
    trouble.value = null;
  } catch {
    trouble.value = 'The browser refused to store this: the room it gives the extension is used up.';
  }
}
