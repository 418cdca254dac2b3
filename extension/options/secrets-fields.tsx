import { useSignal } from '@preact/signals';
import { readClientKeys } from '../../src/jose/client-keys.ts';
import { encryptionNames, managementNames } from '../../src/jose/encryption-algorithms.ts';
import { Explained, described } from './field.tsx';
import { Fold } from './fold.tsx';
import { fieldId } from './focus.ts';
import { type Form, change } from './form.ts';
import { describeClientKeys } from './held.ts';
import { SelectField } from './select-field.tsx';
import { say } from './words.ts';

/** What `authorization_encrypted_response_alg` may name (RFC 7518 4.1), RSA1_5 among it: some server may have it. */
const encryptionAlgorithms = [...managementNames, 'RSA1_5'];

const named = (names: readonly string[]) => names.map((value) => ({ value, label: value }));
const algorithmChoices = [{ value: '', label: say.notEncrypted }, ...named(encryptionAlgorithms)];
const contentChoices = [
  { value: '', label: 'not registered: A128CBC-HS256 counts' },
  ...named(encryptionNames),
];

/** How responses are encrypted, and what opens them. */
export function SecretsFields({ form }: { readonly form: Form }) {
  const fields = form.fields.value;
  return (
    <Fold form={form} name="secrets" title="Encryption and secrets">
      <SelectField
        form={form}
        name="authorization_encrypted_response_alg"
        label="Responses are encrypted with"
        hint={say.encryptionHint}
        value={fields.authorization_encrypted_response_alg}
        choices={algorithmChoices}
        onChoose={(alg) => change(form, { authorization_encrypted_response_alg: alg })}
      />
      <SelectField
        form={form}
        name="authorization_encrypted_response_enc"
        label="Encryption of the contents"
        hint={say.contentHint}
        value={fields.authorization_encrypted_response_enc}
        choices={contentChoices}
        onChoose={(enc) => change(form, { authorization_encrypted_response_enc: enc })}
      />
      <HeldFields form={form} />
    </Fold>
  );
}

/** What only the client knows, and where it is kept. */
export function HeldFields({ form }: { readonly form: Form }) {
  return (
    <>
      <PrivateKeys form={form} use="decryption" />
      <PrivateKeys form={form} use="signing" />
      <ClientSecret form={form} />
      <Remember form={form} />
    </>
  );
}

/** Private keys: what is held already is named, and never shown again. */
function PrivateKeys({ form, use }: { readonly form: Form; readonly use: 'decryption' | 'signing' }) {
  const isForSigning = use === 'signing';
  const name = isForSigning ? 'signing_keys' : 'decryption_keys';
  const typed = form.fields.value[name];
  const read = (text: string) => readClientKeys(text, isForSigning ? 'sig' : 'enc').keys;
  const keys = read(typed);
  const { keys: decryption = '', signing_keys: signing = '' } = form.held.value?.secrets ?? {};
  const held = isForSigning ? signing : decryption;
  const unheldHint = isForSigning ? say.signingHint : say.decryptionHint;
  const heldHint = held === '' ? unheldHint : say.heldHint(describeClientKeys(read(held), use));
  const hint = keys.length > 0 ? `Read: ${describeClientKeys(keys, use)}.` : heldHint;
  return (
    <div class="field">
      <label for={fieldId(name)}>{isForSigning ? 'Signing keys' : 'Decryption keys'}</label>
      <textarea
        {...described({ form, name, hint })}
        rows={isForSigning ? 3 : 5}
        spellcheck={false}
        // With this the browser keeps no copy for restoring the tab, which would be on the disk.
        autocomplete="off"
        placeholder='{"kty": "EC", "crv": "P-256", "x": "…", "y": "…", "d": "…"}'
        value={typed}
        onInput={({ currentTarget }) => change(form, { [name]: currentTarget.value })}
      />
      <Explained form={form} name={name} hint={hint} />
    </div>
  );
}

function ClientSecret({ form }: { readonly form: Form }) {
  const name = 'client_secret';
  const isShown = useSignal(false);
  const isHeld = Boolean(form.held.value?.secrets.client_secret);
  const hint = isHeld ? say.heldHint('client secret') : say.secretHint;
  return (
    <div class="field">
      <label for={fieldId(name)}>Client secret</label>
      <div class="row">
        <input
          {...described({ form, name, hint })}
          {...(isShown.value ? { type: 'text' } : { type: 'password' })}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          value={form.fields.value[name]}
          onInput={({ currentTarget }) => change(form, { [name]: currentTarget.value })}
        />
        <button
          type="button"
          aria-label="Show the client secret"
          aria-pressed={isShown.value}
          onClick={() => (isShown.value = !isShown.value)}
        >
          {isShown.value ? 'Hide' : 'Show'}
        </button>
      </div>
      <Explained form={form} name={name} hint={hint} />
    </div>
  );
}

function Remember({ form }: { readonly form: Form }) {
  const name = 'remember';
  return (
    <div class="field">
      <div class="choice">
        <input
          type="checkbox"
          {...described({ form, name, hint: say.rememberHint })}
          checked={form.fields.value[name]}
          onChange={({ currentTarget }) => change(form, { [name]: currentTarget.checked })}
        />
        <label for={fieldId(name)}>Remember on this computer</label>
      </div>
      <Explained form={form} name={name} hint={say.rememberHint} />
    </div>
  );
}
