import { signingAlgorithms } from '../../src/client.ts';
import { isHmac } from '../../src/jose/algorithms.ts';
import type { Algorithm } from './fields.ts';
import { type Form, change, unfold } from './form.ts';
import { type Choice, SelectField } from './select-field.tsx';
import { say } from './words.ts';

/** Every signing algorithm; those that take the client secret say so. */
export const algorithmChoices: readonly Choice<Algorithm>[] = signingAlgorithms.map((alg) => ({
  value: alg,
  label: isHmac(alg) ? `${alg} (with the client secret)` : alg,
}));

/** The same, or what its key fits. */
export const algorithmsOrNone: readonly Choice<Algorithm | ''>[] = [
  { value: '', label: 'not registered: what its key fits' },
  ...algorithmChoices,
];

/** The choice of the algorithm that responses have to be signed with. */
export function AlgorithmField({ form }: { readonly form: Form }) {
  const name = 'authorization_signed_response_alg';
  return (
    <SelectField
      form={form}
      name={name}
      label="Expected signing algorithm"
      hint={say.algorithmHint}
      value={form.fields.value[name]}
      choices={algorithmChoices}
      onChoose={(alg) => {
        change(form, { [name]: alg });
        if (isHmac(alg)) unfold(form, 'secrets');
      }}
    />
  );
}
