import { useRef, useState, type ReactNode } from 'react';
import './Button.css';

export interface ButtonProps {
  readonly kind: 'primary' | 'quiet' | 'link' | 'danger';
  /** Until what it returns resolves the button answers no second press. */
  readonly onPress: () => unknown;
  readonly children: ReactNode;
}

/** A button that stays in place and keeps the focus while its work is under way. */
export function Button({ kind, onPress, children }: ButtonProps) {
  const [pending, setPending] = useState(false);
  const underWay = useRef(false);
  const press = async () => {
    if (underWay.current) return;
    underWay.current = true;
    setPending(true);
    try {
      await onPress();
    } finally {
      underWay.current = false;
      setPending(false);
    }
  };
  return (
    <button type="button" className={`button ${kind}`} aria-disabled={pending} onClick={() => void press()}>
      {children}
    </button>
  );
}
