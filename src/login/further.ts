import type { Field } from '../records.ts';

/** Reads further parameters as they are typed: one a line, the name before the first `=`. Empty lines do not count. */
export function readFurther(text: string): Field[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const at = line.indexOf('=');
      return at < 0 ? [line, ''] : [line.slice(0, at).trim(), line.slice(at + 1).trim()];
    });
}
