import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { byArrival } from '../ui/sort.ts';
import { ListHead } from './list-head.tsx';
import { ListRow, rowElementId } from './list-row.tsx';
import { focusDetail, neighbour, takeKey } from './moves.ts';
import { type RowWindow, type Viewport, isSeen, rowWindow, scrollTopFor } from './row-window.ts';
import { onRowKey } from './row-keys.ts';
import { chosen, isFollowing, newest, rows, selected, sorting } from './state.ts';

/** In pixels, until a row has been drawn. */
const usualRowHeight = 21;

/** So high, in pixels, a list must be for a row to be seen below its head. */
const leastHeight = 45;

/** Which rows are drawn. Where the newest is kept in view it is known beforehand what will be seen: so each is drawn once. */
function windowOf(viewport: Viewport, isKeptInView: boolean): RowWindow {
  const isAtEnd = isKeptInView && isFollowing.value && sorting.value === byArrival;
  const scrollTop = isAtEnd ? Number.MAX_SAFE_INTEGER : viewport.scrollTop;
  return rowWindow(rows.value.length, { ...viewport, scrollTop });
}

/** Where a row is in the whole list; -1 where it is not. Looked for from its end: mostly it is the newest. */
function indexOf(id: string | undefined): number {
  return rows.value.findLastIndex(({ row }) => row.id === id);
}

/**
 * The list of exchanges, oldest first. The newest is kept in view until the user scrolls or selects. Of a long list
 * only what is seen is in the document, with some rows around it.
 */
export function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const grid = useRef<HTMLTableElement>(null);
  const followed = useRef(true);
  /** The row that is to have the focus as soon as it is in the document. */
  const awaited = useRef<string | null>(null);
  /** How the list is scrolled and how large it is; at first no higher than the window. */
  const viewport = useRef<Viewport>({ scrollTop: 0, height: innerHeight, rowHeight: usualRowHeight });
  const [, drawAgain] = useState(0);
  const all = rows.value;
  const newestId = newest.value?.row.id;
  const selectedId = selected.value?.id ?? null;
  const { rowHeight } = viewport.current;
  const { start, end } = windowOf(viewport.current, followed.current);
  const drawn = useRef({ start, end, rowHeight });
  drawn.current = { start, end, rowHeight };
  const inDocument = all.slice(start, end);
  const isThere = (elementId: string) => inDocument.some(({ row }) => rowElementId(row.id) === elementId);
  const focused = document.activeElement?.closest('tbody tr');
  // As others come, the row that has the focus leaves the document: the newest, which is selected, gets it.
  if (isFollowing.value && focused && grid.current?.contains(focused) && !isThere(focused.id))
    awaited.current = selectedId;

  /** Takes in how the list is scrolled and how large it is; where that changes no row nothing is drawn. */
  const look = () => {
    const box = scroller.current;
    if (!box) return;
    const rowHeight = grid.current?.tBodies[0]?.rows[0]?.offsetHeight || usualRowHeight;
    viewport.current = { scrollTop: box.scrollTop, height: box.clientHeight, rowHeight };
    const { start, end } = windowOf(viewport.current, followed.current);
    const before = drawn.current;
    const isDrawn = before.start === start && before.end === end && before.rowHeight === rowHeight;
    if (!isDrawn) drawAgain((times) => times + 1);
  };
  const toNewest = () => {
    const box = scroller.current;
    if (chosen.value === null) followed.current = true;
    if (box && followed.current && isFollowing.value) {
      if (sorting.value === byArrival) box.scrollTop = box.scrollHeight;
      else scrollTo(indexOf(newest.value?.row.id));
    }
    look();
  };
  useLayoutEffect(toNewest, [newestId, all.length, isFollowing.value, sorting.value, rowHeight]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(toNewest);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const row = awaited.current === null ? null : document.getElementById(rowElementId(awaited.current));
    if (!row) return;
    awaited.current = null;
    row.focus();
  });

  const scrollTo = (index: number) => {
    const box = scroller.current;
    if (!box || index < 0) return;
    const { rowHeight } = viewport.current;
    box.scrollTop = scrollTopFor(index, { scrollTop: box.scrollTop, height: box.clientHeight, rowHeight });
  };
  /** Gives a row the focus, and brings it into the document and into view for that. */
  const focusRow = (id: string) => {
    const index = indexOf(id);
    if (index < 0) return;
    if (index < start || index >= end) {
      scrollTo(index);
      awaited.current = id;
      look();
    } else document.getElementById(rowElementId(id))?.focus();
  };
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    const seen = { scrollTop: box.scrollTop, height: box.clientHeight, rowHeight };
    // The browser scrolls by itself where there is less room than before, or hardly any.
    if (seen.height !== viewport.current.height || seen.height < leastHeight) return toNewest();
    followed.current = isSeen(indexOf(newestId), seen);
    // Who reads what is above wants to go on reading it.
    if (!followed.current && isFollowing.value) chosen.value = selectedId;
    look();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target instanceof HTMLButtonElement) return;
    const ids = all.map(({ row }) => row.id);
    const next = neighbour(ids, selectedId, event.key);
    if (event.key === 'Enter') focusDetail();
    else if (onRowKey(event, all, selectedId)) return;
    else if (event.key === 'Escape' && !isFollowing.value) {
      followed.current = true;
      chosen.value = null;
      if (newestId !== undefined) focusRow(newestId);
    } else if (next !== null) {
      chosen.value = next;
      focusRow(next);
    } else return;
    takeKey(event);
  };
  const onFocus = (event: FocusEvent) => {
    if (event.target === event.currentTarget && selectedId !== null) focusRow(selectedId);
  };
  return (
    <div class="list" ref={scroller} onScroll={onScroll}>
      <div
        style={{ paddingTop: `${start * rowHeight}px`, paddingBottom: `${(all.length - end) * rowHeight}px` }}
      >
        <table
          ref={grid}
          role="grid"
          aria-label="Authorization responses"
          aria-rowcount={all.length + 1}
          tabIndex={selectedId !== null && isThere(rowElementId(selectedId)) ? undefined : 0}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
        >
          <ListHead />
          <tbody>
            {inDocument.map((one, index) => (
              <ListRow
                key={one.row.id}
                {...one}
                isSelected={one.row.id === selectedId}
                place={start + index + 2}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
