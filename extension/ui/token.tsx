import { useSignal } from '@preact/signals';
import type { Context } from '../../src/checks/check.ts';
import { CopyButton } from './copy-button.tsx';
import { JsonTable } from './json-table.tsx';
import { ShowAll } from './long-text.tsx';
import { Received } from './received.tsx';

/** How many characters of the token are shown at first: what it says when decoded stands below it. */
const shownCharacters = 4000;

/** The JWT of a response: its parts as received, and what they say when decoded. */
export function Token({ context }: { readonly context: Context }) {
  const { compact, jwt } = context;
  if (compact === null || !jwt) return <p class="empty-note">This response carries no JWT.</p>;
  return (
    <div class="sheet">
      <section aria-label="Token as received">
        <h3>
          As received <CopyButton label="Copy token" text={() => compact} />
        </h3>
        <Compact text={compact} />
      </section>
      {jwt.form !== 'other' && (
        <section aria-label="Header">
          <h3 class="part-0">Header</h3>
          <JsonTable part={jwt.header} label="Header" />
        </section>
      )}
      {jwt.form === 'jws' && (
        <section aria-label="Claims">
          <h3 class="part-1">Claims</h3>
          <JsonTable part={jwt.payload} label="Claims" />
        </section>
      )}
      {jwt.form === 'jws' && (
        <section aria-label="Signature">
          <h3 class="part-2">Signature</h3>
          <p class="dim">
            {typeof jwt.signature === 'string'
              ? 'It cannot be decoded.'
              : `${jwt.signature.length.toLocaleString('en')} bytes`}
          </p>
        </section>
      )}
      {jwt.form === 'jwe' && <p class="dim">Encrypted: no key given. Only the header can be read.</p>}
      {jwt.form === 'other' && (
        <p class="dim">This is no JWT: a signed one has three parts, an encrypted one five.</p>
      )}
    </div>
  );
}

/** The parts of a compact serialization, each in its colour, the dots between them. */
function Compact({ text }: { readonly text: string }) {
  const whole = useSignal(false);
  const isCut = !whole.value && text.length > shownCharacters;
  const parts = (isCut ? text.slice(0, shownCharacters) : text).split('.', 6);
  const shown = parts.length > 5 ? [text.slice(0, isCut ? shownCharacters : undefined)] : parts;
  return (
    <p class="compact">
      <code>
        {shown.map((part, index) => (
          <span key={index}>
            {index > 0 && '.'}
            <span class={`part-${index}`}>
              <Received text={part} />
            </span>
          </span>
        ))}
      </code>
      {isCut && (
        <ShowAll
          what={`${text.length.toLocaleString('en')} characters`}
          onClick={() => (whole.value = true)}
        />
      )}
    </p>
  );
}
