import { quantile, quantileRatio, type Summary, summarise } from './statistics.ts';

/** What belongs together in the benchmark, of one browser. */
export interface Section {
  readonly title: string;
  readonly measured: readonly Measured[];
  readonly facts: readonly Fact[];
  /** Where the time goes, in milliseconds. */
  readonly parts?: readonly Parts[];
  /** On which day all this was measured. */
  readonly on?: string;
  /** How long that took, in seconds. */
  readonly took?: number;
}

/** What something is made of, by name, in milliseconds each. */
export interface Parts {
  readonly what: string;
  readonly parts: Readonly<Record<string, number>>;
}

/** One line of the benchmark: something beside something else, measured in turn in the same run. */
export interface Measured {
  readonly what: string;
  readonly ours: Named;
  readonly other: Named;
  /** Of the pairs, or of the medians where there are none. */
  readonly ratio: Summary;
}

interface Named {
  readonly name: string;
  /** In milliseconds. */
  readonly median: number;
  readonly p95: number;
}

/** One figure by itself, and what it ought to be at most or at least. */
export interface Fact {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  readonly limit?: number;
  readonly atLeast?: number;
  /** How exactly it is known. */
  readonly spread?: Summary;
}

/** How much is measured. */
export interface Effort {
  /** Of how often, and of how much is held and sent: 1, or less to see that it works. */
  readonly share: number;
  /** How many times as long it may take as in a run of both browsers that ends within ten minutes. */
  readonly pace: number;
}

/**
 * Counts the rounds of a measurement: as many as are wanted, or as begin within its time, two at least.
 *
 * @param seconds its time in a run of both browsers that ends within ten minutes
 */
export function* rounds(wanted: number, seconds: number, { share, pace }: Effort): Generator<number> {
  const end = performance.now() + 1000 * seconds * pace;
  const most = Math.max(2, Math.round(wanted * share));
  for (let round = 0; round < most && (round < 2 || performance.now() < end); round += 1) yield round;
}

/**
 * Compares two series.
 *
 * @param compare that of pairs, each of which was measured right after one another, where it is not said otherwise
 */
export function ratioOf(
  what: string,
  name: string,
  ours: readonly number[],
  otherName: string,
  others: readonly number[],
  compare: (ours: readonly number[], others: readonly number[]) => Summary = pairsCompared,
): Measured {
  return {
    what,
    ours: named(name, ours),
    other: named(otherName, others),
    ratio: compare(ours, others),
  };
}

function pairsCompared(ours: readonly number[], others: readonly number[]): Summary {
  return summarise(ours.map((own, index) => own / (others[index] ?? Number.NaN)));
}

/** For series that were not measured in pairs. */
export function mediansCompared(ours: readonly number[], others: readonly number[]): Summary {
  return quantileRatio(ours, others, 0.5);
}

function named(name: string, values: readonly number[]): Named {
  return { name, median: quantile(values, 0.5), p95: quantile(values, 0.95) };
}

/** A section in Markdown, also good to read as it stands. */
export function sectionText({ title, measured, facts, parts = [], on, took }: Section): string {
  const tables = [
    ...(measured.length > 0 ? [tableOf(measured)] : []),
    ...(facts.length > 0 ? [factsTable(facts)] : []),
    ...(parts.length > 0 ? [partsTable(parts)] : []),
    ...(took === undefined ? [] : [`Measured on ${on}, in ${took.toFixed(0)} s.`]),
  ];
  return `### ${title}\n\n${tables.join('\n\n')}`;
}

function tableOf(measured: readonly Measured[]): string {
  const rows = measured.map(({ what, ours, other, ratio }) => [
    what,
    `${ours.name} ${milliseconds(ours.median)} (p95 ${milliseconds(ours.p95)})`,
    `${other.name} ${milliseconds(other.median)} (p95 ${milliseconds(other.p95)})`,
    `${ratio.median.toFixed(2)} ${spreadText(ratio)}`,
  ]);
  return table(['', 'ours', 'beside', 'ratio (95 %)'], rows);
}

function factsTable(facts: readonly Fact[]): string {
  const rows = facts.map(({ what, value, unit, limit, atLeast, spread }) => {
    const goal = limit === undefined ? atLeast : limit;
    const word = limit === undefined ? 'at least' : 'at most';
    const is = spread ? `${said(value, unit)} ${spreadText(spread)}` : said(value, unit);
    return [what, is, goal === undefined ? '' : `${word} ${said(goal, unit)}`];
  });
  return table(['', 'is', 'goal'], rows);
}

function spreadText({ low, high }: Summary): string {
  return `(${low.toFixed(2)} to ${high.toFixed(2)})`;
}

function partsTable(all: readonly Parts[]): string {
  const names = [...new Set(all.flatMap(({ parts }) => Object.keys(parts)))];
  const cell = (value: number | undefined) => (value === undefined ? '' : `${value.toFixed(3)} ms`);
  return table(
    ['', ...names],
    all.map(({ what, parts }) => [what, ...names.map((name) => cell(parts[name]))]),
  );
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) =>
    Math.max(...[head, ...rows].map((row) => row[column]?.length ?? 0), 3),
  );
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}

function said(value: number, unit: string): string {
  if (unit === 'ms') return milliseconds(value);
  return `${value.toLocaleString('en', { maximumFractionDigits: 2 })}${unit === '' ? '' : ` ${unit}`}`;
}

function milliseconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} ms`;
}
