import { signal } from '@preact/signals';
import { minute } from './time.ts';

let ticking: ReturnType<typeof setInterval> | undefined;

/** The time to the minute, for remarks such as "3 min ago". No verdict goes by it. Milliseconds since 1970. */
export const now = signal(Date.now(), {
  watched() {
    const tick = () => (this.value = Date.now());
    queueMicrotask(tick);
    ticking = setInterval(tick, minute);
  },
  unwatched() {
    clearInterval(ticking);
  },
});
