import { Mark } from '../ui/mark.tsx';
import { Received } from '../ui/received.tsx';
import { later } from './loaded.ts';
import { isWatching, picked, suggestion } from './noticed.ts';
import { seenSentence } from './noticed-words.ts';

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
  const isOpen = picked.value === shown.id;
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
          aria-expanded={isOpen}
          onClick={() => (picked.value = isOpen ? null : shown.id)}
        >
          {isOpen ? 'Close' : 'Watch it …'}
        </button>
      </p>
      {isOpen && NoticedCard && <NoticedCard key={shown.id} suggestion={shown} />}
    </div>
  );
}
