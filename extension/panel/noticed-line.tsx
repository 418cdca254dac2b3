import { signal } from '@preact/signals';
import { Mark } from '../ui/mark.tsx';
import { Received } from '../ui/received.tsx';
import { NoticedCard } from './noticed-card.tsx';
import { isWatching, suggestion } from './noticed.ts';
import { seenSentence } from './noticed-words.ts';

const isOpen = signal(false);

/** Above the list: that a callback could be watched, which opens on a click, or that one just is. */
export function NoticedLine() {
  const shown = suggestion.value;
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
  return (
    <div>
      <p class="noticed-line">
        <Mark tone="info" />
        <span class="what">
          {seenSentence(shown)}: <Received text={shown.callback} />
        </span>
        <button
          type="button"
          class="chip"
          aria-expanded={isOpen.value}
          onClick={() => (isOpen.value = !isOpen.value)}
        >
          {isOpen.value ? 'Close' : 'Watch it …'}
        </button>
      </p>
      {isOpen.value && <NoticedCard key={shown.id} suggestion={shown} />}
    </div>
  );
}
