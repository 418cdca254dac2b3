import { signal } from '@preact/signals';
import { Mark } from '../ui/mark.tsx';
import { Received } from '../ui/received.tsx';
import { later } from './loaded.ts';
import { isWatching, picked, suggestion } from './noticed.ts';
import { seenSentence } from './noticed-words.ts';

/** The suggestion that was opened from the line. */
const opened = signal<string | null>(null);

/** Above the list: that a callback could be watched, which opens on a click, or that one just is. */
export function NoticedLine() {
  const shown = suggestion.value;
  const NoticedCard = later.value?.NoticedCard;
  if (!shown)
    return (
      <div role="status">
        {isWatching.value && (
          <p class="noticed-line">
            <Mark tone="wait" /> <span>Watching. Log in once more.</span>
          </p>
        )}
      </div>
    );
  const isOpen = [opened.value, picked.value].includes(shown.id);
  const toggle = () => {
    opened.value = isOpen ? null : shown.id;
    picked.value = null;
  };
  return (
    <div>
      <p class="noticed-line">
        <Mark tone="info" />
        <span class="what">
          {seenSentence(shown)}: <Received text={shown.callback} />
        </span>
        <button type="button" class="chip" aria-expanded={isOpen} onClick={toggle}>
          {isOpen ? 'Close' : 'Watch it …'}
        </button>
      </p>
      {isOpen && NoticedCard && <NoticedCard key={shown.id} suggestion={shown} />}
    </div>
  );
}
