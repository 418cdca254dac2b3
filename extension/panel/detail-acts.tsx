import type { Exchange } from '../../src/exchange.ts';
import { tokenRequest } from '../../src/report/token-request.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import type { Inspected } from '../ui/inspected.ts';
import { setPinned } from './actions.ts';
import { openRedeem } from './dialogs.tsx';
import { pinShape } from './list-row.tsx';
import { reportOf } from './report.ts';
import { compared, hasPin, recordsNow, verifierFor } from './state.ts';

/** What can be done with one response. */
export function Acts({ inspected }: { readonly inspected: Inspected }) {
  const { id } = inspected.exchange;
  const isFromFile = inspected.exchange.response.from !== undefined;
  // Where the token endpoint is a file's word, the verifier of a login that was started here is not sent there.
  const code_verifier = isFromFile ? null : verifierFor(inspected.exchange);
  const redeeming = tokenRequest(inspected.context, code_verifier);
  return (
    <p class="report">
      <span>
        <CopyButton label="Copy bug report" text={() => reportOf(inspected)} />
        <span class="dim">Markdown, without code, state or token</span>
      </span>
      {redeeming !== null && (
        <span>
          <CopyButton label="Copy token request" text={() => redeeming} />
          <span class="dim">cURL, with the live code{code_verifier !== null && ' and verifier'}</span>
        </span>
      )}
      <span>
        {redeeming !== null && !isFromFile && (
          <button
            type="button"
            class="quiet"
            title="Send the token request, and judge the ID token of the answer"
            onClick={() => void openRedeem(inspected)}
          >
            Redeem …
          </button>
        )}
        {!isFromFile && <PinButton exchange={inspected.exchange} />}
        <CompareButton id={id} />
      </span>
    </p>
  );
}

/** Keeps the response when the list is cleared, and when room is made for newer ones. */
function PinButton({ exchange }: { readonly exchange: Exchange }) {
  const isPinned = hasPin(exchange);
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={isPinned}
      title="Keep it when the list is cleared and when room is made ( P )"
      onClick={() => void setPinned(recordsNow(), exchange, !isPinned)}
    >
      <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d={pinShape} fill="currentColor" />
      </svg>
      {isPinned ? 'Pinned' : 'Pin'}
    </button>
  );
}

/** Chooses the response that the next one is compared with. */
function CompareButton({ id }: { readonly id: string }) {
  const isChosen = compared.value === id;
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={compared.value !== null}
      title={
        isChosen ? 'Select another response to see in what they differ' : 'Compare it with another response'
      }
      onClick={() => (compared.value = compared.value === null ? id : null)}
    >
      {compared.value === null ? 'Compare' : isChosen ? 'Compare: select another' : 'End comparison'}
    </button>
  );
}
