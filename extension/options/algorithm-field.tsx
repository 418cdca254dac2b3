import { Explained, described } from './field.tsx';
import { type Algorithm, registrableAlgorithms } from './fields.ts';
import { fieldId } from './focus.ts';
import { type Form, change } from './form.ts';
import { say } from './words.ts';

/** The choice of the algorithm that responses have to be signed with. */
export function AlgorithmField({ form }: { readonly form: Form }) {
  const name = 'authorization_signed_response_alg';
  const chosen = form.fields.value[name];
  const all: readonly Algorithm[] = registrableAlgorithms.includes(chosen)
    ? registrableAlgorithms
    : [...registrableAlgorithms, chosen];
  return (
    <div class="field">
      <label for={fieldId(name)}>Expected signing algorithm</label>
      <select
        {...described({ form, name, hint: say.algorithmHint })}
        value={chosen}
        onChange={({ currentTarget }) => {
          const alg = all.find((alg) => alg === currentTarget.value);
          if (alg) change(form, { [name]: alg });
        }}
      >
        {all.map((alg) => (
          <option key={alg} value={alg}>
            {alg}
          </option>
        ))}
      </select>
      <Explained form={form} name={name} hint={say.algorithmHint} />
    </div>
  );
}
