import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Outcome } from '../../src/checks/check.ts';
import { Mark, outcomeTone } from './mark.tsx';

interface FoldProps {
  readonly class: string;
  readonly outcome: Outcome;
  /** The check that it tells of, where it is a single one. */
  readonly check?: string;
  /** Whether it is open to begin with. */
  readonly open?: boolean;
  /** What stands in its line. */
  readonly line: ComponentChildren;
  readonly children: ComponentChildren;
}

/**
 * A line that opens to more. What is inside is made when it is first opened: a response has some hundred findings, and
 * is judged anew with everything that is learnt of it.
 */
export function Fold({ outcome, check, open = false, line, children, ...props }: FoldProps) {
  const [isMade, setMade] = useState(open);
  return (
    <details
      class={props.class}
      open={open}
      data-check={check}
      data-outcome={outcome}
      onToggle={({ currentTarget }) => currentTarget.open && setMade(true)}
    >
      <summary>
        <Mark tone={outcomeTone(outcome)} />
        {line}
      </summary>
      {isMade && children}
    </details>
  );
}
