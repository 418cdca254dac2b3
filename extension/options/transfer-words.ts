import type { FileProblem } from '../../src/client-file.ts';
import type { Choice } from './import.ts';

const refusals: Readonly<Record<Exclude<FileProblem['code'], 'malformed'>, string>> = {
  unreadable:
    'The browser cannot read it: it was changed or moved since it was chosen. Choose the file again.',
  'too-large': 'This file is over 1 MB: no list of clients is that long.',
  'not-json': 'This file is not JSON, or cut short.',
  other: 'This is JSON, but no file that was exported here.',
  newer: 'This file was written by a later version of the extension. Update it first.',
  'no-clients': 'There is no client in this file.',
  'too-many': 'There are over 500 clients in this file.',
};

/** What the page says about clients that leave it and come in. */
export const transferWords = {
  refused: (name: string, problem: FileProblem) =>
    `Nothing was imported from ${name}. ${
      problem.code === 'malformed'
        ? `${problem.path || 'The file'} is not as it should be: expected ${problem.expected}.`
        : refusals[problem.code]
    }`,
  choices: {
    skip: 'Leave it as it is',
    replace: 'Replace it',
    both: 'Keep both',
  } satisfies Record<Choice, string>,
  fresh: 'New.',
  known: 'Already registered.',
  hint: 'Importing grants no access: each client then says what it lacks, with a button that asks for it. Keys and secrets are never in such a file.',
  imported: (count: number) =>
    count === 0
      ? 'No client was imported.'
      : `${count === 1 ? 'One client was' : `${count} clients were`} imported. Allow the access that they lack below.`,
  changed:
    'Nothing was imported: clients of this file were registered, changed or deleted in another tab meanwhile. Decide about them again.',
  notStored: (why: string) => `The browser did not store the clients: ${why}`,
} as const;
