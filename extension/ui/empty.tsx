import type { RequestRecord } from '../../src/records.ts';
import type { Client } from '../../src/client.ts';
import { Received } from './received.tsx';
import { clockTime } from './time.ts';

/** How many of the watched callbacks are named. */
const callbacksShown = 8;

interface EmptyProps {
  readonly clients: readonly Client[];
  readonly waiting: readonly RequestRecord[];
  readonly onOptions: () => void;
  /** How many responses there are in other tabs, and what shows them; left out where nothing does. */
  readonly elsewhere?: number;
  readonly onAllTabs?: () => void;
  /** Whether logins of this tab are noticed even where nothing is registered for them. */
  readonly isNoticing?: boolean;
  /** Whether a client was just registered for what was noticed. */
  readonly isWatching?: boolean;
  /** Whether capture is paused. */
  readonly isPaused?: boolean;
}

/** What stands where nothing was captured yet: the next thing to do. */
export function Empty({
  clients,
  waiting,
  onOptions,
  elsewhere = 0,
  onAllTabs,
  isNoticing = false,
  isWatching = false,
  isPaused = false,
}: EmptyProps) {
  if (clients.length === 0)
    return (
      <div class="empty" data-empty="no-client">
        <h2>Register the client you test</h2>
        <p>
          Tell the extension which callback URL and issuer to watch. After that, every login that comes back
          there is judged here.
        </p>
        {isNoticing && (
          <p>Or log in once in this tab: the callback is noticed here, and one click watches it.</p>
        )}
        <button type="button" class="primary" onClick={onOptions}>
          Register a client
        </button>
      </div>
    );
  const watched = clients.filter(({ enabled }) => enabled);
  if (watched.length === 0)
    return (
      <div class="empty" data-empty="switched-off">
        <h2>Every client is switched off</h2>
        <p>Nothing is captured until one is switched on.</p>
        <button type="button" class="primary" onClick={onOptions}>
          Show the clients
        </button>
      </div>
    );
  if (isPaused)
    return (
      <div class="empty" data-empty="paused">
        <h2>Paused</h2>
        <p>Nothing that comes back is captured until Pause is pressed again.</p>
      </div>
    );
  const callbacks = [...new Set(watched.flatMap((client) => client.callbacks))];
  return (
    <div class="empty" data-empty="no-response">
      <h2>{isWatching ? 'Watching. Log in once more.' : 'Log in once'}</h2>
      <Waiting waiting={waiting} />
      {elsewhere > 0 && (
        <>
          <p>
            {elsewhere === 1 ? 'One response' : `${elsewhere.toLocaleString('en')} responses`} came back in
            other tabs. A popup may be among them: a browser does not always say which tab opened it.
          </p>
          <button type="button" class="primary" onClick={onAllTabs}>
            Show what came back there
          </button>
        </>
      )}
      <p>The authorization response is judged the moment it comes back. Watching:</p>
      <ul>
        {callbacks.slice(0, callbacksShown).map((callback) => (
          <li key={callback}>
            <code>
              <Received text={callback} />
            </code>
          </li>
        ))}
      </ul>
      {callbacks.length > callbacksShown && <p>and {callbacks.length - callbacksShown} more.</p>}
    </div>
  );
}

/** Says that a login is under way. */
export function Waiting({ waiting }: Pick<EmptyProps, 'waiting'>) {
  const last = waiting.at(-1);
  if (!last) return null;
  return (
    <p class="waiting" role="status">
      <span class="pulse" aria-hidden="true" /> Authorization request seen at {clockTime(last.at)}, waiting
      for its response
    </p>
  );
}
