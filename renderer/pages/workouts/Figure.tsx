import type { Measure } from '../../measures.ts';
import './Figure.css';

export interface FigureProps {
  readonly name: string;
  readonly value: Measure;
  /** The plan, an average, a maximum: what the value is seen against. */
  readonly note?: string | undefined;
}

/** A number with its name; the number is the largest. */
export function Figure({ name, value: { value, unit }, note }: FigureProps) {
  return (
    <div className="fact">
      <dt>{name}</dt>
      <dd className="fact-value">
        {value === '–' ? (
          <>
            <span aria-hidden="true">–</span>
            <span className="unseen">unknown</span>
          </>
        ) : (
          value
        )}
        {unit !== '' && value !== '–' && <span className="unit"> {unit}</span>}
      </dd>
      {note !== undefined && <dd className="fact-note">{note}</dd>}
    </div>
  );
}
