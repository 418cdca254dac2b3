import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Client } from '../../src/client.ts';
import type { Metadata } from '../../src/issuer/metadata.ts';
import { readFurther } from '../../src/login/further.ts';
import type { LoginOptions } from '../../src/login/options.ts';
import type { LoginProblem, LoginProblemCode } from '../../src/login/problem.ts';
import { sendingWays } from '../../src/records.ts';
import type { Secrets } from '../../src/secrets.ts';
import { fetchSentence } from '../../src/wording/fetches.ts';
import { sendingLabels } from '../../src/wording/login.ts';
import { metadataOf } from '../issuer.ts';
import { copyText } from '../ui/copy-button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { LoginProblems } from '../ui/login-problems.tsx';
import { ServerErrorNotice } from '../ui/server-error.tsx';
import { openModes } from './dialogs.tsx';
import { runModes } from './modes.ts';
import { keepStarted, openIn, prepare, tabForLogin } from './start.ts';

interface StartDialogProps {
  readonly clients: readonly Client[];
  readonly secretsOf: (client: Client) => Secrets | null;
  /** The tab that DevTools inspect; null where the panel stands in a tab of its own. */
  readonly inspected: number | null;
  readonly onClose: () => void;
}

const modes = ['', 'query.jwt', 'fragment.jwt', 'form_post.jwt', 'jwt', 'query', 'fragment', 'form_post'];
const types = ['code', 'code id_token', 'code token', 'code id_token token', 'id_token', 'id_token token'];
const prompts = ['', 'none', 'login', 'consent', 'select_account'];

/** What stands in the way of a login, and what the server said to it. */
type Trouble =
  | { readonly problems: readonly LoginProblem[] }
  | Extract<Awaited<ReturnType<typeof prepare>>, { refused: unknown } | { unsent: unknown }>
  /** The browser refused to write it down. */
  | { readonly unstored: true };

/** What was read of a client's server. */
interface Read {
  readonly client: Client;
  readonly metadata: Metadata | null;
  /** Why there is none. */
  readonly problem: string | null;
}

/** Starts a login of a registered client, in the inspected tab or as a URL to copy. */
export function StartDialog({ clients, secretsOf, inspected, onClose }: StartDialogProps) {
  const chosen = useSignal(clients[0]?.id ?? '');
  const read = useSignal<Read | null>(null);
  const options = useSignal<LoginOptions>({ response_type: 'code', scope: 'openid', via: 'parameters' });
  const further = useSignal('');
  const inSpiteOf = useSignal<readonly LoginProblemCode[]>([]);
  const trouble = useSignal<Trouble | null>(null);
  const progress = useSignal<string | null>(null);
  const isPreparing = useSignal(false);
  const isClosed = useRef(false);
  const client = clients.find(({ id }) => id === chosen.value);
  // What is there of another client's server is none of this one's.
  const own = read.value?.client === client ? read.value : null;
  const [metadata, problem] = [own?.metadata ?? null, own?.problem ?? null];
  const isReading = client !== undefined && metadata === null && problem === null;

  useEffect(() => {
    let isCurrent = true;
    [trouble.value, progress.value] = [null, null];
    if (!client) return undefined;
    void metadataOf(client).then((found) => {
      if (!isCurrent) return;
      read.value =
        'issuer' in found
          ? { client, metadata: found, problem: null }
          : { client, metadata: null, problem: fetchSentence(found.problem, found, client.issuer) };
    });
    return () => (isCurrent = false);
  }, [client]);
  // Not as an effect, which Preact ends only after the next frame: what is answered until then would be opened.
  useLayoutEffect(
    () => () => {
      isClosed.current = true;
    },
    [],
  );

  const change = (changed: Partial<LoginOptions>) => {
    options.value = { ...options.value, ...changed };
    [trouble.value, inSpiteOf.value] = [null, []];
  };
  const start = async (isCopied: boolean) => {
    if (!client || isPreparing.value) return;
    const { via } = options.value;
    trouble.value = null;
    progress.value = via.startsWith('pushed') ? 'Waiting for the server to take the request' : null;
    isPreparing.value = true;
    try {
      await prepareAndOpen(client, isCopied);
    } catch {
      [trouble.value, progress.value] = [{ unstored: true }, null];
    } finally {
      isPreparing.value = false;
    }
  };
  const prepareAndOpen = async (client: Client, isCopied: boolean) => {
    const starting = {
      client,
      metadata,
      secrets: secretsOf(client),
      options: { ...options.value, further: readFurther(further.value), inSpiteOf: inSpiteOf.value },
    };
    const started = await prepare(starting);
    // A server may take ten seconds for a pushed request: who closed the dialog meanwhile wants no login any more.
    if (isClosed.current) return;
    progress.value = null;
    if (!('url' in started)) {
      trouble.value = started;
      return;
    }
    const tabId = isCopied ? (inspected ?? -1) : await tabForLogin(inspected);
    await keepStarted(started, starting, tabId);
    if (isCopied) {
      progress.value = (await copyText(started.url))
        ? 'Copied. Open it once, in this tab.'
        : 'The browser refused to copy it.';
      return;
    }
    await openIn(tabId, started.url);
    onClose();
  };
  const tryAll = async () => {
    if (!client || !metadata) return;
    const base = { ...options.value, further: readFurther(further.value) };
    runModes(client, metadata, base, await tabForLogin(inspected));
    await openModes();
  };
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    void start(false);
  };
  const isListed = (mode: string) => {
    const listed = metadata?.response_modes_supported;
    return mode === '' || !listed || listed.includes(mode);
  };

  return (
    <Dialog title="Start a login" onClose={onClose}>
      <form onSubmit={onSubmit}>
        <div class="fields">
          <label>
            Client
            <select
              name="client"
              disabled={isPreparing.value}
              value={chosen.value}
              onChange={({ currentTarget }) => (chosen.value = currentTarget.value)}
            >
              {clients.map(({ id, client_id, issuer }) => (
                <option key={id} value={id}>
                  {client_id} at {issuer}
                </option>
              ))}
            </select>
          </label>
          <label>
            response_mode
            <select
              name="response_mode"
              value={options.value.response_mode ?? ''}
              onChange={({ currentTarget: { value } }) =>
                change({ response_mode: value === '' ? undefined : value })
              }
            >
              {modes.map((mode) => (
                <option key={mode} value={mode}>
                  {mode === '' ? 'not sent' : mode}
                  {!isListed(mode) && ' (not listed by the server)'}
                </option>
              ))}
            </select>
          </label>
          <label>
            response_type
            <input
              type="text"
              name="response_type"
              list="response-types"
              spellcheck={false}
              value={options.value.response_type}
              onInput={({ currentTarget }) => change({ response_type: currentTarget.value.trim() })}
            />
            <datalist id="response-types">
              {(metadata?.response_types_supported ?? types).map((type) => (
                <option key={type} value={type} />
              ))}
            </datalist>
          </label>
          <label>
            scope
            <input
              type="text"
              name="scope"
              spellcheck={false}
              value={options.value.scope}
              onInput={({ currentTarget }) => change({ scope: currentTarget.value.trim() })}
            />
          </label>
          <label>
            prompt
            <select
              name="prompt"
              value={options.value.prompt ?? ''}
              onChange={({ currentTarget: { value } }) =>
                change({ prompt: value === '' ? undefined : value })
              }
            >
              {prompts.map((prompt) => (
                <option key={prompt} value={prompt}>
                  {prompt === '' ? 'not sent' : prompt}
                </option>
              ))}
            </select>
          </label>
          <label>
            The request travels
            <select
              name="via"
              value={options.value.via}
              onChange={({ currentTarget: { value } }) => {
                const via = sendingWays.find((way) => way === value);
                if (via) change({ via });
              }}
            >
              {sendingWays.map((via) => (
                <option key={via} value={via}>
                  {sendingLabels[via]}
                </option>
              ))}
            </select>
          </label>
        </div>
        <label>
          Further parameters <span class="dim">one a line: name=value</span>
          <textarea
            rows={2}
            spellcheck={false}
            value={further.value}
            onInput={({ currentTarget }) => {
              further.value = currentTarget.value;
              change({});
            }}
          />
        </label>
        <p class="dim">state, nonce and the PKCE pair are made anew for each login.</p>
        {problem !== null && <p class="tone-warn">{problem}.</p>}
        {trouble.value && 'problems' in trouble.value && (
          <LoginProblems
            problems={trouble.value.problems}
            inSpiteOf={inSpiteOf.value}
            onInSpiteOf={(codes) => (inSpiteOf.value = codes)}
          />
        )}
        {trouble.value && 'refused' in trouble.value && (
          <ServerErrorNotice what="The server refused the pushed request" error={trouble.value.refused} />
        )}
        {trouble.value && 'unsent' in trouble.value && (
          <p role="alert" class="tone-fail">
            {fetchSentence(
              trouble.value.unsent.problem,
              { url: trouble.value.endpoint, detail: trouble.value.unsent.detail },
              client?.issuer ?? '',
            )}
            .
          </p>
        )}
        {trouble.value && 'unstored' in trouble.value && (
          <p role="alert" class="tone-fail">
            The login was not started: the browser refused to store it, since the room it gives the extension
            is used up. Clear the list, then start again.
          </p>
        )}
        <p class="acts">
          <button type="submit" class="primary" disabled={isReading || isPreparing.value}>
            Start
          </button>
          <button type="button" disabled={isReading || isPreparing.value} onClick={() => void start(true)}>
            Copy URL
          </button>
          <button
            type="button"
            disabled={metadata === null || isPreparing.value}
            title="One login after the other in each response_mode that the server lists, and the errors that can be provoked"
            onClick={() => void tryAll()}
          >
            Try all modes
          </button>
          <button type="button" onClick={onClose}>
            Close
          </button>
          <span role="status">{isReading ? `Reading the metadata of ${client.issuer}` : progress.value}</span>
        </p>
      </form>
    </Dialog>
  );
}
