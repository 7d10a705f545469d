import type { ReactNode } from 'react';
import { formBand } from '../../../src/analytics/form-bands.ts';
import type { Measures } from '../../measures.ts';
import { useWindow } from '../../window-context.ts';
import type { RaceOutlook } from './facts.ts';
import type { Outcome } from './use-what-if.ts';

interface OutcomesProps {
  readonly outcomes: readonly Outcome[];
  readonly isPlan: boolean;
  readonly race: RaceOutlook | null;
  readonly children: ReactNode;
}

/** Fitness and form on the mornings that are looked at. */
export function Outcomes({ outcomes, isPlan, race, children }: OutcomesProps) {
  const { format } = useWindow();
  return (
    <div className="outcomes">
      {outcomes.map(({ planned, whatIf }) => (
        <dl key={whatIf.day}>
          <div className="outcome-day">
            <dt>{format.weekday(whatIf.day)}, morning</dt>
            <dd>{race?.day === whatIf.day ? race.title : 'after a week'}</dd>
          </div>
          <Value name="Fitness" value={whatIf.ctl} planned={planned.ctl} isPlan={isPlan} />
          <Value
            name="Form"
            value={whatIf.form}
            planned={planned.form}
            isPlan={isPlan}
            band={formBand(whatIf.form).label}
          />
        </dl>
      ))}
      {children}
    </div>
  );
}

interface ValueProps {
  readonly name: 'Fitness' | 'Form';
  readonly value: number;
  /** What the plan leads to. */
  readonly planned: number;
  readonly isPlan: boolean;
  readonly band?: string;
}

function Value({ name, value, planned, isPlan, band }: ValueProps) {
  const { measures } = useWindow();
  const shown = name === 'Form' ? measures.change(value) : measures.number(value);
  // Of what is shown, so that the difference adds up.
  const difference = Math.round(value) - Math.round(planned);
  return (
    <div className="outcome-value">
      <dt>{name}</dt>
      <dd>
        <b>{shown}</b>
        {band !== undefined && <small> {band}</small>}
        <small className="against-plan">{differenceText(difference, isPlan, measures)}</small>
      </dd>
    </div>
  );
}

/** The line is there without words too, so that nothing moves when there are some. */
function differenceText(difference: number, isPlan: boolean, { change }: Measures): string {
  if (isPlan) return '\u00a0';
  return difference === 0 ? 'as planned' : `${change(difference)} against the plan`;
}
