import type { Finding, Value } from '../../src/checks/check.ts';
import { valueText } from '../../src/wording/values.ts';
import { visibleText } from '../../src/wording/visible.ts';
import { difference } from './difference.ts';

/** A stretch of a value as it is shown, and whether it is where expected and observed differ. */
interface Part {
  readonly text: string;
  readonly differs: boolean;
}

/** One side of a comparison: how it is shown, and the text to copy. */
export interface Side {
  readonly parts: readonly Part[];
  readonly copied: string;
}

/** Longer values are shown without marks. */
const comparable = 5000;

/** What a finding expected and observed, side by side, with the difference marked where the finding is no pass. */
export function compareParts(finding: Finding): {
  readonly expected: Side | null;
  readonly observed: Side | null;
} {
  const { expected, observed, outcome } = finding;
  const isWrong = outcome === 'fail' || outcome === 'warn';
  const [one, other] = [literal(expected), literal(observed)];
  if (isWrong && one !== null && other !== null) {
    const { before, after, ...middle } = difference(visibleText(one), visibleText(other));
    return {
      expected: { parts: parts(before, middle.expected, after), copied: one },
      observed: { parts: parts(before, middle.observed, after), copied: other },
    };
  }
  return { expected: whole(expected, false), observed: whole(observed, isWrong) };
}

/** The text of a value that is nothing but a text. */
function literal(value: Value | undefined): string | null {
  if (!value || !('value' in value) || typeof value.value !== 'string') return null;
  return value.value === '' || value.value.length > comparable ? null : value.value;
}

function parts(before: string, middle: string, after: string): Part[] {
  return [
    { text: before, differs: false },
    { text: middle, differs: true },
    { text: after, differs: false },
  ].filter(({ text }) => text !== '');
}

function whole(value: Value | undefined, differs: boolean): Side | null {
  if (!value) return null;
  const copied = 'value' in value ? String(value.value) : valueText(value);
  return { parts: [{ text: valueText(value), differs }], copied };
}
