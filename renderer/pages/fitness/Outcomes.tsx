import type { ReactNode } from 'react';
import { formBand } from '../../../src/analytics/form-bands.ts';
import { isNearZero } from '../../../src/analytics/training-load.ts';
import { useWindow } from '../../window-context.ts';
import { differenceWords, restWords, targetWords } from '../../words/what-if-words.ts';
import type { FitnessFacts } from './facts.ts';
import type { Outcome } from './use-what-if.ts';
import type { Morning } from './what-if.ts';

interface OutcomesProps {
  readonly outcomes: readonly Outcome[];
  readonly isPlan: boolean;
  readonly facts: FitnessFacts;
  readonly children: ReactNode;
}

/** Fitness and form on the mornings that are looked at. */
export function Outcomes({ outcomes, isPlan, facts, children }: OutcomesProps) {
  const { format, measures } = useWindow();
  return (
    <div className="outcomes">
      {outcomes.map(({ days, planned, whatIf }) => {
        const against = (value: number, ofPlan: number) =>
          // Of what is shown, so that the difference adds up. The line is there without words too: nothing moves.
          isPlan
            ? '\u00a0'
            : differenceWords(Math.round(value) - Math.round(ofPlan), planned.restFrom === null, measures);
        return (
          <dl key={whatIf.day}>
            <div className="outcome-day">
              <dt>{format.weekday(whatIf.day)}, morning</dt>
              <dd>
                {targetWords(days, whatIf.day, facts.race)}
                {whatIf.restFrom !== null && `, ${restWords(whatIf.restFrom, facts.today, format)}`}
              </dd>
            </div>
            <Value
              name="Fitness"
              value={measures.number(whatIf.ctl)}
              difference={against(whatIf.ctl, planned.ctl)}
            />
            <Value
              name="Form"
              value={measures.form(whatIf.form)}
              difference={against(whatIf.form, planned.form)}
              {...(hasBand(whatIf, facts) && { band: formBand(whatIf.form).label })}
            />
          </dl>
        );
      })}
      {children}
    </div>
  );
}

/** The bands are meant for all sports together, and for fitness that there is. */
function hasBand({ ctl, form }: Morning, { sport }: FitnessFacts): boolean {
  return sport === null && !isNearZero({ ctl, atl: ctl - form });
}

interface ValueProps {
  readonly name: 'Fitness' | 'Form';
  readonly value: string;
  readonly difference: string;
  readonly band?: string;
}

function Value({ name, value, difference, band }: ValueProps) {
  return (
    <div className="outcome-value">
      <dt>{name}</dt>
      <dd>
        <b>{value}</b>
        {band !== undefined && <small> {band}</small>}
        <small className="against-plan">{difference}</small>
      </dd>
    </div>
  );
}
