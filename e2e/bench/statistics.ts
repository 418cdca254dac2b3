/** What a series of measurements amounts to. */
export interface Summary {
  readonly median: number;
  /** The ends of the interval that holds the true median in 95 of 100 such series. */
  readonly low: number;
  readonly high: number;
}

/** The value below which a share of the others lies, between 0 and 1; in between two it is interpolated. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other);
  const place = Math.min(Math.max(share, 0), 1) * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? Number.NaN;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}

/**
 * The median, and how exactly it is known: how many values lie below the true one is a toss for each of them, so that
 * it hardly ever lies further from the middle than 1.96 of that toss's standard deviations. Nothing is assumed of how
 * the values are spread.
 */
export function summarise(values: readonly number[]): Summary {
  const away = 0.98 / Math.sqrt(values.length);
  return {
    median: quantile(values, 0.5),
    low: quantile(values, 0.5 - away),
    high: quantile(values, 0.5 + away),
  };
}

/** How often two series are drawn anew to know how exactly their ratio is known. */
const draws = 1000;

/**
 * How a quantile of one series stands to the same one of another, where their values are no pairs. How exactly it is
 * known: both are drawn anew from themselves, each value as often as chance has it (the bootstrap).
 *
 * @param share between 0 and 1
 */
export function quantileRatio(ours: readonly number[], others: readonly number[], share: number): Summary {
  const ratio = (some: readonly number[], more: readonly number[]) =>
    quantile(some, share) / quantile(more, share);
  const ratios = Array.from({ length: draws }, () => ratio(drawnAnew(ours), drawnAnew(others)));
  return { median: ratio(ours, others), low: quantile(ratios, 0.025), high: quantile(ratios, 0.975) };
}

function drawnAnew(values: readonly number[]): number[] {
  return values.map(() => values[Math.floor(Math.random() * values.length)] ?? Number.NaN);
}
