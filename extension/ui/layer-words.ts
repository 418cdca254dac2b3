import type { Decryption } from '../../src/jose/decrypt.ts';
import type { SignatureResult } from '../../src/jose/signature.ts';

/** What opened an encryption: a key of the client, or one that is made of its secret. */
export function openedBy({ key }: Extract<Decryption, { state: 'decrypted' }>): string {
  if (!key) return 'Opened with a key made of the client secret.';
  const { kid, crv, kty } = key;
  return `Opened with the ${crv ?? kty} key ${kid ?? 'without kid'}.`;
}

const labels: Readonly<Record<SignatureResult['state'], string>> = {
  verified: 'Verified.',
  failed: 'Wrong: no key verifies it.',
  'no-keys': 'Not checked: there are no keys.',
  'not-signed': 'Not signed.',
  'needs-secret': 'Not checked: it takes the client secret.',
  unsupported: 'Not checked: this browser cannot compute it.',
  unreadable: 'Not checked: it cannot be read.',
};

/** What is known of a signature, and by which key. */
export function signatureLabel(signature: SignatureResult | null): string {
  if (!signature) return '';
  const kid = signature.key?.kid;
  if (signature.state === 'verified' && kid !== undefined) return `Verified with the key ${kid}.`;
  return labels[signature.state];
}
