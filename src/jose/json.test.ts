import { base64url } from 'jose';
import { expect, test } from 'vitest';
import { decodeBase64url } from './base64url.ts';
import { readJsonPart, scanMembers } from './json.ts';

test.each([
  ['{"a":1,"a":1}', [{ name: 'a', same: true }]],
  ['{"a":1,"b":2,"a":3}', [{ name: 'a', same: false }]],
  ['{"a":"x","\\u0061":"x"}', [{ name: 'a', same: true }]],
  ['{"a":{"b":1,"b":2},"c":["a","a"]}', []],
  ['{"a":"{\\"a\\":1,","a":2}', [{ name: 'a', same: false }]],
  ['{"a":[1,{"x":1}],"a":[1,{"x":1}]}', [{ name: 'a', same: true }]],
  ['{ "a" : 1 , "a" :1}', [{ name: 'a', same: true }]],
  ['{}', []],
])('members given twice in %s', (text, duplicates) => {
  expect(scanMembers(text).duplicates).toEqual(duplicates);
});

test('nesting that would break whatever walks through it is a problem, however it is hidden', () => {
  const nested = (levels: number) =>
    base64url.encode(`{"a":"[[[","b":${'['.repeat(levels)}${']'.repeat(levels)}}`);
  expect(readJsonPart(nested(99)).problem).toBeNull();
  expect(readJsonPart(nested(100)).problem).toBe('too-deep');
  expect(readJsonPart(nested(200_000)).problem).toBe('too-deep');
});

test('a claim called __proto__ is a claim, and one that is missing is missing', () => {
  const { members } = readJsonPart(base64url.encode('{"__proto__":{"iss":"x"}}'));
  expect(Object.keys(members)).toEqual(['__proto__']);
  expect(members['iss']).toBeUndefined();
  expect(members['constructor']).toBeUndefined();
});

test.each([
  [new Uint8Array([0x22, 0xff, 0x22]), 'utf-8'],
  [new TextEncoder().encode('"x"'), 'object'],
  [new TextEncoder().encode('{"a":1}}'), 'json'],
  [new TextEncoder().encode('\uFEFF{}'), 'json'],
])('%o is no JSON object', (bytes, problem) => {
  expect(readJsonPart(base64url.encode(bytes)).problem).toBe(problem);
});

test.each([
  ['AQ', new Uint8Array([1])],
  ['', new Uint8Array()],
  ['AQ==', 'padding'],
  ['A+/A', 'alphabet'],
  ['A', 'length'],
  ['AR', 'trailing-bits'],
  ['AQF', 'trailing-bits'],
  [' AQ', 'alphabet'],
])('base64url %j', (text, decoded) => {
  expect(decodeBase64url(text)).toEqual(decoded);
});

test('every encoding of random bytes is read back', () => {
  for (let length = 0; length < 100; length += 1) {
    const bytes = crypto.getRandomValues(new Uint8Array(length));
    expect(decodeBase64url(base64url.encode(bytes))).toEqual(bytes);
  }
});
