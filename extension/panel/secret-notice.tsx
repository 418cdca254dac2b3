import type { Context } from '../../src/checks/check.ts';
import { Mark } from '../ui/mark.tsx';
import type { OptionsField } from '../ui/options-address.ts';
import { wantedSecret } from '../ui/wanted-secret.ts';
import { openOptions } from './actions.ts';

const labels = {
  decryption_keys: 'Give the decryption key',
  client_secret: 'Give the client secret',
} as const;

/** Which secret of the client a response cannot be judged without, and the way to where it is typed in. */
export function SecretNotice({ context }: { readonly context: Context }) {
  const field = wantedSecret(context);
  if (!field) return null;
  return (
    <div class="notice" role="status">
      <Mark tone="info" />
      <div>
        <p>
          {context.jwe ? 'This response is encrypted' : 'This response is signed with the client secret'}, and
          what it takes was not given.
        </p>
        <p class="acts">
          <GiveSecret context={context} field={field} label={labels[field]} />
        </p>
      </div>
    </div>
  );
}

interface GiveSecretProps {
  readonly context: Context;
  readonly field: OptionsField;
  readonly label: string;
}

/** Leads to where a secret of the client is typed in. */
export function GiveSecret({ context, field, label }: GiveSecretProps) {
  return (
    <button type="button" onClick={() => openOptions({ field, client: context.client.id })}>
      {label}
    </button>
  );
}
