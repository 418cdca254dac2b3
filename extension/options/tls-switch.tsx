import { needsTlsSwitch } from '../../src/issuer/reach.ts';
import { Explained, described } from './field.tsx';
import { fieldId } from './focus.ts';
import { type Form, change } from './form.ts';
import { say } from './words.ts';

/** The choice to do without TLS: only where the issuer is `http` and not on this machine. */
export function TlsSwitch({ form }: { readonly form: Form }) {
  const name = 'test_network_without_tls';
  const { issuer, [name]: isOn } = form.fields.value;
  if (!needsTlsSwitch(issuer)) return null;
  return (
    <div class="field">
      <div class="choice">
        <input
          type="checkbox"
          role="switch"
          {...described({ form, name, hint: say.tlsHint })}
          checked={isOn}
          onChange={({ currentTarget }) => change(form, { [name]: currentTarget.checked })}
        />
        <label for={fieldId(name)}>Test network without TLS</label>
      </div>
      <Explained form={form} name={name} hint={say.tlsHint} />
    </div>
  );
}
