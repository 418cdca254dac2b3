import { expect, test } from 'vitest';
import { writeBundle } from '../../src/files/bundle.ts';
import { about, flowNamed, judged } from '../../src/files/judged.fixture.ts';
import { isProblem } from '../../src/files/problem.ts';
import { importText } from './import.ts';

test('a file that is imported twice at the same time brings other ids each time', async () => {
  const text = writeBundle([await judged(flowNamed('RS256, query.jwt'))], about);
  const importing = { clients: [], passphrase: '', client: undefined, onProgress: () => {} };
  const brought = await Promise.all([importText(text, importing), importText(text, importing)]);
  const ids = brought.flatMap((one) =>
    isProblem(one) ? [] : one.inspected.map(({ exchange }) => exchange.id),
  );
  expect(ids).toHaveLength(2);
  expect(new Set(ids).size).toBe(2);
});
