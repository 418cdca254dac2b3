import { useSignal } from '@preact/signals';
import { ShowAll } from './long-text.tsx';
import { Received } from './received.tsx';

/** How many characters of a token are shown at first: what it says when decoded stands below it. */
const shownCharacters = 4000;

/** The parts of a compact serialization, each in its colour, the dots between them. */
export function Compact({ text }: { readonly text: string }) {
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
