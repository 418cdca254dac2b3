import { signal } from '@preact/signals';

const [narrowest, widest, step] = [20, 80, 2];

/** How much of the width the list takes, in percent. */
export const listWidth = signal(44);

/** The edge between list and detail: drawn with the pointer or moved with the arrow keys (WAI-ARIA window splitter). */
export function Splitter() {
  const onPointerMove = (event: PointerEvent) => {
    const edge = event.currentTarget;
    if (!(edge instanceof HTMLElement) || !edge.hasPointerCapture(event.pointerId)) return;
    const box = edge.parentElement?.getBoundingClientRect();
    if (box) setWidth(((event.clientX - box.left) / box.width) * 100);
  };
  const onPointerDown = (event: PointerEvent) => {
    if (event.currentTarget instanceof HTMLElement) event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') setWidth(listWidth.value - step);
    if (event.key === 'ArrowRight') setWidth(listWidth.value + step);
  };
  return (
    <div
      class="splitter"
      role="separator"
      aria-orientation="vertical"
      aria-label="Width of the list"
      aria-valuemin={narrowest}
      aria-valuemax={widest}
      aria-valuenow={Math.round(listWidth.value)}
      tabIndex={0}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onKeyDown={onKeyDown}
    />
  );
}

function setWidth(percent: number): void {
  listWidth.value = Math.min(Math.max(percent, narrowest), widest);
}
