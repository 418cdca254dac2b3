/** The id of the element that holds the selected exchange. */
export const detailElementId = 'detail';

/** The id of the element that the list is filtered with. */
export const filterElementId = 'filter';

/** How far Page Up and Page Down go, in rows. */
const page = 10;

/**
 * Where a key takes the selection.
 *
 * @param ids the list from top to bottom
 * @returns the id to select, or null where the key moves nothing
 */
export function neighbour(ids: readonly string[], selected: string | null, key: string): string | null {
  const at = selected === null ? -1 : ids.indexOf(selected);
  const last = ids.length - 1;
  const targets: Readonly<Record<string, number>> = {
    ArrowUp: at < 0 ? last : at - 1,
    ArrowDown: at + 1,
    PageUp: at - page,
    PageDown: at + page,
    Home: 0,
    End: last,
  };
  const target = targets[key];
  return target === undefined ? null : (ids[Math.min(Math.max(target, 0), last)] ?? null);
}

/** Keeps a key from doing anything else: DevTools would open its drawer on Escape, wherever the focus is. */
export function takeKey(event: KeyboardEvent): void {
  event.preventDefault();
  event.stopPropagation();
}

/** Moves the focus from the list to the detail. */
export function focusDetail(): void {
  document.getElementById(detailElementId)?.focus();
}

/** Takes the focus to the filter on `/`, unless it is typed into something. */
export function focusFilter(event: KeyboardEvent): void {
  const filter = document.getElementById(filterElementId);
  if (event.key !== '/' || !filter || event.target instanceof HTMLInputElement) return;
  takeKey(event);
  filter.focus();
}

/** Moves the focus back to the selected row; to the list, which passes it on, where that row is far from what is seen. */
export function focusList(): void {
  const row = document.querySelector('[role="grid"] tr[aria-selected="true"]');
  const target = row ?? document.querySelector('[role="grid"]');
  if (target instanceof HTMLElement) target.focus();
}
