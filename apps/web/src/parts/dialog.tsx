import { useEffect, useId, useRef, type ReactElement, type ReactNode } from 'react';
import { useText } from '../language/language.tsx';
import { IconButton } from './button.tsx';

export interface DialogProps {
  readonly title: string;
  readonly children: ReactNode;
  /** Buttons of the footer, the main one last. */
  readonly actions: ReactNode;
  readonly onClose: () => void;
  readonly wide?: boolean;
}

/** The first thing to fill in, else the first button of the footer, which leaves without doing anything; never the cross. */
function focusFirst(dialog: HTMLDialogElement): void {
  const inside = dialog.contains(document.activeElement) && document.activeElement !== dialog;
  if (inside && document.activeElement?.closest('.kern-dialog__header') === null) return;
  const field = '.kern-dialog__body :is(input, select, textarea):not(:disabled, [readonly], [type="hidden"])';
  const first =
    dialog.querySelector<HTMLElement>(`${field}:checked`) ??
    dialog.querySelector<HTMLElement>(field) ??
    dialog.querySelector<HTMLElement>('.kern-dialog__footer button');
  first?.focus();
}

/**
 * Modal KERN dialog on the browser's own `<dialog>`, which keeps the focus inside and gives it back afterwards.
 * It exists only while it is open: mount it to open it, unmount it in `onClose`.
 */
export function Dialog({ title, children, actions, onClose, wide = false }: DialogProps): ReactElement {
  const text = useText();
  const titleId = useId();
  const element = useRef<HTMLDialogElement>(null);

  useEffect(() => {
    const dialog = element.current;
    const opener = document.activeElement;
    if (dialog?.open === false) {
      dialog.showModal();
      focusFirst(dialog);
    }
    return () => {
      dialog?.close();
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);

  return (
    <dialog
      ref={element}
      className={wide ? 'kern-dialog dialog dialog--wide' : 'kern-dialog dialog'}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div className="kern-dialog__header">
        <h2 className="kern-title kern-title--large" id={titleId}>
          {title}
        </h2>
        <IconButton pictogram="cross" label={text.general.close} onClick={onClose} />
      </div>
      <div className="kern-dialog__body">{children}</div>
      <div className="kern-dialog__footer">{actions}</div>
    </dialog>
  );
}
