import type { Frame } from 'playwright';
import type { Outcome } from '../src/checks/check.ts';
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
  /**
   * Selects the rows from this place on, counted from 0, one after the other, and reads them with their details. Of a
   * finding that is not open only its line is read.
   */
  readFrom(place: number): Promise<Reading[]>;
}

/** A row, and the detail that is shown when it is selected. */
export interface Reading {
  readonly row: RowView;
  readonly detail: DetailView;
}

/** The detail of the selected exchange, as it reads. */
export interface DetailView {
  /** The verdict in one sentence. */
  readonly sentence: string;
  /** Names of the checks with an outcome, sorted; without those that are skipped as not watched. */
  checks(outcome: Outcome): readonly string[];
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
  const rows = async () => await frame.evaluate(readRows);
  const detail = async (select: number | null) => {
    const read = await frame.evaluate(readDetail, { select, whole: select === null, patience: 20_000 });
    if (!read) throw new Error('the detail of the selected response does not come');
    return detailView(read.sentence, read.findings);
  };
  return {
    frame,
    rows,
    newest: async (count) =>
      await poll(`${count} judged rows in the panel`, async () => {
        const now = await rows();
        return now.length === count && now.every(({ settled }) => settled) ? now.at(-1) : undefined;
      }),
    select: (index) => frame.locator('table[role=grid] tbody tr').nth(index).click(),
    detail: () => detail(null),
    async readFrom(place) {
      const details = new Map<number, DetailView>();
      for (const index of (await rows()).keys()) {
        if (index >= place) details.set(index, await detail(index));
      }
      // A detail waits for what is still to be learnt, a row does not.
      const now = await rows();
      return [...details].flatMap(([index, detail]) => {
        const row = now[index];
        return row ? [{ row, detail }] : [];
      });
    },
  };
}

/** In the page: the rows of the list. */
function readRows() {
  return [...document.querySelectorAll('table[role=grid] tbody tr')].map((row) => {
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
  });
}

interface DetailQuery {
  readonly select: number | null;
  /** Whether also what a finding that passed opens to is read. */
  readonly whole: boolean;
  /** In milliseconds. */
  readonly patience: number;
}

/** In the page: selects a row, unless `select` is null, and reads the detail once it is that of the selected row. */
async function readDetail({ select, whole, patience }: DetailQuery) {
  const rows = document.querySelectorAll<HTMLElement>('table[role=grid] tbody tr');
  if (select !== null) rows[select]?.click();
  for (const end = Date.now() + patience; Date.now() < end;) {
    const row = document.querySelector('table[role=grid] tbody tr[aria-selected=true]');
    const detail = document.querySelector('section.detail');
    const isSettled =
      !['judging', 'pending'].includes(row?.getAttribute('data-verdict') ?? 'judging') &&
      detail?.getAttribute('aria-busy') === 'false' &&
      detail.querySelector('header')?.getAttribute('data-verdict') !== 'pending';
    const isOfRow = row?.id === `row-${detail?.getAttribute('data-exchange')}`;
    if (detail && isSettled && isOfRow && (select === null || row === rows[select])) {
      // What is folded is made when it is opened.
      const closed: HTMLDetailsElement[] = [];
      const folds = whole ? 'details' : 'details:not(.finding)';
      while (detail.querySelector(`${folds} > summary:only-child`) && Date.now() < end) {
        for (const fold of detail.querySelectorAll<HTMLDetailsElement>(`${folds}:not([open])`)) {
          fold.open = true;
          closed.push(fold);
        }
        await new Promise((resolve) => setTimeout(resolve));
      }
      for (const fold of closed) fold.open = false;
      return {
        sentence: detail.querySelector('h2')?.textContent?.trim() ?? '',
        findings: [...detail.querySelectorAll('details.finding')].map((finding) => ({
          check: finding.getAttribute('data-check') ?? '',
          outcome: finding.getAttribute('data-outcome') ?? '',
          isUnwatched: finding.closest('.unwatched') !== null,
          text: finding.textContent ?? '',
        })),
      };
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return null;
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
