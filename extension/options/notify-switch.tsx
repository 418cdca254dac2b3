import { signal } from '@preact/signals';
import { browser } from '../browser.ts';
import { onClientsChanged, readNotifies, saveNotifies } from '../store.ts';
import { say } from './words.ts';

const asked = { permissions: ['notifications' as const] };
const isOn = signal(false);
const isRefused = signal(false);

/** Starts to follow the switch, and whether the browser still allows it. Call once. */
export function followNotifies(): void {
  const read = async () => {
    const [isWanted, isAllowed] = await Promise.all([readNotifies(), browser.permissions.contains(asked)]);
    isOn.value = isWanted && isAllowed;
  };
  const again = () => void read();
  onClientsChanged(again);
  browser.permissions.onAdded.addListener(again);
  browser.permissions.onRemoved.addListener(again);
  again();
}

/** Must be called first thing in a click: Firefox refuses the question later. */
function toggle(): void {
  if (isOn.peek()) {
    void saveNotifies(false).then(() => browser.permissions.remove(asked));
    return;
  }
  browser.permissions.request(asked).then(
    async (granted) => {
      isRefused.value = !granted;
      if (granted) await saveNotifies(true);
    },
    () => (isRefused.value = true),
  );
}

/** Whether failures are told on the desktop: off unless switched on here, which asks the browser for it. */
export function NotifySwitch() {
  return (
    <section aria-labelledby="notify-title">
      <h2 id="notify-title">Notifications</h2>
      <div class="choice">
        <input
          type="checkbox"
          role="switch"
          id="notify"
          aria-describedby="notify-hint"
          checked={isOn.value}
          onClick={(event) => {
            // It shows what holds, which the browser has to allow first.
            event.preventDefault();
            toggle();
          }}
        />
        <label for="notify">Tell on the desktop when a response is rejected</label>
      </div>
      <p class="hint" id="notify-hint">
        {say.notifyHint}
      </p>
      <p class="problem" role="status">
        {isRefused.value && say.notifyRefused}
      </p>
    </section>
  );
}
