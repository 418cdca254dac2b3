import { CompactEncrypt, compactDecrypt, decodeProtectedHeader, errors } from 'jose';
import { type FileProblem, problem } from './problem.ts';

/** How a bundle is sealed (RFC 7518 4.8 and 5.3). */
const alg = 'PBES2-HS512+A256KW';
const enc = 'A256GCM';
/** How often the passphrase is hashed; OWASP asks for 210,000 with SHA-512, and 600,000 with SHA-256. */
export const sealIterations = 600_000;
/** What a file may ask for: ten seconds of work, not a page that hangs. */
export const iterationLimit = 10_000_000;
/** The longest sealed text that is opened, in characters: a bundle, in base64url. */
const sealedLimit = 100_000_000;

/**
 * Seals a text with a passphrase: a compact JWE (RFC 7516), which any JOSE library opens.
 *
 * @param passphrase not empty; as UTF-8 in Unicode's form NFC (RFC 8265 4.2)
 */
export async function seal(text: string, passphrase: string): Promise<string> {
  return await new CompactEncrypt(new TextEncoder().encode(text))
    .setProtectedHeader({ alg, enc, cty: 'json' })
    .setKeyManagementParameters({ p2c: sealIterations })
    .encrypt(bytesOf(passphrase));
}

/** Whether a text is a compact JWE, and so may be a sealed bundle. */
export function isSealed(text: string): boolean {
  return /^\s*[\w-]+(?:\.[\w-]*){4}\s*$/.test(text);
}

/** Whether a JWE is encrypted with a passphrase, which no response is: a bundle, and not a response that was pasted. */
export function takesPassphrase(text: string): boolean {
  try {
    return isSealed(text) && String(decodeProtectedHeader(text.trim()).alg).startsWith('PBES2');
  } catch {
    return false;
  }
}

/**
 * Opens what was sealed with a passphrase. Never throws.
 *
 * @returns the text, or why it stays closed: `passphrase` also where the contents were changed, which looks the same
 */
export async function openSealed(
  sealed: string,
  passphrase: string,
): Promise<{ readonly text: string } | FileProblem> {
  if (sealed.length > sealedLimit) return problem('too-large', sealedLimit);
  if (!isSealed(sealed)) return problem('not-sealed');
  const compact = sealed.trim();
  const refused = refusedHeader(compact);
  if (refused) return refused;
  try {
    const { plaintext } = await compactDecrypt(compact, bytesOf(passphrase), {
      keyManagementAlgorithms: [alg],
      contentEncryptionAlgorithms: [enc],
      maxPBES2Count: iterationLimit,
    });
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(plaintext) };
  } catch (error) {
    return problem(error instanceof errors.JWEDecryptionFailed ? 'passphrase' : 'seal-broken');
  }
}

/** What is wrong with a header before anything is computed for it. */
function refusedHeader(compact: string): FileProblem | null {
  try {
    const header = decodeProtectedHeader(compact);
    const { p2c } = header;
    if (header.alg !== alg || header.enc !== enc || 'zip' in header)
      return problem('seal-algorithm', typeof header.alg === 'string' ? header.alg : null);
    if (typeof p2c !== 'number') return problem('seal-broken');
    return p2c > iterationLimit ? problem('seal-iterations', p2c) : null;
  } catch {
    return problem('seal-broken');
  }
}

function bytesOf(passphrase: string): Uint8Array {
  return new TextEncoder().encode(passphrase.normalize('NFC'));
}
