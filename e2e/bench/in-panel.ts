/** What is measured inside the panel. Each function is sent there as text, so that it knows nothing but what it is given. */

/** A row, and when it stood on the screen. */
export interface Painted {
  readonly id: string;
  /** In milliseconds since 1970, with fractions. */
  readonly at: number;
}

/** Waits until the last row is another than this one and has its verdict, and is painted. */
export async function nextRow(before: string): Promise<Painted> {
  const now = () => performance.timeOrigin + performance.now();
  const find = () => {
    const row = [...document.querySelectorAll('table[role=grid] tbody tr[id]')].at(-1);
    const isJudged = !['judging', 'pending'].includes(row?.getAttribute('data-verdict') ?? 'judging');
    return row && row.id !== before && isJudged ? row.id : null;
  };
  const id = await new Promise<string>((resolve, reject) => {
    const look = () => {
      const found = find();
      if (found === null) return;
      observer.disconnect();
      clearTimeout(timer);
      resolve(found);
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true });
    const timer = setTimeout(() => reject(new Error('no further row within 20 s')), 20_000);
    look();
  });
  const at = await new Promise<number>((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(now())));
  });
  return { id, at };
}

/** The id of the last row, or an empty text. */
export function lastRow(): string {
  return [...document.querySelectorAll('table[role=grid] tbody tr[id]')].at(-1)?.id ?? '';
}

/** Waits until the first row is painted. @returns how long after the page was asked for, in milliseconds */
export async function firstRow(): Promise<number> {
  await new Promise<void>((resolve) => {
    const look = () => {
      if (!document.querySelector('table[role=grid] tbody tr[id]')) return;
      observer.disconnect();
      resolve();
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true });
    look();
  });
  return await new Promise<number>((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  });
}

/** Waits until a page in which nothing is shown is painted. @returns how long after it was asked for, in milliseconds */
export async function emptyPage(): Promise<number> {
  return await new Promise<number>((resolve) => {
    requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
  });
}

/** Types into the filter, a key at a time, and takes it out again. @returns how long until each was painted, in milliseconds */
export async function typeFilter(words: readonly string[]): Promise<number[]> {
  const input = document.querySelector<HTMLInputElement>('input.filter');
  if (!input) throw new Error('no filter');
  const times: number[] = [];
  const type = async (text: string) => {
    const began = performance.now();
    input.value = text;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    times.push(
      await new Promise<number>((resolve) => {
        requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
      }),
    );
  };
  for (const word of words) for (let end = 1; end <= word.length; end += 1) await type(word.slice(0, end));
  await type('');
  return times;
}

/** Scrolls through the whole list. @returns how long each frame kept the page busy, in milliseconds */
export async function scrollList(frames: number): Promise<number[]> {
  let scroller = document.querySelector('table[role=grid]')?.parentElement ?? null;
  while (scroller && scroller.scrollHeight <= scroller.clientHeight) scroller = scroller.parentElement;
  if (!scroller) throw new Error('nothing to scroll');
  const times: number[] = [];
  const step = (scroller.scrollHeight - scroller.clientHeight) / frames;
  for (let frame = 0; frame < frames; frame += 1) {
    scroller.scrollTop = frame * step;
    times.push(
      await new Promise<number>((resolve) => {
        requestAnimationFrame(() => {
          const began = performance.now();
          setTimeout(() => resolve(performance.now() - began));
        });
      }),
    );
  }
  return times;
}
