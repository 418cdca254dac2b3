import { test } from 'vitest';
import type { BrowserName } from './browsers/browser.ts';
import { browserName } from './browsers/launch.ts';
import { EVERYTHING } from './setup/everything.ts';

// What a browser has no part in, such as what the judge says of a response or what a form refuses, is dealt out: each
// case is run in one of the browsers, and in both by `npm test -- --everything`. Firefox, which takes longer for each,
// gets every third.

const everything = process.env[EVERYTHING] !== undefined;

const takes: Readonly<Record<BrowserName, (index: number) => boolean>> = {
  chromium: (index) => index % 3 !== 1,
  firefox: (index) => index % 3 === 1,
};
const isOurs = (index: number): boolean => everything || takes[browserName](index);

/** Whether cases that are all for one of the browsers are run in this one. */
export const isFor = (name: BrowserName): boolean => everything || browserName === name;

type Define = (name: string, run: () => Promise<void>) => void;

/** Those of the cases that are run in this browser. */
export function dealt<Case>(cases: readonly Case[]): readonly Case[] {
  return cases.filter((_, index) => isOurs(index));
}

/**
 * A `test` that is dealt out: in this browser it defines some of the tests. None may need what another one left.
 *
 * @param define what defines a test
 */
export function dealtTests(define: Define = test): Define {
  let count = 0;
  return (name, run) => {
    if (isOurs(count)) define(name, run);
    count += 1;
  };
}
