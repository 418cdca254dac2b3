import { afterEach, expect, test, vi } from 'vitest';
import { onlyWhileNeeded } from './needed.ts';

afterEach(() => vi.unstubAllGlobals());

/** One start of the background: what is heard in its first tick, and what it listens to. */
function start(name?: string) {
  const heard = new Set<string>();
  const event = {
    addListener: (listener: string) => void heard.add(listener),
    removeListener: (listener: string) => void heard.delete(listener),
  };
  return { heard, listening: onlyWhileNeeded(event, 'listener', name) };
}

/** Gives the background what a page has, and a worker has not. */
function asPage(): void {
  const stored = new Map<string, string>();
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => void stored.set(key, value),
    removeItem: (key: string) => void stored.delete(key),
  });
}

test('a worker listens from its first tick, and goes on only while there is a need', () => {
  const { heard, listening } = start('badge');
  expect(heard.size).toBe(1);
  listening.need(false);
  expect(heard.size).toBe(0);
  listening.need(true);
  expect(heard.size).toBe(1);
  expect(start('badge').heard.size).toBe(1);
});

test('a page listens in its first tick as the need was when it was last known', () => {
  asPage();
  const first = start('badge');
  expect(first.heard.size).toBe(0);
  first.listening.need(true);
  expect(first.heard.size).toBe(1);
  const second = start('badge');
  expect(second.heard.size).toBe(1);
  expect(start('leaks').heard.size).toBe(0);
  second.listening.need(false);
  expect(second.heard.size).toBe(0);
  expect(start('badge').heard.size).toBe(0);
});

test('what has no name is listened to in every first tick', () => {
  asPage();
  start().listening.need(false);
  expect(start().heard.size).toBe(1);
});
