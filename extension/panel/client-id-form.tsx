import { useSignal } from '@preact/signals';
import type { Exchange } from '../../src/exchange.ts';
import type { TypedRecord } from '../../src/records.ts';
import { typeIn } from './actions.ts';

interface ClientIdFormProps {
  readonly exchange: Exchange;
  /** What was typed for this response. */
  readonly typed: TypedRecord | null;
}

/** Judges a response as one for another client of the same server, such as one that was registered a moment ago. */
export function ClientIdForm({ exchange, typed }: ClientIdFormProps) {
  const registered = exchange.client.client_id;
  const edited = useSignal(typed?.client_id ?? registered);
  const judgeBy = (client_id: string) => {
    edited.value = client_id;
    const chosen = client_id === registered ? null : client_id;
    void typeIn('exchange', exchange.id, typed, { client_id: chosen });
  };
  return (
    <div class="sheet">
      <section aria-label="Client to judge by">
        <h3>Client to judge by</h3>
        <form
          class="typed"
          onSubmit={(event) => {
            event.preventDefault();
            judgeBy(edited.value);
          }}
        >
          <div class="typed-row">
            <label for="judge-client-id">
              <code>client_id</code>
            </label>
            <input
              id="judge-client-id"
              type="text"
              required
              autocomplete="off"
              autocapitalize="off"
              spellcheck={false}
              value={edited.value}
              onInput={({ currentTarget }) => (edited.value = currentTarget.value)}
            />
            {typeof typed?.client_id === 'string' && (
              <button type="button" onClick={() => judgeBy(registered)}>
                As registered
              </button>
            )}
          </div>
          <p class="acts">
            <button type="submit">Judge by this client_id</button>
          </p>
        </form>
      </section>
    </div>
  );
}
