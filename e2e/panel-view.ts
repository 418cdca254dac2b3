import type { Frame } from 'playwright';
import { poll } from './poll.ts';

/** One row of the panel's list, as it reads. */
export interface RowView {
  readonly mode: string;
  readonly result: string;
  /** The label in front of the reason, such as `Rejected`. */
  readonly verdict: string;
  readonly reason: string;
}

/** What a tester reads in the panel. */
export interface PanelView {
  readonly frame: Frame;
  /** The rows of the list, oldest first. */
  rows(): Promise<RowView[]>;
  /** Waits until the list has so many rows, each with its verdict, and gives the newest. */
  newest(count: number): Promise<RowView>;
  /** Clicks on the row at this place, counted from 0. */
  select(index: number): Promise<void>;
  /** Waits until the detail is that of the selected row, and reads it. */
  detail(): Promise<DetailView>;
}

/** The detail of the selected exchange, as it reads. */
export interface DetailView {
  /** The verdict in one sentence. */
  readonly sentence: string;
  /** Names of the checks with an outcome, sorted; without those that are skipped as not watched. */
  checks(outcome: 'fail' | 'warn' | 'info' | 'skip' | 'unsupported'): readonly string[];
  /** Names of the checks that are skipped because the client does not watch for leaks, sorted. */
  readonly unwatched: readonly string[];
  /** The whole text of one finding: title, expected, observed, why, who, clauses; empty where there is none. */
  finding(check: string): string;
}

interface ReadFinding {
  readonly check: string;
  readonly outcome: string;
  readonly isUnwatched: boolean;
  readonly text: string;
}

/** Reads the panel in the frame that a driver found in the real DevTools. */
export function viewPanel(frame: Frame): PanelView {
  const rows = () =>
    frame.locator('table[role=grid] tbody tr').evaluateAll((elements) =>
      elements.map((row) => {
        const cell = (name: string) => row.querySelector(`.column-${name}`);
        return {
          id: row.id,
          settled: !['judging', 'pending'].includes(row.getAttribute('data-verdict') ?? ''),
          selected: row.getAttribute('aria-selected') === 'true',
          mode: cell('mode')?.textContent ?? '',
          result: cell('result')?.textContent ?? '',
          verdict: cell('verdict')?.querySelector('b')?.textContent ?? '',
          reason: cell('verdict')?.querySelector('.reason')?.textContent ?? '',
        };
      }),
    );
  return {
    frame,
    rows,
    newest: async (count) =>
      await poll(`${count} judged rows in the panel`, async () => {
        const now = await rows();
        return now.length === count && now.every(({ settled }) => settled) ? now.at(-1) : undefined;
      }),
    select: (index) => frame.locator('table[role=grid] tbody tr').nth(index).click(),
    detail: async () =>
      await poll('the detail of the selected response', async () => {
        const selected = (await rows()).find((row) => row.selected);
        if (!selected?.settled) return undefined;
        const read = await frame.locator('section.detail').evaluate((detail) => ({
          sentence: detail.querySelector('h2')?.textContent?.trim() ?? '',
          label: detail.querySelector('header')?.getAttribute('data-verdict') ?? '',
          of: detail.getAttribute('data-exchange') ?? '',
          findings: [...detail.querySelectorAll('details.finding')].map((finding) => ({
            check: finding.getAttribute('data-check') ?? '',
            outcome: finding.getAttribute('data-outcome') ?? '',
            isUnwatched: finding.closest('.unwatched') !== null,
            text: finding.textContent ?? '',
          })),
        }));
        if (read.label === 'pending' || `row-${read.of}` !== selected.id) return undefined;
        return detailView(read.sentence, read.findings);
      }),
  };
}

function detailView(sentence: string, findings: readonly ReadFinding[]): DetailView {
  return {
    sentence,
    checks: (outcome) =>
      findings
        .filter((finding) => finding.outcome === outcome && !finding.isUnwatched)
        .map(({ check }) => check)
        .toSorted(),
    unwatched: findings
      .filter(({ isUnwatched }) => isUnwatched)
      .map(({ check }) => check)
      .toSorted(),
    finding: (name) => findings.find(({ check }) => check === name)?.text ?? '',
  };
}
