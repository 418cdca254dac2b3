/** What the panel's list does without: see `loaded.ts`. The judge is among it, so that no response waits for it. */
import '../../src/inspect.ts';

export { Detail } from './detail.tsx';
export { NoticedCard } from './noticed-card.tsx';
export { reportOf } from './report.ts';
