import type { Context } from '../../src/checks/check.ts';
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
