import { useEffect, useId, useRef, type ReactNode } from 'react';
import './Dialog.css';

interface DialogProps {
  readonly title: string;
  /** Called when it is closed: by `close`, or by the Escape key. Called once more, it changes nothing. */
  readonly onClose: () => void;
  readonly children: (close: () => void) => ReactNode;
}

/** A window over the page, by the platform's own means: the page behind it rests, and Escape closes it. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  // The platform tells that it is closed a frame later, which is too late for whoever opens it again at once.
  const shut = () => {
    dialog.current?.close();
    onClose();
  };
  return (
    <dialog
      ref={dialog}
      className="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        shut();
      }}
      onClose={onClose}
    >
      <h2 id={titleId}>{title}</h2>
      {children(shut)}
    </dialog>
  );
}
