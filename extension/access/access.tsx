import { signal } from '@preact/signals';
import { originPattern } from '../../src/host.ts';
import { recordKey } from '../../src/records.ts';
import { browser } from '../browser.ts';
import { writeRecords } from '../store.ts';
import type { AccessPlace } from '../ui/access-address.ts';
import { originOf } from '../ui/key-facts.ts';

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
  const origin = originOf(place.url);
  return (
    <main>
      <h1>Allow access to {origin}?</h1>
      <p>
        A response in the panel cannot be judged in full without it. A panel of Firefox cannot ask for access
        itself, so this page does. Firefox asks once more, and then you are back at the panel.
      </p>
      <p role="status">
        {refused.value && `Access to ${origin} was refused. The response stays as it was judged.`}
      </p>
      <p class="acts">
        <button type="button" class="primary" autoFocus onClick={() => ask(place)}>
          Allow access to {origin}
        </button>
        <button type="button" onClick={() => void goBack(place)}>
          Back to the panel
        </button>
      </p>
    </main>
  );
}

/** Must be called first thing in a click: Firefox refuses the question later. */
function ask(place: AccessPlace): void {
  browser.permissions.request({ origins: [originPattern(place.url)] }).then(
    async (granted) => {
      refused.value = !granted;
      if (!granted) return;
      await writeRecords({ [recordKey.wantKeys(place.response)]: { at: Date.now() } });
      await goBack(place);
    },
    () => (refused.value = true),
  );
}

/** Shows the tab that the user came from, if it is still there, and closes this one. */
async function goBack({ tabId }: AccessPlace): Promise<void> {
  const own = await browser.tabs.getCurrent();
  await browser.tabs.update(tabId, { active: true }).catch(() => undefined);
  if (own?.id !== undefined) await browser.tabs.remove(own.id);
}
