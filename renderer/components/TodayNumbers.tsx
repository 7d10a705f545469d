import type { ReactNode } from 'react';
import type { TodayStatus } from '../../src/shared/app-status.ts';
import type { Format } from '../format.ts';
import './TodayNumbers.css';

interface TodayNumbersProps {
  readonly today: TodayStatus | null;
  /** Why there are no numbers; shown when `today` is null. */
  readonly missing: string;
  readonly format: Format;
}

/** Fitness, fatigue and form of today, each told apart by colour, weight and place. */
export function TodayNumbers({ today, missing, format }: TodayNumbersProps) {
  return (
    <dl className="numbers">
      <Figure
        name="Fitness"
        value={today && format.count(today.ctl)}
        note={today ? 'load of about six weeks' : missing}
      >
        <path d="M1 7h22" strokeWidth="4" />
      </Figure>
      <Figure
        name="Fatigue"
        value={today && format.count(today.atl)}
        note={today ? 'load of about one week' : ''}
      >
        <path d="M1 7h22" strokeWidth="1.5" />
      </Figure>
      <Figure name="Form" value={today && format.signed(today.tsb)} note={today ? today.formLabel : ''}>
        <path d="M1 12V8l6-5 7 4 9-3v8z" className="area" strokeWidth="1.5" />
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: 'Fitness' | 'Fatigue' | 'Form';
  readonly value: string | null;
  readonly note: string;
  readonly children: ReactNode;
}

function Figure({ name, value, note, children }: FigureProps) {
  return (
    <div className={`figure ${name.toLowerCase()}`}>
      <dt>
        <svg viewBox="0 0 24 14" aria-hidden="true">
          {children}
        </svg>
        {name}
      </dt>
      <dd className="value">{value ?? <Unknown />}</dd>
      <dd className="note">{note}</dd>
    </div>
  );
}

function Unknown() {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="unseen">unknown</span>
    </>
  );
}
