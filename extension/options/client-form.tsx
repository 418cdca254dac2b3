import { askSentence } from './access-words.ts';
import { ActButton } from './act-button.tsx';
import { AlgorithmField } from './algorithm-field.tsx';
import { CallbacksField } from './callbacks-field.tsx';
import { DiscoveryView } from './discovery-view.tsx';
import { Explained, TextField } from './field.tsx';
import { fieldId, saveId } from './focus.ts';
import { FormAccess } from './form-access.tsx';
import type { Form } from './form.ts';
import { KeysField } from './keys-field.tsx';
import { discoverNeeds } from './form-needs.ts';
import { MoreFields } from './more-fields.tsx';
import type { Page } from './page.ts';
import { SecretsFields } from './secrets-fields.tsx';
import { TlsSwitch } from './tls-switch.tsx';
import { say } from './words.ts';

interface Props {
  readonly page: Page;
  readonly form: Form;
}

/** The form that registers a client or changes one. */
export function ClientForm({ page, form }: Props) {
  const discover = () => void page.discover(form);
  const save = () => void page.save(form);
  const discovers = form.fields.value.keysFrom === 'metadata';
  return (
    <form
      noValidate
      aria-labelledby="form-title"
      onSubmit={(event) => {
        event.preventDefault();
        if (form.discoversFirst.peek()) discover();
        else save();
      }}
    >
      <h2 id="form-title" tabIndex={-1}>
        {form.client ? `Edit ${form.client.client_id}` : 'Register a client'}
      </h2>
      <CallbacksField form={form} />
      <TextField
        form={form}
        name="issuer"
        label="Issuer"
        placeholder="https://id.example.com"
        hint="The authorization server's identifier, exactly as its metadata and the iss claim spell it."
      />
      <TlsSwitch form={form} />
      <TextField form={form} name="client_id" label="Client ID" inputMode="text" placeholder="s6BhdRkqt3" />
      <AlgorithmField form={form} />
      <KeysField form={form} />
      {discovers && (
        <div class="act">
          <ActButton
            id={fieldId('keys')}
            form={form}
            isDefault={form.discoversFirst.value}
            disabled={form.reading.value !== null}
            onAct={discover}
          >
            Discover
          </ActButton>
          <span class="hint">
            {askSentence('Discover', form.askedByDiscover.value, discoverNeeds(form.fields.value))}
          </span>
          <Explained form={form} name="keys" />
        </div>
      )}
      {discovers && <DiscoveryView page={page} form={form} />}
      <TextField
        form={form}
        name="authorization_endpoint"
        label={
          discovers ? 'Authorization endpoint (filled in by Discover)' : 'Authorization endpoint (optional)'
        }
        hint={say.endpointHint}
      />
      <FormAccess form={form} />
      <SecretsFields form={form} />
      <MoreFields form={form} />
      <div class="act">
        <ActButton
          id={saveId}
          form={form}
          isDefault={!form.discoversFirst.value}
          disabled={form.saving.value}
          onAct={save}
        >
          Save
        </ActButton>
        <button type="button" onClick={() => page.close()}>
          Cancel
        </button>
        {form.askedBySave.value.length > 0 && !form.discoversFirst.value && (
          <span class="hint">
            {form.saving.value
              ? say.browserAsks
              : askSentence('Save', form.askedBySave.value, form.needs.value.typed)}
          </span>
        )}
      </div>
      {form.failure.value !== null && (
        <p class="problem" role="alert">
          {form.failure.value}
        </p>
      )}
    </form>
  );
}
