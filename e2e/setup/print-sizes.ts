import { build } from 'vite';
import { readBudget } from './budget.ts';
import { sizesOf } from './sizes.ts';

/** Modules that are smaller are not named, in bytes before they are minified. */
const smallest = 1000;

/** Builds the extension for each browser, and prints what its parts weigh and what its files are made of. */
export async function printSizes(): Promise<void> {
  // Else what is built is not what is packed.
  process.env['NODE_ENV'] = 'production';
  const budget = await readBudget();
  for (const browser of ['chromium', 'firefox'] as const) {
    const modules = await buildAndList(browser);
    const sizes = await sizesOf(`dist/${browser}`);
    console.log(`\n${browser}, in bytes\n`);
    console.log(row('', 'as it is', 'compressed', 'budget', 'goal'));
    for (const [name, { raw, gzip }] of sizes) {
      const { most, goal } = budget[name] ?? {};
      console.log(row(name, raw, gzip, most, goal));
    }
    for (const { name, raw, gzip } of sizes.get('package')?.files ?? []) {
      console.log(`\n${row(name, raw, gzip)}`);
      for (const [module, size] of modules.get(name) ?? [])
        if (size >= smallest) console.log(row(`  ${module}`, size));
    }
  }
}

function row(name: string, ...cells: readonly (string | number | undefined)[]): string {
  const text = cells.map((cell) => (cell ?? '').toLocaleString('en').padStart(12));
  return `${name.padEnd(56)}${text.join('')}`.trimEnd();
}

/** The modules of each JavaScript file with their sizes before they are minified, largest first. */
async function buildAndList(
  browser: 'chromium' | 'firefox',
): Promise<ReadonlyMap<string, [string, number][]>> {
  const found = new Map<string, [string, number][]>();
  await build({
    mode: browser === 'firefox' ? 'firefox' : 'production',
    logLevel: 'error',
    plugins: [
      {
        name: 'modules',
        generateBundle(_, bundle) {
          for (const file of Object.values(bundle)) {
            if (file.type !== 'chunk') continue;
            const modules = Object.entries(file.modules).map(([id, { renderedLength }]): [string, number] => [
              id.replace('\0', '').replace(`${process.cwd()}/`, ''),
              renderedLength,
            ]);
            found.set(
              file.fileName,
              modules.toSorted(([, a], [, b]) => b - a),
            );
          }
        },
      },
    ],
  });
  return found;
}
