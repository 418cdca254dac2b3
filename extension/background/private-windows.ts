import { type PrivateWindowsRecord, recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { readRecord, removeRecords, writeRecords } from '../store.ts';

/** How many private windows were seen to open since this start. */
let opened = 0;

/**
 * Writes down that there are private windows, for as long as there are: of a tab that is gone nothing tells whether it
 * was private, but where no private window was open, it was not. The event is rare. Must be called in the first tick.
 */
export function notePrivateWindows(): void {
  browser.windows.onCreated.addListener(({ incognito }) => {
    if (incognito) void note();
  });
  // They may have been open before the extension was there.
  void isAnyOpen().then((isOpen) => (isOpen ? note() : undefined));
}

async function note(): Promise<void> {
  opened += 1;
  const record: PrivateWindowsRecord = { at: Date.now() };
  await writeRecords({ [recordKey.privateWindows]: record });
}

/** Whether a private window is open. */
async function isAnyOpen(): Promise<boolean> {
  return (await browser.windows.getAll()).some(({ incognito }) => incognito);
}

/** Whether a tab that is gone may have been private. */
export async function mayHaveBeenPrivate(): Promise<boolean> {
  if (!(await browser.extension.isAllowedIncognitoAccess())) return false;
  return opened > 0 || (await readRecord(recordKey.privateWindows)) !== undefined || (await isAnyOpen());
}

/** Does something for the end of the last private window; then there are none, unless another one opened meanwhile. */
export async function atTheirEnd(work: () => Promise<void>): Promise<void> {
  const before = opened;
  if (await isAnyOpen()) return;
  await work();
  if (opened !== before) return;
  opened = 0;
  await removeRecords([recordKey.privateWindows]);
}
