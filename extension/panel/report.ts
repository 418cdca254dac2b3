import { bugReport } from '../../src/report/bug-report.ts';
import { browser } from '../browser.ts';
import { rowOf } from '../ui/row.ts';
import type { Inspected } from '../ui/inspected.ts';
import { verifierFor } from './state.ts';

/** What is shown of a response, as a bug report in Markdown without a secret. */
export function reportOf(inspected: Inspected): string {
  const { version } = browser.runtime.getManifest();
  const code_verifier = verifierFor(inspected.exchange);
  return bugReport(inspected, { mode: rowOf(inspected.exchange).mode, version, code_verifier });
}
