/** What the tests run inside the browser: decryption by the extension's own code, with the browser's WebCrypto. */
export { decryptCell } from '../src/jose/matrix.fixture.ts';
