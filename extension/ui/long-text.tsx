import { useSignal } from '@preact/signals';
import { Received } from './received.tsx';

/** How many characters are shown before the user asks for all: a megabyte in one go makes the browser wait. */
const shownCharacters = 20_000;

/** Text of any length, as it was received. */
export function LongText({
  text,
  limit = shownCharacters,
}: {
  readonly text: string;
  readonly limit?: number;
}) {
  const whole = useSignal(false);
  const isCut = !whole.value && text.length > limit;
  return (
    <>
      <Received text={isCut ? text.slice(0, limit) : text} />
      {isCut && (
        <ShowAll
          what={`${text.length.toLocaleString('en')} characters`}
          onClick={() => (whole.value = true)}
        />
      )}
    </>
  );
}

/** The button behind something that was cut short. */
export function ShowAll({ what, onClick }: { readonly what: string; readonly onClick: () => void }) {
  return (
    <span class="show-all">
      <span aria-hidden="true">…</span>{' '}
      <button type="button" onClick={onClick}>
        Show all {what}
      </button>
    </span>
  );
}
