import { useSignal } from '@preact/signals';

/** How long the button says what became of it, in milliseconds. */
const feedback = 1500;

interface CopyButtonProps {
  /** What the button is called, such as `Copy URL`. */
  readonly label: string;
  /** Gives the text when it is asked for. */
  readonly text: () => string;
  /** Only a sign, for places with little room; the label is its tooltip. */
  readonly small?: boolean;
}

/** Copies a text exactly as it is, and says for a moment that it did. */
export function CopyButton({ label, text, small = false }: CopyButtonProps) {
  const said = useSignal<string | null>(null);
  const copy = async (event: Event) => {
    event.preventDefault();
    said.value = (await copyText(text())) ? 'Copied' : 'Not copied';
    setTimeout(() => (said.value = null), feedback);
  };
  return (
    <button
      type="button"
      class={small ? 'copy small' : 'copy'}
      aria-label={said.value ?? label}
      title={label}
      onClick={copy}
    >
      <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path
          d="M5 1h8a1 1 0 0 1 1 1v9h-1.5V2.5H5ZM3 4h7a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1Zm.5 1.5v8h6v-8Z"
          fill="currentColor"
          fill-rule="evenodd"
        />
      </svg>
      <span aria-live="polite">{said.value ?? (small ? '' : label)}</span>
    </button>
  );
}

/** Writes a text to the clipboard; DevTools refuses the modern way in a panel, the old one works from a click. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    area.className = 'clipboard';
    const focused = document.activeElement;
    // Behind a modal dialog nothing can be selected: an empty text would be copied, as if it were this one.
    const within = document.querySelector('dialog:modal') ?? document.body;
    within.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    if (focused instanceof HTMLElement) focused.focus();
    return done;
  }
}
