import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import { isConnected } from '../../screen.ts';
import { useWindow } from '../../window-context.ts';
import { EXAMPLE_QUESTIONS } from '../../words/activity-words.ts';

/** No question yet: what will be here, and how to ask one. */
export function NothingAsked({ takesFocus }: { readonly takesFocus: boolean }) {
  const { status } = useWindow();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <div className="view-message">
      <h2 ref={heading} tabIndex={-1}>
        Each question of an assistant appears here
      </h2>
      {isConnected(status) ? (
        <p>Ask Claude, in your own words. For example:</p>
      ) : (
        <p>
          First connect Claude under <Link href="/connections">Connections</Link>, then ask in your own words.
          For example:
        </p>
      )}
      <ul className="example-questions">
        {EXAMPLE_QUESTIONS.map((question) => (
          <li key={question}>“{question}”</li>
        ))}
      </ul>
      <p>Claude may ask for several things to answer one question. They appear within two seconds.</p>
    </div>
  );
}
