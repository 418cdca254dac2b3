import { expect, test } from 'vitest';
import { decryptCell, encryptCell, encryptionMatrix, matrixPlaintext } from './matrix.fixture.ts';

test('the matrix has every algorithm: 4 of RSA, 4 of ECDH-ES on 4 curves and 7 of the client secret, 6 times', () => {
  expect(encryptionMatrix).toHaveLength((4 + 4 * 4 + 7) * 6);
});

test.each(encryptionMatrix)('$alg with $enc $crv is decrypted', async (cell) => {
  expect(await decryptCell(await encryptCell(cell))).toBe(matrixPlaintext);
});
