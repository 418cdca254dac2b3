import { ownSecrets } from '../../src/recordset.ts';
import { bugReport } from '../../src/report/bug-report.ts';
import { browser } from '../browser.ts';
import { rowOf } from '../ui/row.ts';
import type { Inspected } from '../ui/inspected.ts';
import { recordsNow } from './state.ts';

/** What is shown of a response, as a bug report in Markdown without a secret. */
export function reportOf(inspected: Inspected): string {
  const { version } = browser.runtime.getManifest();
  const set = recordsNow();
  const own = set ? ownSecrets(set) : [];
  return bugReport(inspected, { mode: rowOf(inspected.exchange).mode, version, own });
}
