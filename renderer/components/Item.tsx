import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';
import type { Actions } from '../use-action.ts';
import type { Tone } from '../words/words.ts';
import { FailureNotice } from './FailureNotice.tsx';
import { Mark, SpokenMark } from './Mark.tsx';
import { Prose } from './Prose.tsx';
import './Item.css';

interface ItemProps {
  readonly tone: Tone;
  /** Of a step; null in a plain list. */
  readonly number?: number | null;
  readonly title: string;
  readonly text: string;
  /** Where failures of the item's buttons are shown. */
  readonly actions?: Actions;
  readonly buttons?: ReactNode;
  /** Between the title and the text. */
  readonly bar?: ReactNode;
  readonly children?: ReactNode;
}

/** One line of a list: how it stands, what it says, what can be done. */
export function Item({ tone, number = null, title, text, actions, buttons, bar, children }: ItemProps) {
  const titleId = useId();
  const heading = useFocusKeeper();
  return (
    <li
      className={`item ${tone}`}
      aria-labelledby={titleId}
      onFocus={heading.onFocus}
      onBlur={heading.onBlur}
    >
      <Mark tone={tone} number={number} />
      <div className="item-main">
        <div className="item-words">
          <h2 id={titleId} ref={heading.ref} tabIndex={-1}>
            <SpokenMark tone={tone} />
            {title}
          </h2>
          {bar}
          {text !== '' && (
            <p>
              <Prose text={text} />
            </p>
          )}
          {children}
        </div>
        {buttons !== undefined && <div className="item-buttons">{buttons}</div>}
        {actions?.failure && <FailureNotice failure={actions.failure} actions={actions} />}
      </div>
    </li>
  );
}

/** When the focused button goes away with the state it belonged to, the focus moves to the item's heading. */
function useFocusKeeper() {
  const ref = useRef<HTMLHeadingElement>(null);
  const holdsFocus = useRef(false);
  useLayoutEffect(() => {
    if (holdsFocus.current && document.activeElement === document.body) ref.current?.focus();
  });
  return {
    ref,
    onFocus: () => (holdsFocus.current = true),
    onBlur: (event: { target: Element }) => {
      // A removed element loses the focus too; only one that is still there was left on purpose.
      if (event.target.isConnected) holdsFocus.current = false;
    },
  };
}
