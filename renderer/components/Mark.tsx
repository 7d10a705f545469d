import type { Tone } from '../words/words.ts';
import './Mark.css';

const SPOKEN: Readonly<Record<Tone, string>> = {
  done: 'Done: ',
  now: 'To do: ',
  later: 'Later: ',
  attention: 'Needs you: ',
  working: 'Under way: ',
};

/** How a step stands, told by shape and by colour; the words for those who see neither belong to its heading. */
export function Mark({ tone, number }: { readonly tone: Tone; readonly number: number | null }) {
  return (
    <span className={`mark ${tone}`} aria-hidden="true">
      <Sign tone={tone} number={number} />
    </span>
  );
}

/** The spoken side of a mark. */
export function SpokenMark({ tone }: { readonly tone: Tone }) {
  return <span className="unseen">{SPOKEN[tone]}</span>;
}

function Sign({ tone, number }: { readonly tone: Tone; readonly number: number | null }) {
  if (tone === 'done') {
    return (
      <svg viewBox="0 0 12 12" className="tick">
        <path d="M2.5 6.4 5 8.8 9.5 3.6" />
      </svg>
    );
  }
  if (tone === 'attention') return '!';
  return number ?? '';
}
