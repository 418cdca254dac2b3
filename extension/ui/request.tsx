import type { Context } from '../../src/checks/check.ts';
import { CopyButton } from './copy-button.tsx';
import { type NamedText, NameTable } from './json-table.tsx';
import { noRequestLabel, pairedByLabels } from './labels.ts';
import { Received } from './received.tsx';
import { preciseTime } from './time.ts';

/** The authorization request that a response answers, or why none is known. */
export function Request({ context }: { readonly context: Context }) {
  const { request: record, pairedBy } = context.evidence;
  const { request } = context;
  if (!record || !request)
    return (
      <div class="sheet">
        <p>{noRequestLabel(context.requestSkip)}</p>
      </div>
    );
  const rows = request.parameters.map(([name, text]): NamedText => ({ name, text }));
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
        {request.carriedBy !== 'parameters' && (
          <p class="dim">
            {request.carriedBy === 'request'
              ? 'A request object carries the parameters that count (RFC 9101): what stands beside it does not.'
              : 'The parameters were pushed to the server (RFC 9126): the browser does not see them.'}
          </p>
        )}
        <NameTable rows={rows} label="Parameters of the authorization request" />
      </section>
    </div>
  );
}
