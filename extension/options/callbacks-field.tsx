import { wildcardSentences } from './access-words.ts';
import { Explained, described, plain } from './field.tsx';
import { fieldId, focusLater } from './focus.ts';
import { type Form, change } from './form.ts';
import { Notes } from './notes-view.tsx';

const hint =
  'Where the server sends the browser after a login. A * stands for part of one host label or of one path segment, as in https://pr-*.example.com/callback.';

/** The callback URLs, one a row. Several lines pasted into one row become several rows. */
export function CallbacksField({ form }: { readonly form: Form }) {
  const { callbacks } = form.fields.value;
  const put = (index: number, ...lines: readonly string[]) =>
    change(form, { callbacks: callbacks.toSpliced(index, 1, ...lines) });
  const add = () => {
    change(form, { callbacks: [...callbacks, ''] });
    focusLater(fieldId(`callback-${callbacks.length}`));
  };
  const remove = (index: number) => {
    put(index);
    focusLater(fieldId(`callback-${Math.max(0, index - 1)}`));
  };
  return (
    <fieldset class="field">
      <legend>Callback URLs</legend>
      {callbacks.map((text, index) => {
        const name = `callback-${index}` as const;
        const number = index === 0 ? '' : ` ${index + 1}`;
        return (
          <div key={name}>
            <div class="row">
              <input
                {...plain}
                {...described({ form, name, hint: index === 0 ? hint : undefined })}
                inputMode="url"
                aria-label={`Callback URL${number}`}
                placeholder="https://app.example.com/callback"
                value={text}
                onInput={({ currentTarget }) => put(index, currentTarget.value)}
                onPaste={(event) => {
                  const lines = pastedLines(event.clipboardData?.getData('text') ?? '');
                  if (lines.length < 2) return;
                  event.preventDefault();
                  put(index, ...(text.trim() === '' ? [] : [text]), ...lines);
                }}
              />
              {callbacks.length > 1 && (
                <button
                  type="button"
                  onClick={() => remove(index)}
                  aria-label={`Remove callback URL${number}`}
                >
                  Remove
                </button>
              )}
            </div>
            <Explained form={form} name={name} />
          </div>
        );
      })}
      <p class="hint" id={`${fieldId('callback-0')}-hint`}>
        {hint}
      </p>
      <Notes notes={wildcardSentences(form.fields.value).map((text) => ({ tone: 'warn', text }))} />
      <button type="button" onClick={add}>
        Add callback URL
      </button>
    </fieldset>
  );
}

function pastedLines(text: string): string[] {
  return text
    .split(/\s*\n\s*/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
