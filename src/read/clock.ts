import type { ClockSample } from '../records.ts';

/** How far the issuer's clock is ahead of this computer's, and how exactly that is known. */
export interface Clock {
  /** The middle of what is possible, in seconds; negative where the issuer's clock is behind. */
  readonly offset: number;
  /** Half the width of what is possible, in seconds. */
  readonly uncertainty: number;
  /** Whose answer said so. */
  readonly url: string;
  /** When the answer came, in seconds since 1970, by this computer's clock. */
  readonly at: number;
}

/** How far two clocks may differ before anybody cares, in seconds: a cache or a slow server easily adds as much. */
const negligible = 5;
/** How far a cache may err with the `Age` that it works out and rounds (RFC 9111 4.2.3), in seconds. */
const ageError = 1;

/** A `Date` as RFC 9110 5.6.7 wants it sent; the obsolete forms name no time zone, or a year of two digits. */
const imfFixdate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/** An answer's headers that tell the time, and when the answer was asked for and came. */
export interface Answered extends Pick<ClockSample, 'sent' | 'received'> {
  readonly date: string | null;
  readonly age: string | null;
}

/**
 * What an answer says of the clock that its `Date` was taken from (RFC 9110 6.6.1; RFC 9111 5.1 for `Age`). Null where
 * it says nothing, or nothing that can be read.
 */
export function readClockSample({ date, age, ...rest }: Answered): ClockSample | null {
  const time = date !== null && imfFixdate.test(date) ? Date.parse(date) : NaN;
  if (Number.isNaN(time) || !/^\d{1,9}$/.test(age ?? '0')) return null;
  return { ...rest, date: time, age: Number(age ?? '0') };
}

/** A sample, and whose answer it is of. */
export interface PlacedSample extends ClockSample {
  readonly url: string;
}

/** The least and the most by which the issuer's clock can be ahead, in milliseconds. */
interface Bounds {
  readonly least: number;
  readonly most: number;
}

/**
 * What samples of the issuer's clock say together of the moment at which a response arrived. Each bounds the offset:
 * the `Date` was written between sending and receiving, and counts whole seconds (RFC 9110 5.6.7). The one taken
 * nearest to the arrival counts, narrowed by the others as long as they agree: where one does not, a clock was set in
 * between.
 *
 * @param arrived milliseconds since 1970, by this computer's clock
 * @returns null without a sample
 */
export function readClock(samples: readonly PlacedSample[], arrived: number): Clock | null {
  const distance = ({ received }: ClockSample) => Math.abs(received - arrived);
  const [nearest, ...others] = samples.toSorted((one, other) => distance(one) - distance(other));
  if (!nearest) return null;
  let { least, most } = boundsOf(nearest);
  for (const sample of others) {
    const own = boundsOf(sample);
    if (own.least > most || own.most < least) break;
    least = Math.max(least, own.least);
    most = Math.min(most, own.most);
  }
  return {
    offset: (least + most) / 2000,
    uncertainty: (most - least) / 2000,
    url: nearest.url,
    at: nearest.received / 1000,
  };
}

function boundsOf({ sent, received, date, age }: ClockSample): Bounds {
  // What a cache says of the age it has worked out from clocks of its own.
  const error = age > 0 ? ageError * 1000 : 0;
  const told = date + age * 1000;
  // A clock that was set back between sending and receiving leaves nothing certain, but also nothing to throw at.
  const [first, last] = sent <= received ? [sent, received] : [received, sent];
  return { least: told - error - last, most: told + 1000 + error - first };
}

/** Whether the issuer's clock and this computer's differ by more than what is uncertain or does not matter. */
export function isOff({ offset, uncertainty }: Clock): boolean {
  return Math.abs(offset) > uncertainty + negligible;
}

/**
 * The moment of arrival by the clock that counts for time claims, in seconds since 1970: the issuer's, which wrote
 * them, where it is known to differ from this computer's.
 *
 * @param arrived by this computer's clock
 */
export function momentOf(arrived: number, clock: Clock | null): number {
  return clock && isOff(clock) ? arrived + clock.offset : arrived;
}
