import { expect, test, vi } from 'vitest';
import { decryptCell, encryptCell, encryptionMatrix, matrixPlaintext } from './matrix.fixture.ts';

test('the matrix has every algorithm: 4 of RSA, 4 of ECDH-ES on 4 curves and 7 of the client secret, 6 times', () => {
  expect(encryptionMatrix).toHaveLength((4 + 4 * 4 + 7) * 6);
});

test.each(encryptionMatrix)('$alg with $enc $crv is decrypted', async (cell) => {
  expect(await decryptCell(await encryptCell(cell))).toBe(matrixPlaintext);
});

test('no key of a client can be taken out again once it was imported', async () => {
  const imports = vi.spyOn(crypto.subtle, 'importKey');
  const cells = encryptionMatrix.filter(({ enc }) => enc === 'A256GCM' || enc === 'A128CBC-HS256');
  const isExtractable: unknown[] = [];
  for (const cell of cells) {
    const made = await encryptCell(cell);
    imports.mockClear();
    await decryptCell(made);
    isExtractable.push(...imports.mock.calls.map(([, , , extractable]) => extractable));
  }
  expect(isExtractable.length).toBeGreaterThan(cells.length);
  expect(new Set(isExtractable)).toEqual(new Set([false]));
  imports.mockRestore();
});
