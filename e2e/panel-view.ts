import type { Frame } from 'playwright';
import type { Outcome } from '../src/checks/check.ts';
import { type Changed, inPage } from './in-page.ts';

/** One row of the panel's list, as it reads. */
export interface RowView {
  /** The id of its element: `row-`, and that of its response. */
  readonly id: string;
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
  /** Clicks on the row at this place, counted from 0, and reads the detail once it is that of the row. */
  select(index: number, how?: HowRead): Promise<DetailView>;
  /** Waits until the detail is that of the selected row, and reads it. */
  detail(how?: HowRead): Promise<DetailView>;
  /** Selects one row after the other and reads them with their details. */
  readAll(how?: HowRead): Promise<Reading[]>;
}

/**
 * How much of a detail is read: what stands there at first, which is all that did not pass, or all of it, for which
 * everything is opened and closed again; that takes ten times as long.
 */
export type HowRead = 'as it stands' | 'opened';

/** A row, and the detail that is shown when it is selected. */
export interface Reading {
  readonly row: RowView;
  readonly detail: DetailView;
}

/** The detail of the selected exchange, as it reads. */
export interface DetailView {
  /** The verdict in one sentence. */
  readonly sentence: string;
  /**
   * Names of the checks with an outcome, sorted; without those that are skipped as not watched. Those that passed only if
   * opened.
   */
  checks(outcome: Outcome): readonly string[];
  /** Names of the checks that are skipped because the client does not watch for leaks, sorted. Only if opened. */
  readonly unwatched: readonly string[];
  /**
   * The whole text of one finding: title, expected, observed, why, who, clauses; empty where there is none. Only what
   * failed is open at first.
   */
  finding(check: string): string;
}

interface ReadFinding {
  readonly check: string;
  readonly outcome: string;
  /** Whether it is open at first. */
  readonly isOpen: boolean;
  readonly isUnwatched: boolean;
  readonly text: string;
}

/** Reads the panel in the frame that a driver found in the real DevTools. */
export function viewPanel(frame: Frame): PanelView {
  const rows = async () => await frame.evaluate(readRows);
  const detail = async (select: number | null, how: HowRead) => {
    const read = await inPage(frame, readDetail, { select, how, patience: 20_000 });
    if (!read) throw new Error('the detail of the selected response does not come');
    return detailView(read.sentence, read.findings, how);
  };
  return {
    frame,
    rows,
    async newest(count) {
      if (!(await inPage(frame, awaitRows, { count, patience: 20_000 })))
        throw new Error(`not ${count} judged rows, but ${JSON.stringify(await rows())}`);
      const newest = (await rows()).at(-1);
      if (!newest) throw new Error('no row');
      return newest;
    },
    select: (index, how = 'as it stands') => detail(index, how),
    detail: (how = 'as it stands') => detail(null, how),
    async readAll(how = 'as it stands') {
      const details: DetailView[] = [];
      for (const index of (await rows()).keys()) details.push(await detail(index, how));
      // A detail waits for what is still to be learnt, a row does not.
      const now = await rows();
      return details.flatMap((detail, index) => {
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

/**
 * In the page: waits until there are so many rows, each has its verdict, and the detail is that of the selected one; false
 * if that does not come.
 */
async function awaitRows(
  { count, patience }: { readonly count: number; readonly patience: number },
  changed: Changed,
) {
  const all = 'table[role=grid] tbody tr';
  const isOwnDetail = () => {
    const row = document.querySelector(`${all}[aria-selected=true]`);
    const shown = document.querySelector('section.detail')?.getAttribute('data-exchange');
    return !row || row.id === `row-${shown}`;
  };
  const isThere = () =>
    // Of a long list not all rows are in the document; its head is counted, too.
    Number(document.querySelector('table[role=grid]')?.getAttribute('aria-rowcount')) - 1 === count &&
    !document.querySelector(`${all}:is([data-verdict=judging], [data-verdict=pending])`) &&
    isOwnDetail();
  for (const end = Date.now() + patience; Date.now() < end && !isThere();) await changed();
  return isThere();
}

interface DetailQuery {
  readonly select: number | null;
  readonly how: HowRead;
  /** In milliseconds. */
  readonly patience: number;
}

/** In the page: selects a row, unless `select` is null, and reads the detail once it is that of the selected row. */
async function readDetail({ select, how, patience }: DetailQuery, changed: Changed) {
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
      if (!detail.querySelector('.findings')) {
        // The panel remembers the tab that was open last, be it for another spec.
        const tabs = [...detail.querySelectorAll<HTMLElement>('[role=tab]')];
        tabs.find(({ firstChild }) => firstChild?.textContent === 'Findings')?.click();
        await changed();
        continue;
      }
      // What is folded is made when it is opened.
      const closed: HTMLDetailsElement[] = [];
      const isClosed = () => how === 'opened' && detail.querySelector('details > summary:only-child');
      while (isClosed() && Date.now() < end) {
        for (const fold of detail.querySelectorAll<HTMLDetailsElement>('details:not([open])')) {
          fold.open = true;
          closed.push(fold);
        }
        await changed();
      }
      for (const fold of closed) fold.open = false;
      return {
        sentence: detail.querySelector('h2')?.textContent?.trim() ?? '',
        findings: [...detail.querySelectorAll('details.finding')].map((finding) => ({
          check: finding.getAttribute('data-check') ?? '',
          outcome: finding.getAttribute('data-outcome') ?? '',
          isOpen: finding.hasAttribute('open'),
          isUnwatched: finding.closest('.unwatched') !== null,
          text: finding.textContent ?? '',
        })),
      };
    }
    await changed();
  }
  return null;
}

function detailView(sentence: string, findings: readonly ReadFinding[], how: HowRead): DetailView {
  const opened = () => {
    if (how !== 'opened') throw new Error('to read all findings, ask for the detail "opened"');
    return findings;
  };
  return {
    sentence,
    checks: (outcome) =>
      (outcome === 'pass' ? opened() : findings)
        .filter((finding) => finding.outcome === outcome && !finding.isUnwatched)
        .map(({ check }) => check)
        .toSorted(),
    get unwatched() {
      return opened()
        .filter(({ isUnwatched }) => isUnwatched)
        .map(({ check }) => check)
        .toSorted();
    },
    finding: (name) => {
      const shown = findings.find(({ check, isOpen }) => check === name && isOpen);
      return (shown ?? opened().find(({ check }) => check === name))?.text ?? '';
    },
  };
}
