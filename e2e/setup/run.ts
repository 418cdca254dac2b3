import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** How a command ended: `status` 0 is success, -1 that it could not be started. */
export interface Ended {
  readonly status: number;
  /** What it printed, both streams in order; empty if it went to the screen. */
  readonly output: string;
}

/** Runs a command, in this folder or another. Its output is collected, or shown as it comes (`show`). */
export async function run(
  command: string,
  args: readonly string[],
  {
    show = false,
    env = {},
    folder,
  }: { show?: boolean; env?: Readonly<Record<string, string>>; folder?: string } = {},
): Promise<Ended> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(command, args, {
      cwd: folder,
      stdio: show ? ['ignore', 'inherit', 'inherit'] : ['ignore', 'pipe', 'pipe'],
      // CI makes many programs colour what they write into a file.
      env: { ...process.env, ...(process.stdout.isTTY ? {} : { NO_COLOR: '1' }), ...env },
    });
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout?.on('data', collect);
    child.stderr?.on('data', collect);
    child.once('error', (error) => resolve({ status: -1, output: String(error) }));
    child.once('close', (status) => resolve({ status: status ?? -1, output }));
  });
}

/** Runs the JavaScript file of an installed package, such as `vite/bin/vite.js`, with this Node. */
export async function runPackage(
  file: string,
  args: readonly string[],
  options: { show?: boolean; env?: Readonly<Record<string, string>> } = {},
): Promise<Ended> {
  return run(process.execPath, [join('node_modules', file), ...args], options);
}

/** Where on `PATH` a program is, or undefined. */
export function onPath(program: string): string | undefined {
  const names = process.platform === 'win32' ? [`${program}.exe`] : [program];
  return (process.env['PATH'] ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find((file) => {
      try {
        accessSync(file, constants.X_OK);
        return statSync(file).isFile();
      } catch {
        return false;
      }
    });
}
