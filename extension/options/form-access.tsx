import { AccessRow } from './access-row.tsx';
import { grants, missing } from './access.ts';
import { proposalSentence } from './access-words.ts';
import type { Form } from './form.ts';

/** Access that the metadata made needed, each with a button of its own, and what was refused. */
export function FormAccess({ form }: { readonly form: Form }) {
  const { typed, proposed } = form.needs.value;
  const refused = missing(typed, grants.value).filter(({ pattern }) => form.asked.value.has(pattern));
  if (proposed.length + refused.length === 0) return null;
  return (
    <fieldset class="field">
      <legend>Access</legend>
      <ul class="accesses">
        {refused.map((need) => (
          <AccessRow key={need.pattern} need={need} />
        ))}
        {proposed.map((need) => (
          <AccessRow key={need.pattern} need={need} why={proposalSentence(need)} />
        ))}
      </ul>
      <p class="hint">The client can be saved without it. It then says what it cannot do.</p>
    </fieldset>
  );
}
