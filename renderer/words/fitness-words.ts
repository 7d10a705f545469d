import { daysBetween } from '../../src/analytics/calendar.ts';
import { formBand, type FormBand, type FormBandName } from '../../src/analytics/form-bands.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import type { FitnessFacts, RaceOutlook, Then } from '../pages/fitness/facts.ts';

/** The rules of the sentence over the fitness page. Each claim carries the numbers that it was computed from. */
export interface Claim {
  readonly name: 'fitness' | 'form' | 'race';
  /** A part of the sentence, without its comma or full stop. */
  readonly text: string;
  readonly why: Why;
}

/** What stands behind a number or a claim. */
export interface Why {
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly inputs: readonly { readonly label: string; readonly value: string }[];
}

export interface Texts {
  readonly format: Format;
  readonly measures: Measures;
}

/** A change of fitness under 2 points or 5 % is none; one of 10 points and 20 % is a big one. */
const SAME_POINTS = 2;
const SAME_SHARE = 0.05;
const MUCH_POINTS = 10;
const MUCH_SHARE = 0.2;
/** Below this there is no fitness to speak of. */
const NO_FITNESS_CTL = 1;
/** A plan that ends earlier before a race says nothing about its morning. */
const PLAN_REACHES_RACE_DAYS = 7;

const FORM: Readonly<Record<FormBandName, string>> = {
  'high risk': 'very tired today',
  optimal: 'tired enough to gain fitness',
  grey: 'neither tired nor fresh',
  fresh: 'fresh today',
  transition: 'very rested, with fitness going down',
};

const RACE_FORM: Readonly<Record<FormBandName, string>> = {
  'high risk': 'planned to start very tired at',
  optimal: 'planned to start tired at',
  grey: 'not quite fresh yet, as planned, for',
  fresh: 'on course to be fresh for',
  transition: 'planned to rest more than needed before',
};

/** How fit against last year, what the form means, and how the next A race would find you. */
export function fitnessClaims(facts: FitnessFacts, texts: Texts): readonly Claim[] {
  return [fitnessClaim(facts, texts), formClaim(facts, texts), raceClaim(facts, texts)]
    .filter((claim) => claim !== null)
    .map((claim, index) => (index === 0 ? { ...claim, text: capital(claim.text) } : claim));
}

/** The punctuation after a claim of the sentence, and what leads to the next one. */
export function joint(index: number, count: number): { readonly stop: string; readonly then: string } {
  if (index === count - 1) return { stop: '.', then: '' };
  if (index < count - 2) return { stop: ',', then: ' ' };
  return { stop: count === 2 ? '' : ',', then: ' and ' };
}

function fitnessClaim(facts: FitnessFacts, { format, measures }: Texts): Claim | null {
  const { ctl, ctlLastYear, ctlFourWeeksAgo } = facts;
  const before = ctlLastYear ?? ctlFourWeeksAgo;
  if (ctl < NO_FITNESS_CTL && (before === null || before.value < NO_FITNESS_CTL)) return null;
  const thenWords = ctlLastYear === null ? 'four weeks ago' : 'on this day last year';
  const inputs = [
    { label: `Fitness today, ${format.day(facts.today)}`, value: measures.number(ctl, 1) },
    ...[ctlFourWeeksAgo, ctlLastYear].flatMap((other) =>
      other === null ? [] : [thenInput(other, format, measures)],
    ),
    ...(before === null
      ? []
      : [{ label: `Change since ${format.day(before.day)}`, value: changeText(ctl, before, measures) }]),
  ];
  return {
    name: 'fitness',
    text:
      before === null
        ? `fitness of ${measures.number(ctl)}`
        : `${comparison(ctl, before.value)} ${thenWords}`,
    why: {
      title:
        before === null
          ? 'Fitness'
          : `Fitness against ${ctlLastYear === null ? 'four weeks ago' : 'last year'}`,
      paragraphs: [
        'Fitness (CTL) is your daily load averaged over about six weeks.',
        before === null
          ? 'Your history does not reach back far enough for a comparison.'
          : `It counts as the same within ${measures.number(SAME_POINTS)} points or ${format.percent(SAME_SHARE)}, and as much more or less from ${measures.number(MUCH_POINTS)} points and ${format.percent(MUCH_SHARE)} on.`,
      ],
      inputs,
    },
  };
}

function comparison(now: number, before: number): string {
  const change = now - before;
  const share = before > 0 ? Math.abs(change) / before : Infinity;
  if (Math.abs(change) < SAME_POINTS || share < SAME_SHARE) return 'as fit as';
  const much = Math.abs(change) >= MUCH_POINTS && share >= MUCH_SHARE ? 'much ' : '';
  return `${much}${change > 0 ? 'fitter than' : 'less fit than'}`;
}

function formClaim({ form, convention, yesterday, ctl, atl }: FitnessFacts, { measures }: Texts): Claim {
  const band = formBand(form);
  const [from, whose] =
    convention === 'morning' ? [yesterday, 'yesterday evening'] : [{ ctl, atl }, 'today so far'];
  return {
    name: 'form',
    text: FORM[band.name],
    why: {
      title: 'What your form means',
      paragraphs: [
        `A form (TSB) of ${measures.change(form, 1)} lies in the band “${band.label}”, ${edgesOf(band, measures)}. ${band.text}`,
        'These bands are a rule of thumb for load counted in TSS; how you feel counts more.',
      ],
      inputs: [
        { label: `Fitness, ${whose}`, value: measures.number(from.ctl, 1) },
        { label: `Fatigue, ${whose}`, value: measures.number(from.atl, 1) },
        { label: 'Form: fitness minus fatigue', value: measures.change(form, 1) },
      ],
    },
  };
}

function raceClaim(facts: FitnessFacts, texts: Texts): Claim | null {
  const { race } = facts;
  if (race === null) return null;
  const form = raceForm(race, facts.today);
  return {
    name: 'race',
    text:
      form === null
        ? `with ${daysText(race.daysLeft, texts)} to ${race.title} and no plan that reaches it`
        : `${RACE_FORM[formBand(form).name]} ${race.title}`,
    why: raceWhy(race, facts, texts),
  };
}

/** Where the plan leads to on the morning of a race. */
export function raceWhy(race: RaceOutlook, { today, ctl }: FitnessFacts, { format, measures }: Texts): Why {
  const form = raceForm(race, today);
  const band = form === null ? null : formBand(form);
  return {
    title: `${race.title}, ${format.weekday(race.day)}`,
    paragraphs: [
      band === null
        ? 'The plan ends more than a week before the race, so how fresh you will be cannot be told yet.'
        : `With everything done as planned, form that morning is ${measures.change(form, 1)}: “${band.label}”. ${band.text}`,
      'Most athletes race best with a form between +5 and +25, and with fitness near its highest.',
    ],
    inputs: [
      { label: 'Fitness today', value: measures.number(ctl, 1) },
      { label: 'Fitness that morning', value: measures.number(form === null ? null : race.ctl, 1) },
      { label: 'Form that morning', value: measures.change(form, 1) },
      {
        label: 'Last day with a plan before it',
        value: race.plannedUntil === null ? '–' : format.day(race.plannedUntil),
      },
    ],
  };
}

/** Form on the morning of the race; null when the plan says too little about it. */
export function raceForm({ form, plannedUntil, daysLeft, day }: RaceOutlook, today: string): number | null {
  if (daysLeft <= PLAN_REACHES_RACE_DAYS) return form;
  if (plannedUntil === null || plannedUntil <= today) return null;
  return daysBetween(plannedUntil, day) <= PLAN_REACHES_RACE_DAYS ? form : null;
}

/** `1 day`, `41 days`. */
export function daysText(days: number, { format }: Texts): string {
  return `${format.count(days)} ${days === 1 ? 'day' : 'days'}`;
}

function thenInput({ day, value }: Then, format: Format, measures: Measures) {
  return { label: `Fitness on ${format.day(day)}`, value: measures.number(value, 1) };
}

function changeText(now: number, { value }: Then, measures: Measures): string {
  const percent = value >= NO_FITNESS_CTL ? ` (${measures.change(((now - value) / value) * 100)} %)` : '';
  return `${measures.change(now - value, 1)}${percent}`;
}

function edgesOf({ lowerEdge, upperEdge }: FormBand, measures: Measures): string {
  if (lowerEdge === null) return `${measures.change(upperEdge)} and below`;
  if (upperEdge === null) return `above ${measures.change(lowerEdge)}`;
  return `above ${measures.change(lowerEdge)} and up to ${measures.change(upperEdge)}`;
}

/** With a capital letter at its beginning. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
