import { describe, expect, test } from 'vitest';
import { readTerms, termValues, toggleValue, withValues, unknownTerms } from './filter-terms.ts';

const word = (value: string) => ({ name: null, value, isNegated: false });

describe('a filter is read as terms', () => {
  test.each([
    ['', []],
    ['  Login  app ', [word('login'), word('app')]],
    ['-jarm', [{ name: null, value: 'jarm', isNegated: true }]],
    ['"two words"', [word('two words')]],
    ['"not ended', [word('not ended')]],
    ['verdict:Rejected', [{ name: 'verdict', value: 'rejected', isNegated: false }]],
    ['CLIENT:"My App" x', [{ name: 'client', value: 'my app', isNegated: false }, word('x')]],
    ['-mode:query.jwt', [{ name: 'mode', value: 'query.jwt', isNegated: true }]],
    ['https://app.example/cb', [word('https://app.example/cb')]],
    ['constructor:x', [word('constructor:x')]],
    ['client:', [word('client:')]],
    ['-', []],
    ['""', []],
  ])('%s', (typed, terms) => {
    expect(readTerms(typed)).toEqual(terms);
  });
});

describe('a value', () => {
  test('is put in and taken out, and all else stays', () => {
    const typed = toggleValue('login -verdict:valid', 'verdict', 'rejected');
    expect(typed).toBe('login -verdict:valid verdict:rejected');
    expect(toggleValue(typed, 'verdict', 'plain')).toBe(
      'login -verdict:valid verdict:rejected verdict:plain',
    );
    expect(toggleValue(typed, 'verdict', 'Rejected')).toBe('login -verdict:valid');
  });

  test('with spaces is read as it was put in', () => {
    const typed = withValues('', 'client', ['My App']);
    expect(typed).toBe('client:"My App"');
    expect(termValues(typed, 'client')).toEqual(['my app']);
    expect(withValues(typed, 'client', [])).toBe('');
  });
});

test('what looks like a term and is none is told, addresses are not', () => {
  expect(unknownTerms('verdcit:rejected client:a https://app.example.com word -mod:query')).toEqual([
    'verdcit:rejected',
    'mod:query',
  ]);
});
