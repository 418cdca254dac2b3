import { base64url } from 'jose';
import { expect, test } from 'vitest';
import vectors from '../recorded/encryption-vectors.json' with { type: 'json' };
import { readCompact, textMember } from './compact.ts';
import { decryptContent } from './content.ts';
import { decrypt } from './decrypt.ts';
import { encryptionOf, managementOf } from './encryption-algorithms.ts';
import { inflate } from './inflate.ts';
import { openShared } from './secret-attempts.ts';

type Vector = (typeof vectors)[number];

/** The plaintext, or null where there is none. */
async function plaintextOf({ compact, jwk }: Pick<Vector, 'compact' | 'jwk'>): Promise<string | null> {
  return 'k' in jwk && jwk.k !== undefined
    ? await withShared(compact, jwk.k)
    : await withPrivate(compact, jwk);
}

function read(compact: string) {
  const jwe = readCompact(compact);
  if (jwe.form !== 'jwe') throw new Error('not a JWE');
  return jwe;
}

async function withPrivate(compact: string, jwk: object): Promise<string | null> {
  const secrets = {
    client: 'c',
    issuer: 'https://id.example.com',
    revision: '1',
    keys: JSON.stringify(jwk),
    client_secret: '',
  };
  const decryption = await decrypt(read(compact), secrets);
  return decryption.state === 'decrypted' && decryption.fault === null ? decryption.plaintext : null;
}

/** The examples share a key of their own, where a client would derive it from its secret. */
async function withShared(compact: string, k: string): Promise<string | null> {
  const { header, parts } = read(compact);
  const [alg, enc] = [textMember(header, 'alg') ?? '', textMember(header, 'enc') ?? ''];
  const [management, encryption] = [managementOf(alg), encryptionOf(enc)];
  if (!management || !encryption || 'part' in parts) throw new Error(`cannot read ${alg} ${enc}`);
  const jwe = { alg, enc, management, encryption, parts, header: header.members };
  const contentKey = await openShared(new Uint8Array(base64url.decode(k)), management, jwe);
  const content = contentKey && (await decryptContent(parts, contentKey, encryption));
  if (!content) return null;
  const bytes = header.members['zip'] === 'DEF' ? await inflate(content) : content;
  return typeof bytes === 'string' ? null : new TextDecoder().decode(bytes);
}

test('the examples are those of RFC 7516 and 7520 that JARM allows', () => {
  expect(vectors.map(({ source }) => source)).toEqual([
    'RFC 7516 A.1',
    'RFC 7516 A.3',
    ...['5.2', '5.4', '5.5', '5.6', '5.7', '5.8', '5.9', '6'].map((section) => `RFC 7520 ${section}`),
  ]);
});

test.each(vectors)('$source is decrypted', async (vector) => {
  expect(await plaintextOf(vector)).toBe(vector.plaintext);
});

test.each(vectors)('$source with one bit changed in any part is not', async ({ compact, jwk }) => {
  const parts = compact.split('.');
  for (const [index, part] of parts.entries()) {
    if (part === '') continue;
    const other = `${part.startsWith('A') ? 'B' : 'A'}${part.slice(1)}`;
    const changed = parts.with(index, index === 0 ? part.replace(/.$/, flipLast) : other).join('.');
    await expect(
      plaintextOf({ compact: changed, jwk }).catch(() => null),
      `part ${index}`,
    ).resolves.toBeNull();
  }
});

/** Another last character, so that the header is another text. */
function flipLast(character: string): string {
  return character === 'Q' ? 'g' : 'Q';
}
