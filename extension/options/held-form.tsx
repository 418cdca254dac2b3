import type { Client } from '../../src/client.ts';
import { saveId } from './focus.ts';
import type { Form } from './form.ts';
import type { Page } from './page.ts';
import { HeldFields } from './secrets-fields.tsx';
import { say } from './words.ts';

interface HeldFormProps {
  readonly page: Page;
  readonly form: Form;
  readonly client: Client;
}

/** The form for a client of a policy: what only the client knows is no matter of the policy. */
export function HeldForm({ page, form, client }: HeldFormProps) {
  return (
    <form
      noValidate
      aria-labelledby="form-title"
      onSubmit={(event) => {
        event.preventDefault();
        void page.save(form);
      }}
    >
      <h2 id="form-title" tabIndex={-1}>
        Keys and secret of {client.client_id}
      </h2>
      <p class="hint">{say.managedForm}</p>
      <HeldFields form={form} />
      <div class="act">
        <button type="submit" id={saveId} class="primary" disabled={form.saving.value}>
          Save
        </button>
        <button type="button" onClick={() => page.close()}>
          Cancel
        </button>
      </div>
      {form.failure.value !== null && (
        <p class="problem" role="alert">
          {form.failure.value}
        </p>
      )}
    </form>
  );
}
