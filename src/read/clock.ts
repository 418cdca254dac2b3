import type { ClockSample } from '../records.ts';

/** How far the issuer's clock is ahead of this computer's, and how exactly that is known. */
export interface Clock {
  /** The middle of what is possible, in seconds; negative where the issuer's clock is behind. */
  readonly offset: number;
  /** Half the width of what is possible, in seconds. */
  readonly uncertainty: number;
  /** Whose answer said so. */
  readonly url: string;
}

/**
 * What samples of the issuer's clock say together: each bounds the offset by the moments of sending and receiving,
 * and a `Date` by its whole second (RFC 9110 5.6.7). Null without a sample.
 */
export function readClock(samples: readonly ClockSample[]): Clock | null {
  const bounds = samples.map(({ sent, received, date, age, url }) => ({
    least: (date + age * 1000 - received) / 1000,
    most: (date + age * 1000 + 1000 - sent) / 1000,
    url,
  }));
  const [narrowest] = bounds.toSorted((one, other) => one.most - one.least - (other.most - other.least));
  if (!narrowest) return null;
  const { least, most, url } = narrowest;
  return { offset: (least + most) / 2, uncertainty: (most - least) / 2, url };
}
