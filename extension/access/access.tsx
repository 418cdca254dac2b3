import { signal } from '@preact/signals';
import { originPattern } from '../../src/host.ts';
import { recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { saveClients, writeRecords } from '../store.ts';
import type { AccessPlace, AccessPurpose } from '../ui/access-address.ts';
import { originOf } from '../ui/key-facts.ts';
import { Received } from '../ui/received.tsx';

/** Whether the user has refused. */
const refused = signal(false);

/**
 * Asks for access on behalf of a panel, which in Firefox cannot: one question, one click of its own, and back to where
 * the user was.
 */
export function Access({ place }: { readonly place: AccessPlace | null }) {
  if (!place) {
    return (
      <main>
        <h1>There is nothing to allow here</h1>
        <p>Press the button in the panel again.</p>
      </main>
    );
  }
  const origins = place.urls.map(originOf).join(' and ');
  const { purpose } = place;
  return (
    <main>
      <h1>Allow access to {origins}?</h1>
      <p>
        {'client' in purpose ? (
          <>
            Responses at <Received text={purpose.client.callbacks.join(', ')} /> cannot be seen without it.
          </>
        ) : (
          'A response in the panel cannot be judged in full without it.'
        )}{' '}
        A panel of Firefox cannot ask for access itself, so this page does. Firefox asks once more, and then
        you are back at the panel.
      </p>
      <p role="status">{refused.value && refusedSentence(origins, purpose)}</p>
      <p class="acts">
        <button type="button" class="primary" autoFocus onClick={() => ask(place)}>
          Allow access to {origins}
        </button>
        <button type="button" onClick={() => void goBack(place)}>
          Back to the panel
        </button>
      </p>
    </main>
  );
}

function refusedSentence(origins: string, purpose: AccessPurpose): string {
  const after = 'client' in purpose ? 'Nothing is watched' : 'The response stays as it was judged';
  return `Access to ${origins} was refused. ${after}.`;
}

/** Must be called first thing in a click: Firefox refuses the question later. */
function ask(place: AccessPlace): void {
  browser.permissions.request({ origins: place.urls.map(originPattern) }).then(
    async (granted) => {
      refused.value = !granted;
      if (!granted) return;
      await act(place.purpose);
      await goBack(place);
    },
    () => (refused.value = true),
  );
}

async function act(purpose: AccessPurpose): Promise<void> {
  if ('client' in purpose) await saveClients([purpose.client]);
  else await writeRecords({ [recordKey.wantKeys(purpose.response)]: { at: Date.now() } });
}

/** Shows the tab that the user came from, if it is still there, and closes this one. */
async function goBack({ tabId }: AccessPlace): Promise<void> {
  const own = await browser.tabs.getCurrent();
  await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  if (own?.id !== undefined) await browser.tabs.remove(own.id);
}
