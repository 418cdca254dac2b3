import { execFile, spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { poll } from '../poll.ts';
import { onPath } from '../setup/run.ts';
import { temporaryFolder } from './folders.ts';

const run = promisify(execFile);

/** A display that exists in memory only, for what a headless browser cannot show: the permission prompt. */
export interface Display {
  /** What `DISPLAY` must be, such as `:99`. */
  readonly name: string;
  /** Presses a key in the window that has the focus; `name` as xdotool spells it, such as `Tab`, `Return`. */
  key(name: string): Promise<void>;
  /** What the screen shows now, a number a pixel. */
  screen(): Promise<Uint32Array>;
  close(): Promise<void>;
}

/** The programs a display needs and this machine lacks: none if it can be started. */
export function missingForDisplay(): readonly string[] {
  return ['Xvfb', 'xdotool'].filter((program) => onPath(program) === undefined);
}

/** Starts Xvfb on the first free display. */
export async function startDisplay(): Promise<Display> {
  const screen = await temporaryFolder('screen');
  const options = ['-screen', '0', '1600x1000x24', '-nolisten', 'tcp', '-fbdir', screen.path];
  const server = spawn('Xvfb', ['-displayfd', '3', ...options], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  // A test that is broken off would leave it running.
  process.once('exit', () => server.kill());
  let number = '';
  server.stdio[3]?.on('data', (chunk: Buffer) => {
    number += chunk.toString();
  });
  const ended = new Promise<void>((resolve) => {
    server.once('exit', () => resolve());
    server.once('error', () => resolve());
  });
  await poll('the display', () => number.endsWith('\n'));
  const name = `:${number.trim()}`;
  const env = { ...process.env, DISPLAY: name };
  return {
    name,
    async key(key) {
      await run('xdotool', ['key', key], { env });
    },
    async screen() {
      // An X window dump; what precedes the pixels never changes, and is short enough not to matter.
      const { buffer } = new Uint8Array(await readFile(join(screen.path, 'Xvfb_screen0')));
      return new Uint32Array(buffer);
    },
    async close() {
      server.kill();
      await ended;
      await screen.remove();
    },
  };
}
