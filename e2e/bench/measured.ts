import { quantile, type Summary, summarise } from './statistics.ts';

/** One line of the benchmark: something beside something else, measured in turn in the same run. */
export interface Measured {
  readonly what: string;
  readonly ours: Named;
  readonly other: Named;
  /** Of the pairs. */
  readonly ratio: Summary;
}

interface Named {
  readonly name: string;
  /** In milliseconds. */
  readonly median: number;
  readonly p95: number;
}

/** Compares two series, of which each pair was measured right after one another. */
export function ratioOf(
  what: string,
  name: string,
  ours: readonly number[],
  otherName: string,
  others: readonly number[],
): Measured {
  return {
    what,
    ours: named(name, ours),
    other: named(otherName, others),
    ratio: summarise(ours.map((own, index) => own / (others[index] ?? Number.NaN))),
  };
}

function named(name: string, values: readonly number[]): Named {
  return { name, median: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

/** A table in Markdown, also good to read as it stands. */
export function tableOf(measured: readonly Measured[]): string {
  const rows = measured.map(({ what, ours, other, ratio }) => [
    what,
    `${ours.name} ${milliseconds(ours.median)} (p95 ${milliseconds(ours.p95)})`,
    `${other.name} ${milliseconds(other.median)} (p95 ${milliseconds(other.p95)})`,
    `${ratio.median.toFixed(2)} (${ratio.low.toFixed(2)} to ${ratio.high.toFixed(2)})`,
  ]);
  const head = ['', 'ours', 'beside', 'ratio (95 %)'];
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), 3),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
