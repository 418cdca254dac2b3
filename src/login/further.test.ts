import { expect, test } from 'vitest';
import { readFurther } from './further.ts';

test('further parameters are one a line, and a value may have "=" in it', () => {
  expect(readFurther('acr_values=urn:a=b\r\n\n  ui_locales = de \nflag')).toEqual([
    ['acr_values', 'urn:a=b'],
    ['ui_locales', 'de'],
    ['flag', ''],
  ]);
  expect(readFurther('')).toEqual([]);
});
