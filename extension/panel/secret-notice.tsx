import type { Context } from '../../src/checks/check.ts';
import { Mark } from '../ui/mark.tsx';
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
          <GiveSecret context={context} label={labels[field]} />
        </p>
      </div>
    </div>
  );
}

interface GiveSecretProps {
  readonly context: Context;
  readonly label: string;
}

/** Leads to the field of the options page that a response's encryption or signature asks for. */
export function GiveSecret({ context, label }: GiveSecretProps) {
  const field = wantedSecret(context) ?? 'decryption_keys';
  return (
    <button type="button" onClick={() => openOptions({ field, client: context.client.id })}>
      {label}
    </button>
  );
}
