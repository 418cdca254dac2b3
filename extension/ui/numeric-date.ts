import { ago, dateAndTime } from './time.ts';

/** Claims that are seconds since 1970 (RFC 7519 2; OpenID Connect Core 2, 5.1). */
const dates = new Set(['exp', 'iat', 'nbf', 'auth_time', 'updated_at']);
/** The last moment that a `Date` can hold, in seconds. */
const latest = 8.64e12;

/**
 * What a person reads beside a numeric date: the local time, and how long ago that is now. It is a remark: the verdict
 * goes by the time of arrival. Null where the claim is no date.
 *
 * @param now milliseconds since 1970
 */
export function numericDate(name: string, value: unknown, now: number): string | null {
  if (!dates.has(name) || typeof value !== 'number' || Math.abs(value) > latest) return null;
  const at = value * 1000;
  const distance = ago(at, now);
  if (name !== 'exp') return `${dateAndTime(at)}, ${distance}`;
  return `${dateAndTime(at)}, ${at <= now ? 'expired' : 'expires'} ${distance}`;
}
