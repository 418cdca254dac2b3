import { useSignal } from '@preact/signals';
import type { Context } from '../../src/checks/check.ts';
import type { TypedName } from '../../src/records.ts';
import { visibleText } from '../../src/wording/visible.ts';
import { typeIn } from './actions.ts';
import { type Edits, type Scope, type Typed, clearedEdits, editedValues, hiddenNames } from './typed.ts';

const scopes: readonly Scope[] = ['exchange', 'client'];
const otherScope = { exchange: 'client', client: 'exchange' } as const;

interface TypedFormProps {
  readonly context: Context;
  readonly typed: Typed;
}

/** Where a tester types what the browser did not see of the request; the response is judged anew at once. */
export function TypedForm({ context, typed }: TypedFormProps) {
  const scope = useSignal<Scope>('exchange');
  const edits = useSignal<Readonly<Record<Scope, Edits>>>({ exchange: {}, client: {} });
  const names = hiddenNames(context);
  if (names.length === 0) return null;

  const { client, evidence } = context;
  const labels = { exchange: 'this response', client: `all responses for ${client.client_id}` };
  const ids = { exchange: evidence.response.id, client: client.id };
  const values = editedValues(typed[scope.value], edits.value[scope.value]);
  const edit = (changed: Edits) => (edits.value = { ...edits.value, [scope.value]: changed });
  const put = (name: TypedName, value: string | null) => edit({ ...edits.value[scope.value], [name]: value });
  const keep = () => {
    const record = typed[scope.value];
    const kept = editedValues(record, edits.value[scope.value]);
    void typeIn(scope.value, ids[scope.value], record, { values: kept });
  };
  return (
    <div class="sheet">
      <section aria-label="What the browser did not see">
        <h3>What the browser did not see</h3>
        <p class="dim">
          Type what you know of the request. The response is judged by it at once, and is as right as what you
          type.
        </p>
        <form
          class="typed"
          onSubmit={(event) => {
            event.preventDefault();
            keep();
          }}
        >
          <fieldset>
            <legend>For</legend>
            {scopes.map((one) => (
              <label key={one}>
                <input
                  type="radio"
                  name="typed-for"
                  checked={scope.value === one}
                  onChange={() => (scope.value = one)}
                />{' '}
                {labels[one]}
              </label>
            ))}
          </fieldset>
          {names.map((name) => (
            <Row
              key={name}
              name={name}
              value={values[name] ?? null}
              other={elsewhere(typed, otherScope[scope.value], name)}
              onInput={(value) => put(name, value)}
            />
          ))}
          <p class="acts">
            <button type="submit" class="primary">
              Judge by this
            </button>
            <button
              type="button"
              disabled={Object.keys(values).length === 0}
              onClick={() => {
                edit(clearedEdits);
                keep();
              }}
            >
              Forget what is typed
            </button>
          </p>
        </form>
      </section>
    </div>
  );
}

/** What the other scope says of a parameter; what is typed for one response counts before what is typed for all. */
function elsewhere(typed: Typed, scope: Scope, name: TypedName): string | null {
  const value = typed[scope]?.values[name];
  if (value === undefined) return null;
  const said = value === '' ? 'not sent' : visibleText(value);
  return scope === 'client' ? `for all: ${said}` : `for this response, and that counts: ${said}`;
}

interface RowProps {
  readonly name: TypedName;
  /** Empty where it was not sent, null where nothing is known. */
  readonly value: string | null;
  readonly other: string | null;
  readonly onInput: (value: string | null) => void;
}

function Row({ name, value, other, onInput }: RowProps) {
  const id = `typed-${name}`;
  const isAbsent = value === '';
  return (
    <div class="typed-row">
      <label for={id}>
        <code>{name}</code>
      </label>
      <input
        id={id}
        type="text"
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        disabled={isAbsent}
        placeholder={isAbsent ? 'not sent' : 'not known'}
        value={value ?? ''}
        {...(other === null ? {} : { 'aria-describedby': `${id}-other` })}
        onInput={({ currentTarget }) => onInput(currentTarget.value === '' ? null : currentTarget.value)}
      />
      <label>
        <input
          type="checkbox"
          aria-label={`${name} was not sent`}
          checked={isAbsent}
          onChange={({ currentTarget }) => onInput(currentTarget.checked ? '' : null)}
        />{' '}
        was not sent
      </label>
      {other !== null && (
        <span class="dim" id={`${id}-other`}>
          {other}
        </span>
      )}
    </div>
  );
}
