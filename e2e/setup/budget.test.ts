import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { overBudget } from './budget.ts';
import { zipOf } from './pack.ts';
import { sizesOf } from './sizes.ts';

const built = {
  'manifest.json': JSON.stringify({ background: { service_worker: 'loader.js' } }),
  'loader.js': "import './assets/main.js';",
  'assets/main.js': "import { shared } from './shared.js'; shared();",
  'assets/shared.js': 'export const shared = () => 1;',
  'assets/panel.js': "export * from './shared.js'; const later = () => import('./later.js'); later();",
  'assets/panel.css': 'p { color: red }',
  'assets/later.js': 'export const much = 1;',
  'extension/panel/index.html':
    '<link rel="stylesheet" href="/assets/panel.css"><script type="module" src="/assets/panel.js"></script>',
};

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'oauth-inspector-sizes-'));
  for (const [name, text] of Object.entries(built)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const gzip = (...names: (keyof typeof built)[]) =>
  names.reduce((sum, name) => sum + gzipSync(built[name], { level: 9 }).length, 0);

test('a part is what is loaded at once, and nothing that is imported when it is needed', async () => {
  const sizes = await sizesOf(folder);
  expect([...sizes.keys()]).toEqual(['background', 'panel', 'package']);
  expect(sizes.get('background')?.gzip).toBe(gzip('loader.js', 'assets/main.js', 'assets/shared.js'));
  const panel = [
    'extension/panel/index.html',
    'assets/panel.css',
    'assets/panel.js',
    'assets/shared.js',
  ] as const;
  expect(sizes.get('panel')?.gzip).toBe(gzip(...panel));
  expect(sizes.get('panel')?.raw).toBe(panel.reduce((sum, name) => sum + built[name].length, 0));
  expect(sizes.get('package')?.files).toHaveLength(Object.keys(built).length);
  expect(sizes.get('package')?.gzip).toBe((await zipOf(folder)).length);
});

test('a build that loads what is not there is found', async () => {
  await rm(join(folder, 'assets/shared.js'));
  await expect(sizesOf(folder)).rejects.toThrow('assets/shared.js');
});

test('a part may weigh its budget, and not a byte more', async () => {
  const sizes = await sizesOf(folder);
  const exactly = Object.fromEntries([...sizes].map(([name, { gzip }]) => [name, { most: gzip }]));
  expect(overBudget('dist', sizes, exactly)).toEqual([]);
  const most = (sizes.get('panel')?.gzip ?? 0) - 1;
  const over = overBudget('dist', sizes, { ...exactly, panel: { most } });
  expect(over[0]).toContain(`panel is ${most + 1} bytes compressed, 1 more than its budget`);
  expect(over.join('\n')).toContain('assets/panel.js');
});

test('a page that nobody gave a budget is found', async () => {
  const { panel: _, ...without } = Object.fromEntries(
    [...(await sizesOf(folder))].map(([name, { gzip }]) => [name, { most: gzip }]),
  );
  expect(overBudget('dist', await sizesOf(folder), without)).toEqual([
    'dist: panel has no budget in e2e/budget.json',
  ]);
});
