#!/usr/bin/env node
// What Playwright starts in the place of Firefox: Firefox, whose debugging address is given as that of our relay.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const { FIREFOX_BEHIND: firefox = '', FIREFOX_RELAY: relay = '' } = process.env;
const child = spawn(firefox, process.argv.slice(2), { stdio: ['ignore', 'ignore', 'pipe'] });
createInterface({ input: child.stderr }).on('line', (line) => {
  process.stderr.write(`${line.replace(/ws:\/\/127\.0\.0\.1:(\d+)/, `ws://127.0.0.1:${relay}/$1`)}\n`);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.once('error', (error) => {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
});
child.once('exit', (status) => process.exit(status ?? 1));
