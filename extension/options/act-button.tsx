import { fieldId } from './focus.ts';
import type { Form } from './form.ts';

interface ActButtonProps {
  readonly form: Form;
  readonly id?: string;
  /** Whether Enter in a field does the same: exactly one button of a form may say so. */
  readonly isDefault: boolean;
  readonly disabled?: boolean;
  readonly onAct: () => void;
  readonly children: string;
}

/** A button of the form. Enter in a field does what the default one does. */
export function ActButton({ id, form, isDefault, disabled = false, onAct, children }: ActButtonProps) {
  const isWrong = id !== undefined && form.problems.value.some(({ field }) => fieldId(field) === id);
  return (
    <button
      {...(id === undefined ? {} : { id })}
      {...(isWrong ? { 'aria-describedby': `${id}-problem` } : {})}
      class={isDefault ? 'primary' : ''}
      disabled={disabled}
      // The browser clicks the submit button on Enter; its own click ends in onSubmit as well.
      {...(isDefault ? { type: 'submit' } : { type: 'button', onClick: onAct })}
    >
      {children}
    </button>
  );
}
