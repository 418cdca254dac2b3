import type { Value } from '../checks/check.ts';
import { visibleText } from './visible.ts';

/** The most that is shown of a value, in characters, and of a list, in values. */
const lengthLimit = 400;
const listLimit = 30;
/** The first and last moment whose date is written out, in seconds since 1970: the years 1 and 9999. */
const [firstDate, lastDate] = [-62_135_596_800, 253_402_300_799];

/**
 * Puts a value of a finding into text. Values come from servers that may be hostile: characters that cannot be seen,
 * turn the text around or pass for others are shown as escapes, and long values are shortened in the middle.
 *
 * @param timeZone an IANA name; the user's own zone where left out
 */
export function valueText(value: Value, timeZone?: string): string {
  switch (value.kind) {
    case 'absent':
      return 'not present';
    case 'number':
      return bounded(value, String(value.value));
    case 'time':
      return bounded(value, timeText(value.value, timeZone));
    case 'duration':
      return bounded(value, durationText(value.value) + withinText(value.within));
    case 'list':
      return listText(value.values, timeZone);
    default:
      return value.value === '' ? '(empty)' : visibleText(shortened(value.value));
  }
}

function bounded({ bound }: { readonly bound?: string }, text: string): string {
  return bound === undefined ? text : `${bound} ${text}`;
}

/** By how many seconds a duration may be wrong; never said to be less than it is. */
function withinText(seconds: number | undefined): string {
  return seconds === undefined ? '' : ` ± ${durationText(Math.ceil(seconds))}`;
}

function shortened(text: string): string {
  if (text.length <= lengthLimit) return text;
  const head = text.slice(0, wholeAt(text, lengthLimit / 2));
  const tail = text.slice(wholeAt(text, text.length - lengthLimit / 4));
  const left = text.length - head.length - tail.length;
  return `${head} … ${grouped(left)} characters left out … ${tail}`;
}

/** A place to cut that does not split a character in two. */
function wholeAt(text: string, index: number): number {
  const code = text.charCodeAt(index);
  return code >= 0xdc00 && code <= 0xdfff ? index - 1 : index;
}

function listText(values: readonly Value[], timeZone: string | undefined): string {
  if (values.length === 0) return 'nothing';
  const shown = values.slice(0, listLimit).map((value) => valueText(value, timeZone));
  const left = values.length - shown.length;
  return left > 0 ? `${shown.join(', ')} and ${grouped(left)} more` : shown.join(', ');
}

function timeText(seconds: number, timeZone: string | undefined): string {
  if (!(seconds >= firstDate && seconds <= lastDate)) return String(seconds);
  const format = new Intl.DateTimeFormat('en-GB', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone === undefined ? {} : { timeZone }),
  });
  const parts = new Map(format.formatToParts(seconds * 1000).map(({ type, value }) => [type, value]));
  const join = (separator: string, ...types: Intl.DateTimeFormatPartTypes[]) =>
    types.map((type) => parts.get(type) ?? '').join(separator);
  // Who reads a report may live elsewhere.
  const zone = timeZone === undefined ? '' : ` ${timeZone}`;
  return `${join('-', 'year', 'month', 'day')} ${join(':', 'hour', 'minute', 'second')}${zone} (${seconds})`;
}

const units = [
  { from: 172_800, large: 86_400, largeName: 'days', small: 3600, smallName: 'h' },
  { from: 7200, large: 3600, largeName: 'h', small: 60, smallName: 'min' },
  { from: 120, large: 60, largeName: 'min', small: 1, smallName: 's' },
] as const;

function durationText(seconds: number): string {
  if (!Number.isFinite(seconds)) return String(seconds);
  const size = Math.round(Math.abs(seconds));
  const sign = seconds < 0 && size > 0 ? '−' : '';
  const unit = units.find(({ from }) => size >= from);
  if (!unit) return `${sign}${size} s`;
  const large = Math.floor(size / unit.large);
  const small = Math.floor((size % unit.large) / unit.small);
  return `${sign}${grouped(large)} ${unit.largeName} ${small} ${unit.smallName}`;
}

function grouped(count: number): string {
  return count.toLocaleString('en-GB');
}
