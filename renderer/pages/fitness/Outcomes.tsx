import type { ReactNode } from 'react';
import { formBand } from '../../../src/analytics/form-bands.ts';
import { useWindow } from '../../window-context.ts';
import type { RaceOutlook } from './facts.ts';
import type { Outcome } from './use-what-if.ts';

interface OutcomesProps {
  readonly outcomes: readonly Outcome[];
  readonly race: RaceOutlook | null;
  readonly children: ReactNode;
}

/** Fitness and form on the mornings that are looked at. */
export function Outcomes({ outcomes, race, children }: OutcomesProps) {
  const { format } = useWindow();
  return (
    <div className="outcomes">
      {outcomes.map(({ planned, whatIf }) => (
        <dl key={whatIf.day}>
          <div className="outcome-day">
            <dt>{format.weekday(whatIf.day)}, morning</dt>
            <dd>{race?.day === whatIf.day ? race.title : 'after a week'}</dd>
          </div>
          <Value name="Fitness" value={whatIf.ctl} planned={planned.ctl} />
          <Value name="Form" value={whatIf.form} planned={planned.form} band={formBand(whatIf.form).label} />
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
  readonly band?: string;
}

function Value({ name, value, planned, band }: ValueProps) {
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
        <small className="against-plan">
          {difference === 0 ? 'as planned' : `${measures.change(difference)} against the plan`}
        </small>
      </dd>
    </div>
  );
}
