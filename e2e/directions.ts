import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { parseSync } from 'vite';

/** What a room may import: packages by name, files by the folder or file they are in. */
interface Room {
  readonly room: RegExp;
  readonly may: readonly RegExp[];
}

const core = /^src\//;
const page = [
  /^preact(?:\/|$)/,
  /^@preact\/signals$/,
  /^extension\/(?:browser|store)\.ts$/,
  /^extension\/ui\//,
  core,
];
const tests = [
  /^(?:src|extension|e2e)\//,
  /^vitest$/,
  /^node:/,
  /^jose$/,
  /^fast-check$/,
  /^@preact\/signals$/,
  /^oauth4webapi$/,
  /^fflate$/,
  /^vite$/,
];

/** The import table of ARCHITECTURE.md. The first room that holds a file decides; a file in no room is an error. */
const rooms: readonly Room[] = [
  {
    room: /\.(?:test|spec|long)\.tsx?$|(?:\.|\/)fixture\.ts$/,
    may: [...tests, /^playwright$/, /^axe-core$/, /^valibot$/],
  },
  { room: /^src\/jose\/aes\.ts$/, may: [core, /^@noble\/ciphers\/aes\.js$/] },
  { room: core, may: [core, /^jose$/, /^valibot$/] },
  { room: /^extension\/browser\.ts$/, may: [/^webextension-polyfill$/] },
  { room: /^extension\/store\.ts$/, may: [/^extension\/browser\.ts$/, core, /^valibot$/] },
  { room: /^extension\/origin\.ts$/, may: [/^extension\/store\.ts$/, core, /^valibot$/] },
  { room: /^extension\/issuer\.ts$/, may: [/^extension\/(?:browser|store|origin)\.ts$/, core] },
  { room: /^extension\/ui\//, may: [/^preact(?:\/|$)/, /^@preact\/signals$/, /^extension\/ui\//, core] },
  {
    room: /^extension\/background\//,
    may: [/^extension\/(?:browser|store|issuer)\.ts$/, /^extension\/background\//, /^valibot$/, core],
  },
  { room: /^extension\/devtools\//, may: [/^extension\/browser\.ts$/, /^extension\/devtools\//] },
  {
    room: /^extension\/options\//,
    may: [...page, /^extension\/issuer\.ts$/, /^extension\/options\//, /^virtual:public-suffixes$/],
  },
  { room: /^extension\/panel\//, may: [...page, /^extension\/issuer\.ts$/, /^extension\/panel\//] },
  { room: /^extension\/popup\//, may: [...page, /^extension\/popup\//] },
  { room: /^extension\/access\//, may: [...page, /^extension\/access\//] },
  { room: /^e2e\/browsers\//, may: [/^e2e\//, /^node:/, /^playwright$/, /^ws$/] },
  { room: /^e2e\/site\//, may: [/^e2e\/(?:site\/|poll\.ts$)/, core, /^node:/, /^jose$/, /^oidc-provider$/] },
  {
    room: /^e2e\//,
    may: [
      /^e2e\//,
      core,
      /^node:/,
      /^playwright$/,
      /^vite$/,
      /^vitest(?:\/|$)/,
      /^jose$/,
      /^axe-core$/,
      /^fflate$/,
      /^tldts\//,
      /^manifest\.json$/,
    ],
  },
];

/** Names that a room must not use without importing anything: the one user of storage and the one that fetches. */
const reserved: readonly { readonly use: RegExp; readonly only: RegExp; readonly rule: string }[] = [
  {
    use: /\bbrowser\.storage\b/,
    only: /^extension\/store\.ts$/,
    rule: 'only extension/store.ts uses storage',
  },
  { use: /\bfetch\(/, only: /^extension\/issuer\.ts$/, rule: 'only extension/issuer.ts fetches' },
  { use: /\bDate\.now\(/, only: /^extension\//, rule: 'src never reads the clock' },
];

/**
 * Finds imports that go the wrong way.
 *
 * @param files text by path, relative to the project, with `/` between folders
 * @returns one line a fault
 */
export function wrongImports(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([path, text]) => {
    const room = rooms.find((one) => one.room.test(path));
    if (!room) return [`${path}: is in no room`];
    const targets = importsOf(path, text).map((name) => resolve(path, name));
    const wrong = targets.filter(
      (target) => !target.endsWith('.css') && !room.may.some((may) => may.test(target)),
    );
    const misused = /^e2e\/|\.(?:test|long)\.|fixture\.ts$/.test(path)
      ? []
      : reserved.filter(({ use, only }) => use.test(text) && !only.test(path));
    return [
      ...wrong.map((target) => `${path}: must not import ${target}`),
      ...misused.map(({ rule }) => `${path}: ${rule}`),
    ];
  });
}

/** Every source file of the project, by path. */
export function readSources(root: string): Map<string, string> {
  const paths = ['src', 'extension', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && /\.(?:m?[jt]s|tsx)$/.test(entry.name))
      .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/')),
  );
  return new Map(paths.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

function importsOf(path: string, text: string): string[] {
  const { module, errors } = parseSync(path, text);
  if (errors.length > 0) throw new Error(`${path} does not parse: ${errors[0]?.message}`);
  const dynamic = module.dynamicImports.map(({ moduleRequest }) =>
    text.slice(moduleRequest.start, moduleRequest.end),
  );
  return [
    ...module.staticImports.map(({ moduleRequest }) => moduleRequest.value),
    ...module.staticExports.flatMap(({ entries }) =>
      entries.flatMap((entry) => entry.moduleRequest?.value ?? []),
    ),
    ...dynamic.filter((name) => /^['"]/.test(name)).map((name) => name.slice(1, -1)),
  ];
}

function resolve(from: string, name: string): string {
  return name.startsWith('.') ? normalize(join(dirname(from), name)).replaceAll('\\', '/') : name;
}
