import { Explained, described } from './field.tsx';
import type { FieldName } from './fields.ts';
import { fieldId } from './focus.ts';
import type { Form } from './form.ts';

/** One thing that can be chosen. */
export interface Choice<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

interface SelectFieldProps<Value extends string> {
  readonly form: Form;
  readonly name: FieldName;
  readonly label: string;
  readonly hint: string;
  readonly value: Value;
  readonly choices: readonly Choice<Value>[];
  readonly onChoose: (value: Value) => void;
}

/** One choice out of a few, with its label. */
export function SelectField<Value extends string>({
  form,
  name,
  label,
  hint,
  value,
  choices,
  onChoose,
}: SelectFieldProps<Value>) {
  return (
    <div class="field">
      <label for={fieldId(name)}>{label}</label>
      <select
        {...described({ form, name, hint })}
        value={value}
        onChange={({ currentTarget }) => {
          const chosen = choices.find((choice) => choice.value === currentTarget.value);
          if (chosen) onChoose(chosen.value);
        }}
      >
        {choices.map((choice) => (
          <option key={choice.value} value={choice.value}>
            {choice.label}
          </option>
        ))}
      </select>
      <Explained form={form} name={name} hint={hint} />
    </div>
  );
}
