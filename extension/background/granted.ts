import { type GrantedRecord, recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { writeRecords } from '../store.ts';

/** Writes down what the browser grants, for pages that cannot ask it. Must be called in the first tick. */
export function noteGranted(): void {
  const note = () => void write();
  browser.permissions.onAdded.addListener(note);
  browser.permissions.onRemoved.addListener(note);
  note();
}

async function write(): Promise<void> {
  const { origins = [] } = await browser.permissions.getAll();
  const record: GrantedRecord = { origins };
  await writeRecords({ [recordKey.granted]: record });
}
