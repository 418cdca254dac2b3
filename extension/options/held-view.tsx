import type { Client } from '../../src/client.ts';
import type { HeldSecrets } from '../store.ts';
import { describeHeld } from './held.ts';
import type { Page } from './page.ts';
import { say } from './words.ts';

interface HeldViewProps {
  readonly page: Page;
  readonly client: Client;
  readonly held: HeldSecrets;
}

/** Which secrets of a client are held and for how long, and the button that forgets them. */
export function HeldView({ page, client, held }: HeldViewProps) {
  const what = describeHeld(held.secrets);
  return (
    <div class="held">
      <span>
        Held: {what}. <span class="dim">{held.remembered ? say.remembered : say.untilClosed}</span>
      </span>
      <button
        type="button"
        aria-label={`Forget the secrets of ${client.client_id}`}
        onClick={() => void page.forget(client)}
      >
        Forget
      </button>
    </div>
  );
}
