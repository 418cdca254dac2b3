import * as v from 'valibot';
import { PrivateWindowsRecord, recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { readRecord, writeRecords } from '../store.ts';

/** How many private windows were seen to open since this start, and whether one may be open still. */
let opened = 0;
let mayBeOpen = false;

/**
 * Writes down that there are private windows, and until when there were: of a tab that is gone nothing tells whether it
 * was private, but where no private window was open, it was not. The event is rare. Must be called in the first tick.
 */
export function notePrivateWindows(): void {
  browser.windows.onCreated.addListener(({ incognito }) => {
    if (incognito) void noteOpen();
  });
  // They may have been open before the extension was there.
  void isAnyOpen().then((isOpen) => (isOpen ? noteOpen() : undefined));
}

async function noteOpen(): Promise<void> {
  opened += 1;
  mayBeOpen = true;
  await write({ until: null });
}

async function write(record: PrivateWindowsRecord): Promise<void> {
  await writeRecords({ [recordKey.privateWindows]: record });
}

/** Whether a private window is open. */
async function isAnyOpen(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ incognito }) => incognito);
}

/**
 * Whether a tab that is gone may have been private.
 *
 * @param at when it was heard of, in milliseconds since 1970
 */
export async function mayHaveBeenPrivate(at: number): Promise<boolean> {
  if (!(await browser.extension.isAllowedIncognitoAccess())) return false;
  if (mayBeOpen || (await isAnyOpen())) return true;
  const noted = await readNoted();
  return noted !== null && (noted.until === null || at <= noted.until);
}

async function readNoted(): Promise<PrivateWindowsRecord | null> {
  const read = v.safeParse(PrivateWindowsRecord, await readRecord(recordKey.privateWindows));
  return read.success ? read.output : null;
}

/**
 * Does something for the end of the last private window. Then there are none, unless it could not be done, or another one
 * opened meanwhile.
 */
export async function atTheirEnd(work: () => Promise<'done' | 'not yet'>): Promise<void> {
  const before = opened;
  if (await isAnyOpen()) return;
  const until = Date.now();
  if ((await work()) !== 'done' || opened !== before) return;
  // Their end is written once: each change in the store asks for this anew.
  if (!mayBeOpen && (await readNoted())?.until !== null) return;
  mayBeOpen = false;
  await write({ until });
}
