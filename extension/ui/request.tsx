import type { Context } from '../../src/checks/check.ts';
import { sendingLabels } from '../../src/wording/login.ts';
import { CopyButton } from './copy-button.tsx';
import { NameTable } from './json-table.tsx';
import { noRequestLabel, pairedByLabels } from './labels.ts';
import { hiddenNames, objectText, parameterRows } from './parameter-rows.ts';
import { Received } from './received.tsx';
import { RequestObject } from './request-object.tsx';
import { preciseTime } from './time.ts';

const carriedByLabels = {
  request:
    'A request object carries the parameters that count: see below. What stands beside it may not count.',
  request_uri:
    'The parameters were sent by reference, most likely pushed to the server: the browser does not see them.',
} as const;

/** That the request was started here, and what it sent where the browser did not see it. */
function StartedHere({ context }: { readonly context: Context }) {
  const { started } = context.evidence;
  if (!started) return null;
  return (
    <section aria-label="Started here">
      <h3>Started from this panel</h3>
      <p class="dim">
        {sendingLabels[started.via]}, at {preciseTime(started.at)}. What counts is what was sent:
      </p>
      <NameTable
        rows={started.parameters.map(([name, text]) => ({ name, text }))}
        label="Parameters that were sent"
      />
    </section>
  );
}

/** The authorization request that a response answers, or why none is known. */
export function Request({ context }: { readonly context: Context }) {
  const { request: record, pairedBy } = context.evidence;
  const { request } = context;
  if (!record || !request)
    return (
      <div class="sheet">
        {!context.evidence.started && <p>{noRequestLabel(context.requestSkip)}</p>}
        <StartedHere context={context} />
      </div>
    );
  const hidden = hiddenNames(request);
  const endpoint = record.url.split(/[?#]/, 1)[0] ?? '';
  return (
    <div class="sheet">
      <section aria-label="Authorization request">
        <h3>
          Authorization request <CopyButton label="Copy URL" text={() => record.url} />
        </h3>
        <p class="block">
          <code>
            {record.method} <Received text={endpoint} />
          </code>
        </p>
        <p class="dim">
          Sent at {preciseTime(record.at)}. {pairedBy && pairedByLabels[pairedBy]}
          {context.evidence.clientBy === 'client_id' &&
            ' Several clients share this callback: the client_id told them apart.'}
          {context.evidence.clientBy === 'first' &&
            ' Several clients share this callback, and the client_id told nothing: the first one was taken.'}
        </p>
      </section>
      <section aria-label="Parameters">
        <h3>Parameters</h3>
        {request.carriedBy !== 'parameters' && <p class="dim">{carriedByLabels[request.carriedBy]}</p>}
        {hidden.length > 0 && <p class="dim">Not known here: {hidden.join(', ')}.</p>}
        <NameTable rows={parameterRows(request)} label="Parameters of the authorization request" />
      </section>
      {request.object && <RequestObject object={request.object} text={objectText(request)} />}
      <StartedHere context={context} />
    </div>
  );
}
