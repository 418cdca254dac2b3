import { parseJwks } from '../../src/issuer/jwks.ts';
import { Explained, TextField, described } from './field.tsx';
import type { KeysFrom } from './fields.ts';
import { fieldId } from './focus.ts';
import { type Form, change } from './form.ts';
import { describeKeys, pastedKeysProblem } from './pasted-keys.ts';

const sources: readonly { readonly from: KeysFrom; readonly label: string; readonly hint: string }[] = [
  { from: 'metadata', label: 'Discover from the issuer', hint: 'Keys are read where its metadata says.' },
  { from: 'jwks_uri', label: 'JWKS URL', hint: 'For a server without metadata.' },
  { from: 'jwks', label: 'Pasted JWKS', hint: 'Nothing is fetched. A rotated key has to be pasted anew.' },
];

/** The choice of where the issuer's keys come from, and what the choice needs. */
export function KeysField({ form }: { readonly form: Form }) {
  const { keysFrom } = form.fields.value;
  return (
    <>
      <fieldset class="field">
        <legend>Source of keys</legend>
        {sources.map(({ from, label, hint }) => (
          <div class="choice" key={from}>
            <input
              type="radio"
              name="keys"
              id={`keys-${from}`}
              aria-describedby={`keys-${from}-hint`}
              checked={keysFrom === from}
              onChange={() => change(form, { keysFrom: from })}
            />
            <label for={`keys-${from}`}>{label}</label>
            <span class="hint" id={`keys-${from}-hint`}>
              {hint}
            </span>
          </div>
        ))}
      </fieldset>
      {keysFrom === 'jwks_uri' && (
        <TextField
          form={form}
          name="jwks_uri"
          label="URL of the JWKS"
          placeholder="https://id.example.com/jwks"
          hint="The address of the server's public keys."
        />
      )}
      {keysFrom === 'jwks' && <PastedKeys form={form} />}
    </>
  );
}

function PastedKeys({ form }: { readonly form: Form }) {
  const { jwks } = form.fields.value;
  const keys = pastedKeysProblem(jwks) === null ? (parseJwks(jwks) ?? []) : [];
  const hint =
    keys.length > 0
      ? `${keys.length === 1 ? 'One key' : `${keys.length} keys`}: ${describeKeys(keys)}`
      : 'A JSON document with a "keys" array. Public keys only.';
  return (
    <div class="field">
      <label for={fieldId('jwks')}>JWKS document</label>
      <textarea
        {...described({ form, name: 'jwks', hint })}
        rows={6}
        spellcheck={false}
        autocomplete="off"
        placeholder='{"keys": [{"kty": "RSA", "kid": "…", "n": "…", "e": "AQAB"}]}'
        value={jwks}
        onInput={({ currentTarget }) => change(form, { jwks: currentTarget.value })}
      />
      <Explained form={form} name="jwks" hint={hint} />
    </div>
  );
}
