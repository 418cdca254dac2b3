import { expect, test } from 'vitest';
import { difference } from './difference.ts';

test('marks the one letter by which two client_ids differ', () => {
  expect(difference('s6BhdRkqt3', 's6BhdRkqt4')).toEqual({
    before: 's6BhdRkqt',
    expected: '3',
    observed: '4',
    after: '',
  });
});

test('marks what stands in the middle', () => {
  expect(difference('https://id.example.com/a', 'https://id.evil.example.com/a')).toEqual({
    before: 'https://id.e',
    expected: '',
    observed: 'vil.e',
    after: 'xample.com/a',
  });
});

test('a missing slash at the end is a difference of the expected text', () => {
  expect(difference('https://id.example.com/', 'https://id.example.com')).toEqual({
    before: 'https://id.example.com',
    expected: '/',
    observed: '',
    after: '',
  });
});

test('texts that share a letter by chance differ as a whole', () => {
  expect(difference('RS256', 'none')).toEqual({ before: '', expected: 'RS256', observed: 'none', after: '' });
  expect(difference('abcdefgh', 'a1234567').before).toBe('');
});

test('equal texts do not differ', () => {
  expect(difference('state', 'state')).toEqual({ before: 'state', expected: '', observed: '', after: '' });
});

test('a character outside the basic plane is not cut in half', () => {
  expect(difference('ok 😀', 'ok 😁')).toEqual({ before: 'ok ', expected: '😀', observed: '😁', after: '' });
});

test('an escape is not cut in half', () => {
  expect(difference('id\\u202Ex', 'id\\u202Dx')).toEqual({
    before: 'id',
    expected: '\\u202E',
    observed: '\\u202D',
    after: 'x',
  });
});

test('nothing against something', () => {
  expect(difference('', 'x')).toEqual({ before: '', expected: '', observed: 'x', after: '' });
});
