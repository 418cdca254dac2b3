/** Times as a tester reads them: local, with seconds. All of them in milliseconds since 1970. */

const pad = (value: number, length = 2) => String(value).padStart(length, '0');

/** Such as `14:03:22`. */
export function clockTime(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()].map((part) => pad(part)).join(':');
}

/** Such as `14:03:22.418`. */
export function preciseTime(at: number): string {
  return `${clockTime(at)}.${pad(new Date(at).getMilliseconds(), 3)}`;
}

/** Such as `2026-11-23 14:03:22`. */
export function dateAndTime(at: number): string {
  const time = new Date(at);
  return `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())} ${clockTime(at)}`;
}

/** In milliseconds. */
export const minute = 60_000;

const units = [
  { name: 'day', length: 86_400_000, from: 2 },
  { name: 'h', length: 3_600_000, from: 2 },
  { name: 'min', length: minute, from: 1 },
] as const;

/** A length of time in its largest fitting unit, such as `3 min` or `5 days`. */
function duration(milliseconds: number): string {
  const size = Math.abs(milliseconds);
  const unit = units.find(({ length, from }) => size >= length * from) ?? units[2];
  const count = Math.floor(size / unit.length);
  return `${count} ${unit.name}${unit.name === 'day' ? 's' : ''}`;
}

/**
 * How long ago something was, such as `3 min ago`, or `in 3 min` where it is still to come. Seconds are not counted: the
 * time itself has them, and a page that counts them is never at rest.
 */
export function ago(at: number, now: number): string {
  if (Math.abs(now - at) < minute) return at <= now ? 'just now' : 'within a minute';
  return at <= now ? `${duration(now - at)} ago` : `in ${duration(at - now)}`;
}
