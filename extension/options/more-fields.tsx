import { clientAuthentications } from '../../src/client.ts';
import { profiles } from '../../src/profile.ts';
import { profileLabel, profileLine } from '../../src/wording/profiles.ts';
import { algorithmChoices, algorithmsOrNone } from './algorithm-field.tsx';
import { Explained, TextField, described } from './field.tsx';
import { Fold } from './fold.tsx';
import { fieldId } from './focus.ts';
import { type Form, change } from './form.ts';
import { SelectField } from './select-field.tsx';
import { say } from './words.ts';

const profileChoices = profiles.map((profile) => ({ value: profile, label: profileLabel(profile) }));

const authenticationChoices = [
  { value: '', label: 'not known' },
  ...clientAuthentications.map((method) => ({
    value: method,
    label: method === 'none' ? 'none (public client)' : method,
  })),
] as const;

/** What else a client may have been registered with, and how strictly it is judged. */
export function MoreFields({ form }: { readonly form: Form }) {
  const fields = form.fields.value;
  return (
    <Fold form={form} name="more" title="More about this client">
      <SelectField
        form={form}
        name="profile"
        label="Judged by"
        hint={profileLine(fields.profile)}
        value={fields.profile}
        choices={profileChoices}
        onChoose={(profile) => change(form, { profile })}
      />
      <SelectField
        form={form}
        name="token_endpoint_auth_method"
        label="Client authentication"
        hint={say.authenticationHint}
        value={fields.token_endpoint_auth_method}
        choices={authenticationChoices}
        onChoose={(token_endpoint_auth_method) => change(form, { token_endpoint_auth_method })}
      />
      <SelectField
        form={form}
        name="token_endpoint_auth_signing_alg"
        label="Signing algorithm of its assertions"
        hint={say.assertionAlgHint}
        value={fields.token_endpoint_auth_signing_alg}
        choices={algorithmsOrNone}
        onChoose={(alg) => change(form, { token_endpoint_auth_signing_alg: alg })}
      />
      <SelectField
        form={form}
        name="request_object_signing_alg"
        label="Signing algorithm of its request objects"
        hint={say.objectAlgHint}
        value={fields.request_object_signing_alg}
        choices={algorithmsOrNone}
        onChoose={(alg) => change(form, { request_object_signing_alg: alg })}
      />
      <SelectField
        form={form}
        name="id_token_signed_response_alg"
        label="Signing algorithm of ID tokens"
        hint={say.idTokenHint}
        value={fields.id_token_signed_response_alg}
        choices={algorithmChoices}
        onChoose={(id_token_signed_response_alg) => change(form, { id_token_signed_response_alg })}
      />
      <TextField
        form={form}
        name="leeway"
        label="Leeway in seconds"
        hint={say.leewayHint}
        inputMode="numeric"
      />
      <LeakSwitch form={form} />
    </Fold>
  );
}

function LeakSwitch({ form }: { readonly form: Form }) {
  const name = 'watch_for_leaks';
  return (
    <div class="field">
      <div class="choice">
        <input
          type="checkbox"
          role="switch"
          {...described({ form, name, hint: say.leaksHint })}
          checked={form.fields.value[name]}
          onChange={({ currentTarget }) => change(form, { [name]: currentTarget.checked })}
        />
        <label for={fieldId(name)}>Watch for leaks</label>
      </div>
      <Explained form={form} name={name} hint={say.leaksHint} />
    </div>
  );
}
