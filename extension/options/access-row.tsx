import { Mark } from '../ui/mark.tsx';
import { ask, grants, isTooWide } from './access.ts';
import { grantedSentence, lossSentence, missingSentence } from './access-words.ts';
import type { Need } from '../../src/needs.ts';

interface AccessRowProps {
  readonly need: Need;
  /** What is said while access is missing; by default what cannot be done, and that access was refused. */
  readonly why?: string;
}

/** Whether access to one origin is granted, and the button that asks for it. */
export function AccessRow({ need, why }: AccessRowProps) {
  const isGranted = grants.value.get(need.pattern);
  // Of what is too wide is said beside the callback that names it.
  if (isGranted === undefined || isTooWide(need)) return null;
  if (isGranted)
    return (
      <li class="access">
        <Mark tone="pass" />
        <span>{grantedSentence(need)}</span>
      </li>
    );
  return (
    <li class="access">
      <Mark tone="fail" />
      <span>
        <strong>{why ?? missingSentence(need)}</strong> <span class="dim">{lossSentence(need)}</span>
      </span>
      <button type="button" aria-label={`Allow ${need.place}`} onClick={() => void ask([need])}>
        Allow
      </button>
    </li>
  );
}
