// What runs before anything is installed: Node's own modules only, and no TypeScript.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's top folder. */
const root = fileURLToPath(new URL('../..', import.meta.url));

/** What Vite 8 runs on, as package.json says to npm: Node 20 from its version 19 on, and from 22.12 on. */
const isFit = (major, minor) => (major === 20 ? minor >= 19 : major === 22 ? minor >= 12 : major > 22);

function checkNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (isFit(major, minor)) return;
  console.error(`This needs Node 20.19, or 22.12 or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

function packages(lock) {
  return Object.entries(JSON.parse(readFileSync(join(root, lock), 'utf8')).packages).filter(([path]) => path);
}

/**
 * Why `npm ci` is needed, or undefined. npm keeps a lock of what it installed; that one and ours are compared by
 * content, since times say nothing after a checkout. Packages for other platforms are optional and may be missing.
 */
function reasonToInstall() {
  const installed = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, installed))) return 'node_modules is missing';
  const have = new Map(packages(installed));
  const want = packages('package-lock.json');
  const differs = want.some(([path, { version, optional }]) =>
    have.has(path) ? have.get(path).version !== version : !optional,
  );
  const known = new Set(want.map(([path]) => path));
  const foreign = [...have.keys()].some((path) => !known.has(path));
  return differs || foreign ? 'node_modules is not what package-lock.json says' : undefined;
}

/** Checks Node, and installs the npm packages when they are missing or others than the lock says. */
export function bootstrap() {
  process.chdir(root);
  checkNode();
  const reason = reasonToInstall();
  if (!reason) return;
  console.log(`Installing the npm packages (npm ci): ${reason}.`);
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], {
    stdio: 'inherit',
    // npm is a script on Windows.
    shell: process.platform === 'win32',
  });
  if (status === 0) return;
  console.error('npm ci failed, so nothing can run: see its message above (is the npm registry reachable?).');
  process.exit(1);
}

/** Imports a TypeScript module of this repository, through Vite because Node 20 cannot. */
export async function load(path) {
  const { runnerImport } = await import('vite');
  const { module } = await runnerImport(join(root, path), { root, configFile: false, logLevel: 'error' });
  return module;
}
