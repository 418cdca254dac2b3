import type { Form } from './form.ts';
import type { FieldName } from './fields.ts';

/** The id of a field's control in the document. */
export function fieldId(name: FieldName): string {
  return `field-${name}`;
}

/** The id of the button that saves the form. */
export const saveId = 'save';

/** Moves the focus to an element once the page has been drawn anew. */
export function focusLater(id: string): void {
  setTimeout(() => document.getElementById(id)?.focus());
}

/** Moves the focus to the first field that something is wrong with. */
export function focusFirstProblem(form: Form): void {
  const [first] = form.problems.peek();
  if (first) focusLater(fieldId(first.field));
}

/** The same after Save; where no field is wrong, back to Save, if that lost the focus while it was disabled. */
export function focusAfterRefusal(form: Form): void {
  if (form.problems.peek().length > 0) focusFirstProblem(form);
  else if (document.activeElement === document.body) focusLater(saveId);
}
