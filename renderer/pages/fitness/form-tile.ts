import { formBand } from '../../../src/analytics/form-bands.ts';
import type { Texts } from '../../words/claims.ts';
import type { FitnessFacts } from './facts.ts';
import type { Tile } from './tile.ts';
import type { EasyWeek } from './use-what-if.ts';
import { EASY_SHARE } from './what-if.ts';

/** Form now, tonight or tomorrow, and after an easy week. The bands are meant for all sports together. */
export function formTile(facts: FitnessFacts, easy: EasyWeek, { measures, format }: Texts): Tile {
  const afterEasy = easy.outcome.whatIf;
  const { form, convention, yesterday, tonight, isPlanOpen, sport } = facts;
  const isMorning = convention === 'morning';
  const label =
    sport !== null ? `Of ${sport} alone` : facts.isNearZero ? 'Close to zero' : formBand(form).label;
  const next = isPlanOpen
    ? `${measures.form(tonight.form)} tonight if the plan is done`
    : `${measures.form(tonight.form)} tomorrow`;
  const hasEasy = easy.weeklyTss > 0;
  const easyWeek = `easy week of ${measures.number(easy.weeklyTss)} TSS`;
  const afterEasyWords = `${measures.form(afterEasy.form)} on the morning of ${format.shortDay(afterEasy.day)}`;
  const name = isMorning ? 'Form this morning' : 'Form so far today';
  return {
    id: 'form',
    label: name,
    value: measures.form(form),
    unit: '',
    name: null,
    notes: [`${label}, ${next}`, ...(hasEasy ? [`${afterEasyWords} after an ${easyWeek}`] : [])],
    spoken: `${name} ${measures.form(form)}, ${sport === null ? label.toLowerCase() : `of ${sport} alone`}, ${next}${hasEasy ? `, ${afterEasyWords} after an ${easyWeek}` : ''}`,
    why: {
      title: isMorning ? 'Form (TSB) of the morning' : 'Form (TSB) of the end of the day',
      paragraphs: [
        isMorning
          ? 'Yesterday’s fitness minus yesterday’s fatigue, as TrainingPeaks shows it: what you woke up with. Nothing you do today changes it.'
          : 'Today’s fitness minus today’s fatigue, with the load that is done so far. TrainingPeaks shows this number tomorrow.',
        ...(hasEasy
          ? [
              `An easy week is ${format.percent(EASY_SHARE)} of your weekly load over the last 28 days, today not counted; it begins tomorrow${isPlanOpen ? ', with today’s plan done' : ''}.`,
            ]
          : []),
        'The other convention is under “Model” above the chart.',
      ],
      inputs: [
        {
          label: isMorning ? 'Fitness, yesterday evening' : 'Fitness, so far',
          value: measures.number(isMorning ? yesterday.ctl : facts.ctl, 1),
        },
        {
          label: isMorning ? 'Fatigue, yesterday evening' : 'Fatigue, so far',
          value: measures.number(isMorning ? yesterday.atl : facts.atl, 1),
        },
        { label: 'Form', value: measures.change(form, 1) },
        {
          label: isPlanOpen
            ? `Tonight, with ${measures.number(facts.remainingTss)} TSS still planned`
            : 'Tomorrow morning',
          value: measures.change(tonight.form, 1),
        },
        ...(hasEasy
          ? [
              {
                label: `Morning of ${format.day(afterEasy.day)}, after an ${easyWeek}`,
                value: measures.change(afterEasy.form, 1),
              },
            ]
          : []),
      ],
    },
  };
}
