interface PauseSwitchProps {
  readonly isPaused: boolean;
  readonly onPause: (paused: boolean) => void;
}

/** Pauses capture, and goes on with it. */
export function PauseSwitch({ isPaused, onPause }: PauseSwitchProps) {
  return (
    <button
      type="button"
      class="quiet"
      aria-pressed={isPaused}
      title="Capture nothing until this is pressed again, or the browser is closed"
      onClick={() => onPause(!isPaused)}
    >
      <svg class="glyph" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <path d="M4 3h2.5v10H4ZM9.5 3H12v10H9.5Z" fill="currentColor" />
      </svg>
      Pause
    </button>
  );
}
