import { useId, useRef } from 'react';
import { formBand } from '../../../src/analytics/form-bands.ts';
import { Button } from '../../components/Button.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { useWindow } from '../../window-context.ts';
import { capital } from '../../words/claims.ts';
import { restWords } from '../../words/what-if-words.ts';
import { WHAT_IF_SPANS, type FitnessChoices } from './address.ts';
import type { FitnessFacts } from './facts.ts';
import { Outcomes } from './Outcomes.tsx';
import type { WhatIfState } from './use-what-if.ts';
import { EASY_SHARE } from './what-if.ts';
import './WhatIfPanel.css';

interface WhatIfPanelProps {
  readonly facts: FitnessFacts;
  readonly whatIf: WhatIfState;
  readonly choices: FitnessChoices;
  readonly change: (part: Partial<FitnessChoices>) => void;
}

const AS_PLANNED = { whatIfWeeklyTss: null, whatIfSpan: 'week' } as const;

/** A slider for the load to come, and what it does to fitness and form. */
export function WhatIfPanel({ facts, whatIf, choices, change }: WhatIfPanelProps) {
  const { format, measures } = useWindow();
  const [titleId, sliderId] = [useId(), useId()];
  const slider = useRef<HTMLInputElement>(null);
  const { weeklyTss, isPlan, hasPlan, outcomes } = whatIf;
  const planWords = hasPlan ? 'as planned' : 'nothing is planned';
  const { whatIfSpan } = choices;
  const { race } = facts;
  const spanTexts = {
    week: 'the next 7 days',
    fortnight: 'the next 14 days',
    race: race === null ? 'the next 6 weeks' : 'every week to the A race',
  };
  const spoken = outcomes.map(
    ({ whatIf: then }) =>
      `${format.day(then.day)} fitness ${measures.number(then.ctl)}, form ${measures.form(then.form)}${then.restFrom === null ? '' : `, ${restWords(then.restFrom, facts.today, format)}`}`,
  );
  return (
    <section className="panel what-if" aria-labelledby={titleId}>
      <div className="what-if-load">
        <h2 id={titleId}>
          <label htmlFor={sliderId}>What if</label> <span>I train</span>
        </h2>
        <input
          ref={slider}
          id={sliderId}
          type="range"
          min={0}
          max={whatIf.highestWeeklyTss}
          step={10}
          value={weeklyTss}
          aria-valuetext={`${measures.number(weeklyTss)} TSS a week${isPlan ? `, ${planWords}` : ''}: ${spoken.join('; ')}`}
          onChange={(event) => change({ whatIfWeeklyTss: Number(event.target.value) })}
        />
        <span className="what-if-tss">
          <b>{measures.number(weeklyTss)} TSS</b> a week for
        </span>
        <SelectField
          label="How long"
          quiet
          options={WHAT_IF_SPANS.map((span) => ({ value: span, text: spanTexts[span] }))}
          value={whatIfSpan}
          onChange={(span) => change({ whatIfSpan: span })}
        />
        <div className="what-if-plan">
          {isPlan ? (
            capital(planWords)
          ) : (
            <Button
              kind="quiet"
              onPress={() => {
                change(AS_PLANNED);
                // The button goes, the focus must not.
                slider.current?.focus();
              }}
            >
              {hasPlan ? 'Back to the plan' : 'Back to rest'}
            </Button>
          )}
        </div>
      </div>
      <Outcomes outcomes={outcomes} isPlan={isPlan} facts={facts}>
        <EasyWeek facts={facts} whatIf={whatIf} choices={choices} change={change} />
      </Outcomes>
      <p className="what-if-note">
        From tomorrow on, every planned day becomes harder or easier by the same factor, so that rest days and
        taper stay; days after the last planned one share the load evenly. After these days the plan goes on.
        Where nothing is planned, rest is assumed. Nothing is written to TrainingPeaks.
      </p>
    </section>
  );
}

/** What an easy week would do, without touching anything. */
function EasyWeek({ facts, whatIf, choices, change }: WhatIfPanelProps) {
  const { format, measures } = useWindow();
  const { weeklyTss, outcome } = whatIf.easy;
  const then = outcome.whatIf;
  if (weeklyTss === 0) return null;
  const isShown = choices.whatIfWeeklyTss === weeklyTss && choices.whatIfSpan === 'week';
  return (
    <p className="easy-week">
      <b>An easy week</b> of {measures.number(weeklyTss)} TSS, {format.percent(EASY_SHARE)} of your weekly
      load over the last 28 days, takes form from {measures.form(facts.tonight.form)} tomorrow to{' '}
      <b>{measures.form(then.form)}</b>
      {facts.sport === null && ` (${formBand(then.form).label.toLowerCase()})`} on the morning of{' '}
      {format.weekday(then.day)}, and fitness from {measures.number(facts.tonight.ctl)} to{' '}
      <b>{measures.number(then.ctl)}</b>
      {facts.isPlanOpen ? ' (today’s plan is counted)' : ''}.{' '}
      <Button
        kind="link"
        onPress={() => change(isShown ? AS_PLANNED : { whatIfWeeklyTss: weeklyTss, whatIfSpan: 'week' })}
      >
        {isShown ? 'Show the plan again' : 'Show it in the chart'}
      </Button>
    </p>
  );
}
