import { Mark } from '../ui/mark.tsx';
import type { Note } from './notes.ts';

/** Remarks, the mark of their tone before them. */
export function Notes({ notes }: { readonly notes: readonly Note[] }) {
  return notes.map(({ tone, text }) => (
    <p class="remark" key={text}>
      <Mark tone={tone} />
      <span>{text}</span>
    </p>
  ));
}
