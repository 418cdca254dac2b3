import { expect, test } from 'vitest';
import { distribution } from './install.ts';

test.each([
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nVERSION_ID="12"\nID=debian\n', 'debian'],
  ['ID_LIKE=debian\nID="ubuntu"\n', 'ubuntu'],
  ['NAME=Fedora\n', ''],
])('reads the name of the distribution from %j', (text, name) => {
  expect(distribution(text)).toBe(name);
});
