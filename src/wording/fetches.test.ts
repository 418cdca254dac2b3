import { expect, test } from 'vitest';
import type { ReachRule } from '../issuer/reach.ts';
import { type FetchProblem, fetchProblems } from '../records.ts';
import { fetchSentence, fetchTodo, reachSentence } from './fetches.ts';

const url = 'https://id.example.com/jwks';
const issuer = 'https://id.example.com';
const say = (problem: FetchProblem, detail: string | null = null) =>
  fetchSentence(problem, { url, detail }, issuer);

test.each(fetchProblems)('%s is said in words, without full stop', (problem) => {
  expect(say(problem)).toMatch(/https:\/\/id\.example\.com/);
  expect(say(problem)).not.toMatch(/\.$/);
  expect(fetchTodo(problem, { url, detail: null }) ?? 'Nothing to do').toMatch(/^[A-Z].*[^.]$/);
});

test('each problem has a sentence of its own', () => {
  expect(new Set(fetchProblems.map((problem) => say(problem))).size).toBe(fetchProblems.length);
});

test('the sentence says what was answered', () => {
  expect(say('status', '500')).toBe('https://id.example.com/jwks answered with status 500');
  expect(say('issuer-mismatch', 'https://other.example')).toBe(
    'The metadata at https://id.example.com/jwks names the issuer https://other.example, not https://id.example.com',
  );
  expect(say('not-allowed', 'loopback')).toBe(
    'https://id.example.com/jwks is on this machine, but the issuer is not, so it is not asked',
  );
});

test('missing access says what to allow: the origin, not the path', () => {
  expect(say('no-access')).toBe('The browser has not granted access to https://id.example.com');
  expect(fetchTodo('no-access', { url, detail: null })).toBe(
    'Allow access to https://id.example.com, then retry',
  );
});

test('the switch for test networks is named where it helps, and only there', () => {
  expect(fetchTodo('not-allowed', { url, detail: 'http-without-switch' })).toContain(
    'test network without TLS',
  );
  expect(fetchTodo('not-allowed', { url, detail: 'loopback' })).toBeNull();
});

const rules = Object.keys({
  'not-a-url': 0,
  scheme: 0,
  loopback: 0,
  http: 0,
  'http-without-switch': 0,
  userinfo: 0,
} satisfies Record<ReachRule, 0>);

test.each(rules)('the rule %s is said in words', (rule) => {
  expect(reachSentence(rule, url)).toMatch(/^https:\/\/id\.example\.com\/jwks (?:is|contains) .*[^.]$/);
});

test('a rule of another version gets a general sentence', () => {
  expect(reachSentence('constructor', url)).toBe('https://id.example.com/jwks may not be asked');
});

test('what a hostile server wrote cannot hide in a sentence', () => {
  expect(say('issuer-mismatch', 'https://a\u202E')).toContain('https://a\\u202E');
  expect(reachSentence('not-a-url', 'x\ny')).toBe('x\\ny is not a URL');
});
