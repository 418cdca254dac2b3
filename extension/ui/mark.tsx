import type { Outcome } from '../../src/checks/check.ts';
import type { Judged } from './judged.ts';

/** How a verdict or finding looks. The shapes differ as much as the colours. */
export type Tone = 'fail' | 'warn' | 'pass' | 'info' | 'skip' | 'wait';

const shapes: Readonly<Record<Tone, string>> = {
  fail: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1ZM5.6 4.5 8 6.9l2.4-2.4 1.1 1.1L9.1 8l2.4 2.4-1.1 1.1L8 9.1l-2.4 2.4-1.1-1.1L6.9 8 4.5 5.6Z',
  warn: 'M8 1.2 15.4 14.5H.6ZM7.2 5.8v4.4h1.6V5.8ZM7.2 11.4V13h1.6v-1.6Z',
  pass: 'M13.9 4.2 6.3 11.9 2.1 7.7 3.3 6.5 6.3 9.5 12.7 3Z',
  info: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM7.2 4.4V6h1.6V4.4ZM7.2 7.2v4.4h1.6V7.2Z',
  skip: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM4.8 7.2h6.4v1.6H4.8Z',
  wait: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1Zm0 1.5a5.5 5.5 0 1 1 0 11 5.5 5.5 0 0 1 0-11ZM7.2 4v4.6l3 1.8.8-1.3-2.3-1.3V4Z',
};

/** The sign of a verdict or finding. It says nothing to a screen reader: the words beside it do. */
export function Mark({ tone }: { readonly tone: Tone }) {
  return (
    <svg class={`mark tone-${tone}`} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={shapes[tone]} fill="currentColor" fill-rule="evenodd" />
    </svg>
  );
}

/** The tone of a verdict: one that could not be reached never looks like a good one. */
export function verdictTone({ kind, reason }: Pick<Judged, 'kind' | 'reason'>): Tone {
  switch (kind) {
    case 'rejected':
      return 'fail';
    case 'pending':
      return 'wait';
    case 'unverified':
      return 'skip';
    case 'unsigned':
      return reason?.outcome === 'warn' ? 'warn' : 'info';
    case 'valid':
      return reason?.outcome === 'warn' ? 'warn' : 'pass';
  }
}

/** The tone of a finding. */
export function outcomeTone(outcome: Outcome): Tone {
  return outcome === 'unsupported' ? 'skip' : outcome;
}
