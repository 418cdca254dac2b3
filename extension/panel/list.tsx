import { useLayoutEffect, useRef } from 'preact/hooks';
import { drawRow, rowElementId } from './list-row.tsx';
import { focusDetail, neighbour, takeKey } from './moves.ts';
import { chosen, rows, selected } from './state.ts';

/** How near to its end a list still counts as being at its end, in pixels. */
const slack = 24;

const columns = ['Time', 'Server', 'Client', 'Mode', 'Result', 'Verdict'] as const;

/** The list of exchanges, oldest first. The newest is kept in view until the user scrolls or selects. */
export function List() {
  const scroller = useRef<HTMLDivElement>(null);
  const followed = useRef(true);
  const newest = rows.value.at(-1)?.row.id;
  const selectedId = selected.value?.id ?? null;

  const toEnd = () => {
    const box = scroller.current;
    if (box && followed.current && chosen.value === null) box.scrollTop = box.scrollHeight;
  };
  useLayoutEffect(toEnd, [newest, chosen.value]);
  useLayoutEffect(() => {
    const observer = new ResizeObserver(toEnd);
    if (scroller.current) observer.observe(scroller.current);
    return () => observer.disconnect();
  }, []);

  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    followed.current = box.scrollHeight - box.scrollTop - box.clientHeight < slack;
    // Who reads what is above wants to go on reading it.
    if (!followed.current && chosen.value === null) chosen.value = selectedId;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const ids = rows.value.map(({ row }) => row.id);
    const next = neighbour(ids, selectedId, event.key);
    if (event.key === 'Enter') focusDetail();
    else if (event.key === 'Escape' && chosen.value !== null) {
      followed.current = true;
      chosen.value = null;
      if (newest !== undefined) document.getElementById(rowElementId(newest))?.focus();
    } else if (next !== null) {
      chosen.value = next;
      document.getElementById(rowElementId(next))?.focus();
    } else return;
    takeKey(event);
  };
  return (
    <div class="list" ref={scroller} onScroll={onScroll}>
      <table role="grid" aria-label="Authorization responses" onKeyDown={onKeyDown}>
        <thead>
          <tr>
            {columns.map((name) => (
              <th key={name} scope="col" class={`column-${name.toLowerCase()}`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.value.map(({ row, judged }) => drawRow({ row, judged, isSelected: row.id === selectedId }))}
        </tbody>
      </table>
    </div>
  );
}
