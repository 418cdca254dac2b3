import type { ComponentChildren, InputHTMLAttributes } from 'preact';
import type { Fields, FieldName } from './fields.ts';
import { fieldId } from './focus.ts';
import { type Form, change } from './form.ts';

interface Parts {
  readonly form: Form;
  readonly name: FieldName;
  readonly hint?: ComponentChildren;
}

/** Attributes that tie a control to its hint and to what is wrong with it. */
export function described({ form, name, hint }: Parts) {
  const id = fieldId(name);
  const isWrong = form.problems.value.some(({ field }) => field === name);
  const by = [...(isWrong ? [`${id}-problem`] : []), ...(hint === undefined ? [] : [`${id}-hint`])];
  return {
    id,
    ...(isWrong ? { 'aria-invalid': true } : {}),
    ...(by.length > 0 ? { 'aria-describedby': by.join(' ') } : {}),
  };
}

/** What is wrong with a field, beside it, and its hint. */
export function Explained({ form, name, hint }: Parts) {
  const problem = form.problems.value.find(({ field }) => field === name);
  return (
    <>
      {problem && (
        <p class="problem" id={`${fieldId(name)}-problem`}>
          {problem.message}
        </p>
      )}
      {hint !== undefined && (
        <p class="hint" id={`${fieldId(name)}-hint`}>
          {hint}
        </p>
      )}
    </>
  );
}

interface TextFieldProps extends Parts {
  readonly name: 'issuer' | 'client_id' | 'jwks_uri' | 'authorization_endpoint' | 'leeway';
  readonly label: string;
  readonly placeholder?: string;
  readonly inputMode?: 'url' | 'text' | 'numeric';
}

/** One line of text with its label. */
export function TextField({ form, name, label, hint, placeholder, inputMode = 'url' }: TextFieldProps) {
  return (
    <div class="field">
      <label for={fieldId(name)}>{label}</label>
      <input
        {...plain}
        {...described({ form, name, hint })}
        inputMode={inputMode}
        placeholder={placeholder}
        value={form.fields.value[name]}
        onInput={({ currentTarget }) => change(form, typed(name, currentTarget.value))}
      />
      <Explained form={form} name={name} hint={hint} />
    </div>
  );
}

/** No browser may help with, correct or remember what is typed. */
export const plain: InputHTMLAttributes<HTMLInputElement> = {
  type: 'text',
  autocomplete: 'off',
  autocapitalize: 'off',
  spellcheck: false,
};

function typed(name: TextFieldProps['name'], value: string): Partial<Fields> {
  return { [name]: value };
}
