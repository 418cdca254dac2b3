import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { drawRow, rowElementId } from './list-row.tsx';
import { focusDetail, neighbour, takeKey } from './moves.ts';
import { type Viewport, rowWindow, scrollTopFor } from './row-window.ts';
import { chosen, rows, selected } from './state.ts';

/** How near to its end a list still counts as being at its end, in pixels. */
const slack = 24;

/** In pixels, until a row has been drawn. */
const usualRowHeight = 21;

const columns = ['Time', 'Server', 'Client', 'Mode', 'Result', 'Verdict'] as const;

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
  const [viewport, setViewport] = useState<Viewport>({ scrollTop: 0, height: 0, rowHeight: usualRowHeight });
  const all = rows.value;
  const newest = all.at(-1)?.row.id;
  const selectedId = selected.value?.id ?? null;
  const { start, end } = rowWindow(all.length, viewport);
  const isSelectedThere = all.slice(start, end).some(({ row }) => row.id === selectedId);

  /** Takes in how the list is scrolled and how large it is; where that changes no row nothing is drawn. */
  const look = () => {
    const box = scroller.current;
    if (!box) return;
    const rowHeight = grid.current?.tBodies[0]?.rows[0]?.offsetHeight || usualRowHeight;
    const now = { scrollTop: box.scrollTop, height: box.clientHeight, rowHeight };
    setViewport((before) => {
      const [was, is] = [rowWindow(rows.value.length, before), rowWindow(rows.value.length, now)];
      return was.start === is.start && was.end === is.end && before.rowHeight === rowHeight ? before : now;
    });
  };
  const toEnd = () => {
    const box = scroller.current;
    if (box && followed.current && chosen.value === null) box.scrollTop = box.scrollHeight;
    look();
  };
  useLayoutEffect(toEnd, [newest, all.length, chosen.value]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(toEnd);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);
  useLayoutEffect(() => {
    const row = awaited.current === null ? null : document.getElementById(rowElementId(awaited.current));
    if (!row) return;
    awaited.current = null;
    row.focus();
  });

  /** Gives a row the focus, and brings it into the document and into view for that. */
  const focusRow = (id: string) => {
    const box = scroller.current;
    const index = all.findIndex(({ row }) => row.id === id);
    if (!box || index < 0) return;
    if (index < start || index >= end) {
      const { rowHeight } = viewport;
      box.scrollTop = scrollTopFor(index, { scrollTop: box.scrollTop, height: box.clientHeight, rowHeight });
      awaited.current = id;
      look();
    } else document.getElementById(rowElementId(id))?.focus();
  };
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    followed.current = box.scrollHeight - box.scrollTop - box.clientHeight < slack;
    // Who reads what is above wants to go on reading it.
    if (!followed.current && chosen.value === null) chosen.value = selectedId;
    look();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ids = all.map(({ row }) => row.id);
    const next = neighbour(ids, selectedId, event.key);
    if (event.key === 'Enter') focusDetail();
    else if (event.key === 'Escape' && chosen.value !== null) {
      followed.current = true;
      chosen.value = null;
      if (newest !== undefined) focusRow(newest);
    } else if (next !== null) {
      chosen.value = next;
      focusRow(next);
    } else return;
    takeKey(event);
  };
  const onFocus = (event: FocusEvent) => {
    if (event.target === event.currentTarget && selectedId !== null) focusRow(selectedId);
  };
  const { rowHeight } = viewport;
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
          tabIndex={isSelectedThere ? undefined : 0}
          onKeyDown={onKeyDown}
          onFocus={onFocus}
        >
          <thead>
            <tr aria-rowindex={1}>
              {columns.map((name) => (
                <th key={name} scope="col" class={`column-${name.toLowerCase()}`}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {all
              .slice(start, end)
              .map(({ row, judged }, index) =>
                drawRow({ row, judged, isSelected: row.id === selectedId, place: start + index + 2 }),
              )}
          </tbody>
        </table>
      </div>
    </div>
  );
}
