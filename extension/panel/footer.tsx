import { keyFacts } from '../ui/key-facts.ts';
import { now } from '../ui/now.ts';
import { parseUrl } from '../../src/host.ts';
import { ago } from '../ui/time.ts';
import { trouble } from './actions.ts';
import { isIncomplete } from './loaded.ts';
import { allRows, clients, dropped, filter, held, inspection, isBusy, isPaused, rows } from './state.ts';

/** How much there is, and how fresh the keys are. */
export function Footer() {
  const count = allRows.value.length;
  const watched = (clients.value ?? []).filter(({ enabled }) => enabled).length;
  return (
    <footer class="footer">
      <span>
        {filter.value !== '' && `${number(rows.value.length)} of `}
        {plural(count, 'response')}
      </span>
      {dropped.value > 0 && (
        <span class="tone-warn">
          {held.value !== null && `${number(held.value + dropped.value)} seen, ${number(held.value)} kept, `}
          {plural(dropped.value, 'older response')} dropped: the store was full
        </span>
      )}
      {isPaused.value ? (
        <span class="tone-warn">Paused: nothing is captured</span>
      ) : (
        <span>{plural(watched, 'client')} watched</span>
      )}
      {count > 0 && <KeysAge />}
      {isIncomplete.value && (
        <span class="tone-fail" role="alert">
          Part of the extension could not be loaded: close DevTools and open them again
        </span>
      )}
      {trouble.value !== null && (
        <span class="tone-fail" role="alert">
          {trouble.value}
        </span>
      )}
    </footer>
  );
}

function KeysAge() {
  if (!inspection.value) return null;
  const { context } = inspection.value;
  const { from, keys } = keyFacts(context);
  const host = parseUrl(context.client.issuer)?.host ?? context.client.issuer;
  if (from === null)
    return <span>{isBusy.value ? `asking for the keys of ${host}` : `no keys of ${host}`}</span>;
  const when = from === 'pasted' ? 'pasted in' : `fetched ${ago(from.at, now.value)}`;
  return (
    <span>
      keys of {host}: {keys.length}, {when}
    </span>
  );
}

function plural(count: number, noun: string): string {
  return `${number(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function number(count: number): string {
  return count.toLocaleString('en');
}
