import type { Context } from '../../src/checks/check.ts';
import { textMember } from '../../src/jose/compact.ts';
import { isSymmetricEncryption } from '../../src/jose/encryption-algorithms.ts';
import type { OptionsField } from './options-address.ts';

/** Which secret of the client a response cannot be judged without, by the field that it is typed into; null for none. */
export function wantedSecret({
  decryption,
  signature,
}: Pick<Context, 'decryption' | 'signature'>): OptionsField | null {
  if (signature?.state === 'needs-secret') return 'client_secret';
  if (decryption?.state !== 'no-key') return null;
  return decryption.needs === 'secret' ? 'client_secret' : 'decryption_keys';
}

/** The field that what opens an encrypted response is typed into, whether it was given or not. */
export function openingField({ jwe }: Pick<Context, 'jwe'>): OptionsField {
  const alg = jwe && textMember(jwe.header, 'alg');
  return isSymmetricEncryption(alg ?? '') ? 'client_secret' : 'decryption_keys';
}
