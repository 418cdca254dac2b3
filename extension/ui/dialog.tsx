import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** Whether it takes what room there is: for a table. */
  readonly wide?: boolean;
  readonly children: ComponentChildren;
}

/** What is asked before something is done: the focus stays in it, Escape closes it, and goes no further. */
export function Dialog({ title, onClose, wide = false, children }: DialogProps) {
  const own = useRef<HTMLDialogElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    // DevTools would open its drawer on Escape.
    event.stopPropagation();
    if (event.key !== 'Escape') return;
    event.preventDefault();
    onClose();
  };
  useLayoutEffect(() => {
    const dialog = own.current;
    dialog?.showModal();
    // A button that is disabled when it was pressed loses the focus in Chromium: keys are the body's then.
    document.body.addEventListener('keydown', onKeyDown);
    return () => {
      document.body.removeEventListener('keydown', onKeyDown);
      // This gives the focus back to what had it, which is inert until then: also while the dialog is being removed.
      dialog?.close();
    };
  }, []);
  return (
    <dialog
      ref={own}
      class={wide ? 'wide' : ''}
      aria-labelledby="dialog-title"
      onKeyDown={onKeyDown}
      onCancel={onClose}
    >
      <h2 id="dialog-title">{title}</h2>
      {children}
    </dialog>
  );
}
