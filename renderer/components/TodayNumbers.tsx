import type { ReactNode } from 'react';
import { formDigits } from '../../src/analytics/form-bands.ts';
import type { TodayStatus } from '../../src/shared/app-status.ts';
import type { Format } from '../format.ts';
import './TodayNumbers.css';

interface TodayNumbersProps {
  readonly today: TodayStatus;
  readonly format: Format;
}

/** Fitness, fatigue and form of today, each told apart by colour, weight and place. */
export function TodayNumbers({ today, format }: TodayNumbersProps) {
  return (
    <dl className="numbers">
      <Figure name="Fitness" value={format.count(today.ctl)} note="load of about six weeks">
        <path d="M1 7h22" strokeWidth="4" />
      </Figure>
      <Figure name="Fatigue" value={format.count(today.atl)} note="load of about one week">
        <path d="M1 7h22" strokeWidth="1.5" />
      </Figure>
      <Figure name="Form" value={format.signed(today.tsb, formDigits(today.tsb))} note={today.formLabel}>
        <path d="M1 12V8l6-5 7 4 9-3v8z" className="area" strokeWidth="1.5" />
      </Figure>
    </dl>
  );
}

interface FigureProps {
  readonly name: 'Fitness' | 'Fatigue' | 'Form';
  readonly value: string;
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
      <dd className="value">{value}</dd>
      <dd className="note">{note}</dd>
    </div>
  );
}
