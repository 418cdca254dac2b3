/** What is seen of a list, in pixels. */
export interface Viewport {
  readonly scrollTop: number;
  readonly height: number;
  readonly rowHeight: number;
}

/** The rows that are in the document: from `start`, up to but without `end`. */
export interface RowWindow {
  readonly start: number;
  readonly end: number;
}

/** So many rows are all in the document: what is searched in the page is found, and scrolling draws nothing. */
const allUpTo = 40;
/** The most rows in the document, whatever the height. */
const most = 280;
/** Rows above and below those that are seen, so that a flick of the wheel shows no gap. */
const beyond = 12;
/** Rows above them at the end of the list: who follows what comes does not scroll, and each costs time with every login. */
const beyondAtEnd = 2;
/** The window moves by so many rows at once: to draw it anew for each row would be felt. Even, for the stripes. */
const step = 10;

/** Which rows are to be in the document. */
export function rowWindow(count: number, { scrollTop, height, rowHeight }: Viewport): RowWindow {
  if (count <= allUpTo) return { start: 0, end: count };
  const seen = Math.min(Math.ceil(height / rowHeight) + 1, most - 2 * step);
  // A list that has become shorter may still be scrolled to where it no longer is.
  const first = Math.min(Math.floor(scrollTop / rowHeight), count - seen);
  const wanted = first === count - seen ? beyondAtEnd : beyond;
  const margin = Math.min(wanted, Math.floor((most - seen - step) / 2));
  const start = Math.max(0, Math.floor((first - margin) / step) * step);
  return { start, end: Math.min(count, start + seen + 2 * margin + step) };
}

/** The head of the list, which stays above the rows that are scrolled, in pixels. */
const headHeight = 22;
/** A row that is hidden by so little still counts as seen, in pixels. */
const slack = 24;

/** Where the list is to be scrolled to so that a row is seen whole; where it is, if it is. */
export function scrollTopFor(row: number, { scrollTop, height, rowHeight }: Viewport): number {
  const top = row * rowHeight;
  return Math.min(top, Math.max(scrollTop, headHeight + top + rowHeight - height));
}

/** Whether a row is seen, or nearly so. */
export function isSeen(row: number, { scrollTop, height, rowHeight }: Viewport): boolean {
  const top = row * rowHeight;
  return top > scrollTop - slack && headHeight + top + rowHeight < scrollTop + height + slack;
}
