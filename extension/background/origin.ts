import { type ArrangedRecord, type PostingRecord, recordKey } from '../../src/records.ts';
import type { RecordSet } from '../../src/recordset.ts';
import { browser } from '../browser.ts';
import { writeRecords } from '../store.ts';

/** How long something may take to be posted, in milliseconds: a panel that was closed meanwhile takes nothing back. */
const limit = 60_000;
const rule = 1;

/**
 * What is being posted, where that is not what is arranged; null where nothing is to be done.
 *
 * @param now in milliseconds since 1970
 */
export function postingsToArrange({ postings, arranged }: RecordSet, now: number): string[] | null {
  const isOn = ({ at }: PostingRecord) => Math.abs(now - at) < limit;
  const wanted = [...postings].flatMap(([id, posting]) => (isOn(posting) ? [id] : []));
  return wanted.join() === arranged.join() ? null : wanted;
}

/**
 * Takes the `Origin` off what the extension's own pages post, or leaves it again where nothing is posted. No other request
 * has the extension as its initiator, and the rule applies only where access was granted.
 *
 * It stands no longer than it takes: as long as there is a rule that changes headers, a browser leads every request of
 * every page past it (a tenth of the time that a page takes to load, measured in Chromium 156).
 */
export async function arrange(postings: string[]): Promise<void> {
  const { hostname } = new URL(browser.runtime.getURL(''));
  await browser.declarativeNetRequest.updateSessionRules({
    removeRuleIds: [rule],
    addRules: postings.length === 0 ? [] : [ruleFor(hostname)],
  });
  const record: ArrangedRecord = { postings };
  await writeRecords({ [recordKey.arranged]: record });
}

function ruleFor(hostname: string) {
  return {
    id: rule,
    action: {
      type: 'modifyHeaders' as const,
      requestHeaders: [{ header: 'origin', operation: 'remove' as const }],
    },
    condition: {
      initiatorDomains: [hostname],
      requestMethods: ['post' as const],
      resourceTypes: ['xmlhttprequest' as const],
    },
  };
}
