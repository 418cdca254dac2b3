import type { ComponentChildren } from 'preact';
import { type FoldName, foldSummary } from './folds.ts';
import { type Form, unfold } from './form.ts';

interface FoldProps {
  readonly form: Form;
  readonly name: FoldName;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Fields that are rarely needed. While it is closed it says what is in it. */
export function Fold({ form, name, title, children }: FoldProps) {
  const isOpen = form.unfolded.value.has(name);
  return (
    <details
      class="fold"
      open={isOpen}
      onToggle={({ currentTarget }) => unfold(form, name, currentTarget.open)}
    >
      <summary>
        <b>{title}</b>
        {!isOpen && <span class="dim">{foldSummary(name, form.fields.value, form.held.value)}</span>}
      </summary>
      {children}
    </details>
  );
}
