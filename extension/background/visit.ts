import { type VisitRecord, recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { removeRecords } from '../store.ts';

/** Sends a tab where the panel wants it, once: the wish goes first. */
export async function carryOutVisit(id: string, { tabId, url }: VisitRecord): Promise<void> {
  await removeRecords([recordKey.visit(id)]);
  await browser.tabs.update(tabId, { url });
}
