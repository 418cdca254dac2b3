import { expect, test } from 'vitest';
import { readSources, wrongImports } from './directions.ts';

const sources = readSources(process.cwd());

test('every import goes the way that ARCHITECTURE.md allows', () => {
  expect(wrongImports(sources)).toEqual([]);
});

test('the files were really seen', () => {
  expect([...sources.keys()]).toEqual(
    expect.arrayContaining(['src/inspect.ts', 'extension/background/main.ts']),
  );
  expect(sources.size).toBeGreaterThan(60);
});

test.each([
  [
    'src/verdict.ts',
    "import { browser } from '../extension/browser.ts';",
    'must not import extension/browser.ts',
  ],
  ['src/verdict.ts', "export * from 'preact';", 'must not import preact'],
  ['src/verdict.ts', "const x = await import('node:fs');", 'must not import node:fs'],
  [
    'extension/ui/list.tsx',
    "import { readClients } from '../store.ts';",
    'must not import extension/store.ts',
  ],
  [
    'extension/panel/main.tsx',
    "import '../background/badge.ts';",
    'must not import extension/background/badge.ts',
  ],
  [
    'extension/background/badge.ts',
    "import '../panel/state.ts';",
    'must not import extension/panel/state.ts',
  ],
  [
    'extension/store.ts',
    "import browser from 'webextension-polyfill';",
    'must not import webextension-polyfill',
  ],
  ['extension/panel/main.tsx', 'await browser.storage.local.get();', 'only extension/store.ts uses storage'],
  ['extension/background/keys.ts', "await fetch('https://x');", 'only extension/issuer.ts fetches'],
  ['src/inspect.ts', 'const now = Date.now();', 'src never reads the clock'],
  ['extension/other.ts', '', 'is in no room'],
])('a fault planted in %s is found: %s', (path, text, fault) => {
  expect(wrongImports(new Map([[path, text]]))).toEqual([`${path}: ${fault}`]);
});
