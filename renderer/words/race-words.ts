import { daysBetween } from '../../src/analytics/calendar.ts';
import { formBand, type FormBand, type FormBandName } from '../../src/analytics/form-bands.ts';
import { isNearZero } from '../../src/analytics/training-load.ts';
import type { FitnessFacts, RaceOutlook } from '../pages/fitness/facts.ts';
import { daysText, type Claim, type Texts, type Why } from './claims.ts';

/** A plan that ends earlier before a race says nothing about its morning. */
const PLAN_REACHES_RACE_DAYS = 7;

const RACE_FORM: Readonly<Record<FormBandName, string>> = {
  'high risk': 'planned to start very tired at',
  optimal: 'planned to start tired at',
  grey: 'not quite fresh yet, as planned, for',
  fresh: 'on course to be fresh for',
  transition: 'planned to rest more than needed before',
};

/** How the next A race would find the athlete; null without one. */
export function raceClaim(facts: FitnessFacts, texts: Texts): Claim | null {
  const { race } = facts;
  if (race === null || facts.sport !== null) return null;
  const form = raceForm(race, facts.today);
  const band = form === null ? null : raceBand(race, form);
  const left = `with ${daysText(race.daysLeft, texts)} to ${race.title} and`;
  return {
    name: 'race',
    text:
      form === null
        ? `${left} no plan that reaches it`
        : band === null
          ? `${left} next to nothing planned before it`
          : `${RACE_FORM[band.name]} ${race.title}`,
    why: raceWhy(race, facts, texts),
  };
}

/** Where the plan leads to on the morning of a race. Of one sport nothing is told of how fresh the athlete will be. */
export function raceWhy(race: RaceOutlook, facts: FitnessFacts, { format, measures }: Texts): Why {
  const title = `${race.title}, ${format.weekday(race.day)}`;
  const reason = untold(facts);
  if (reason !== null) return { title, paragraphs: [reason], inputs: [] };
  const form = raceForm(race, facts.today);
  const band = form === null ? null : raceBand(race, form);
  return {
    title,
    paragraphs: [
      form === null
        ? 'No plan reaches the week of the race, so how fresh you will be cannot be told yet.'
        : band === null
          ? 'With everything done as planned, fitness and fatigue are close to zero that morning, and form says nothing.'
          : `With everything done as planned, form that morning is ${measures.change(form, 1)}: “${band.label}”. ${band.text}`,
      'Most athletes race best with a form between +5 and +25, and with fitness near its highest.',
    ],
    inputs: [
      { label: 'Fitness today', value: measures.number(facts.ctl, 1) },
      { label: 'Fitness that morning', value: measures.number(form === null ? null : race.ctl, 1) },
      { label: 'Form that morning', value: measures.change(form, 1) },
      {
        label: 'Last day with a plan before it',
        value: race.plannedUntil === null ? '–' : format.day(race.plannedUntil),
      },
    ],
  };
}

/** Why nothing can be told of how fresh the athlete will be; null when something can. */
function untold({ sport, hasScore }: FitnessFacts): string | null {
  if (sport !== null)
    return `Only ${sport} is counted here. How fresh you will be depends on all you do: choose all sports to see it.`;
  return hasScore ? null : 'None of your workouts has a TSS, so how fresh you will be cannot be computed.';
}

/** The band of form on the morning of the race; null when fitness and fatigue are close to zero then. */
export function raceBand({ ctl }: RaceOutlook, form: number): FormBand | null {
  return ctl !== null && isNearZero({ ctl, atl: ctl - form }) ? null : formBand(form);
}

/** Form on the morning of the race; null when the plan says too little about it. */
export function raceForm({ form, plannedUntil, daysLeft, day }: RaceOutlook, today: string): number | null {
  if (daysLeft <= PLAN_REACHES_RACE_DAYS) return form;
  if (plannedUntil === null || plannedUntil <= today) return null;
  return daysBetween(plannedUntil, day) <= PLAN_REACHES_RACE_DAYS ? form : null;
}
