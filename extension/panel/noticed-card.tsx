import { useSignal } from '@preact/signals';
import { issuerProblem } from '../../src/issuer/metadata.ts';
import { needsTlsSwitch } from '../../src/issuer/reach.ts';
import type { Suggestion } from '../../src/notice/suggestions.ts';
import { issuerSentence } from '../../src/wording/registration.ts';
import { Received } from '../ui/received.tsx';
import { clockTime } from '../ui/time.ts';
import { dismiss, picked, refused, suggestions, watch } from './noticed.ts';
import {
  accessSentence,
  judgedSentence,
  protectionSentence,
  seenSentence,
  sourceSentence,
} from './noticed-words.ts';

/** A callback that could be watched: what was seen of it, the issuer to confirm, and the click that watches it. */
export function NoticedCard({ suggestion }: { readonly suggestion: Suggestion }) {
  const typed = useSignal<string | null>(null);
  const withoutTls = useSignal(false);
  const issuer = typed.value ?? suggestion.issuer;
  const problem = issuerProblem(issuer);
  const hasSwitch = needsTlsSwitch(issuer);
  const { at, callback, client_id, authorization_endpoint: endpoint, response_mode: mode } = suggestion;
  const protection = protectionSentence(suggestion);
  return (
    // What another login brings meanwhile is not to take the place of what is being typed.
    <section class="noticed" aria-labelledby="noticed-title" onInput={() => (picked.value = suggestion.id)}>
      <h2 id="noticed-title">{seenSentence(suggestion)}</h2>
      <p>
        Seen in this tab at {clockTime(at)}. {judgedSentence(suggestion)}
      </p>
      <dl>
        <Fact name="Callback" text={callback} />
        <Fact name="Client ID" text={client_id} />
        {endpoint !== null && <Fact name="Asked at" text={endpoint} />}
        {mode !== null && <Fact name="Response" text={protection === '' ? mode : `${mode}, ${protection}`} />}
      </dl>
      <label for="noticed-issuer">Issuer</label>
      <input
        id="noticed-issuer"
        type="text"
        inputMode="url"
        autocomplete="off"
        spellcheck={false}
        aria-describedby="noticed-issuer-hint"
        aria-invalid={problem !== null}
        value={issuer}
        onInput={({ currentTarget }) => (typed.value = currentTarget.value)}
      />
      <p id="noticed-issuer-hint" class={problem ? 'tone-fail' : 'dim'}>
        {problem
          ? issuerSentence(problem)
          : typed.value === null
            ? sourceSentence(suggestion)
            : 'As you typed it.'}
      </p>
      {hasSwitch && (
        <label class="choice">
          <input
            type="checkbox"
            checked={withoutTls.value}
            onChange={({ currentTarget }) => (withoutTls.value = currentTarget.checked)}
          />
          Test network without TLS: fetch its keys over plain http, where anyone on the network can replace
          them
        </label>
      )}
      <p class="acts">
        <button
          type="button"
          class="primary"
          disabled={problem !== null}
          aria-describedby="noticed-access"
          onClick={() => watch(suggestion, { issuer, test_network_without_tls: withoutTls.value })}
        >
          Watch this callback
        </button>
        <button type="button" onClick={() => dismiss(suggestion)}>
          Dismiss
        </button>
      </p>
      <p id="noticed-access" class="dim">
        {accessSentence(suggestion, issuer)}
        {protection !== '' && ' The next responses are expected to be protected as this one was.'}
      </p>
      <p role="status" class="tone-fail">
        {refused.value === suggestion.id && 'Access was refused: nothing is watched.'}
      </p>
      <Others shown={suggestion} />
    </section>
  );
}

function Fact({ name, text }: { readonly name: string; readonly text: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        <code>
          <Received text={text} />
        </code>
      </dd>
    </div>
  );
}

/** The other callbacks that could be watched. */
function Others({ shown }: { readonly shown: Suggestion }) {
  const others = suggestions.value.filter(({ id }) => id !== shown.id);
  if (others.length === 0) return null;
  return (
    <>
      <h3>Also seen</h3>
      <ul>
        {others.map(({ id, callback, client_id }) => (
          <li key={id}>
            <button type="button" class="quiet" onClick={() => (picked.value = id)}>
              <Received text={`${callback} (${client_id})`} />
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
