import { formBand, type FormBand, type FormBandName } from '../../src/analytics/form-bands.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import type { FitnessFacts, Then } from '../pages/fitness/facts.ts';
import { capital, type Claim, type Texts } from './claims.ts';
import { raceClaim } from './race-words.ts';

/** A change under 5 % is a small one, one of 10 points and 20 % a big one; one that rounds to 0 is none. */
const SMALL_POINTS = 2;
const SMALL_SHARE = 0.05;
const MUCH_POINTS = 10;
const MUCH_SHARE = 0.2;
/** Below this there is no fitness to speak of. */
const NO_FITNESS_CTL = 1;

const FORM: Readonly<Record<FormBandName, string>> = {
  'high risk': 'very tired today',
  optimal: 'tired enough to gain fitness',
  grey: 'neither tired nor fresh',
  fresh: 'fresh today',
  transition: 'very rested, with fitness going down',
};

/**
 * The rules of the sentence over the fitness page: how fit against last year, what the form means, and how the next A
 * race would find you. Of one sport alone it says how its fitness changed; how tired you are depends on all sports.
 */
export function fitnessClaims(facts: FitnessFacts, texts: Texts): readonly Claim[] {
  return claimsOf(facts, texts)
    .filter((claim) => claim !== null)
    .map((claim, index) => (index === 0 ? { ...claim, text: capital(claim.text) } : claim));
}

function claimsOf(facts: FitnessFacts, texts: Texts): readonly (Claim | null)[] {
  if (!facts.hasScore) return [noScoreClaim(facts)];
  const { sport } = facts;
  if (facts.isNearZero) return [nearZeroClaim(facts, texts), raceClaim(facts, texts)];
  if (sport !== null) return [fitnessClaim(facts, texts), sportFormClaim(facts, sport, texts)];
  return [fitnessClaim(facts, texts), formClaim(facts, texts), raceClaim(facts, texts)];
}

function noScoreClaim({ sport }: FitnessFacts): Claim {
  const workout = sport === null ? 'workout' : `${sport} workout`;
  return {
    name: 'fitness',
    text: `no ${workout} has a TSS, so there is no fitness to show`,
    why: {
      title: 'Nothing with a score',
      paragraphs: [
        'Fitness, fatigue and form are averages of TSS. A workout without one counts as nothing here, as in TrainingPeaks, however hard it was.',
      ],
      inputs: [],
    },
  };
}

function nearZeroClaim({ sport, lastScoredDay, ctl, atl }: FitnessFacts, { format, measures }: Texts): Claim {
  const last =
    lastScoredDay === null
      ? ''
      : `: the last ${sport === null ? '' : `${sport} `}workout with a TSS was on ${format.day(lastScoredDay)}`;
  return {
    name: 'fitness',
    text: `${sport === null ? '' : `${sport} `}fitness and fatigue are close to zero${last}`,
    why: {
      title: 'Close to zero',
      paragraphs: [
        'Fitness and fatigue are averages of TSS that go down with every day without any. Both are below 1, so there is nothing left that form or a ramp could tell.',
      ],
      inputs: [
        { label: 'Fitness today', value: measures.number(ctl, 1) },
        { label: 'Fatigue today', value: measures.number(atl, 1) },
      ],
    },
  };
}

function fitnessClaim(facts: FitnessFacts, { format, measures }: Texts): Claim | null {
  const { ctl, ctlLastYear, ctlFourWeeksAgo, sport } = facts;
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
        ? sport === null
          ? `fitness of ${measures.number(ctl)}`
          : `${sport} fitness is ${measures.number(ctl)}`
        : `${comparison(ctl, before.value, sport)} ${thenWords}`,
    why: {
      title:
        before === null
          ? 'Fitness'
          : `Fitness against ${ctlLastYear === null ? 'four weeks ago' : 'last year'}`,
      paragraphs: [
        `Fitness (CTL) is your daily load${sport === null ? '' : ` from ${sport} alone`} averaged over about six weeks.`,
        before === null
          ? 'Your history does not reach back far enough for a comparison.'
          : `A change is a little one under ${measures.number(SMALL_POINTS)} points or ${format.percent(SMALL_SHARE)}, and a big one from ${measures.number(MUCH_POINTS)} points and ${format.percent(MUCH_SHARE)} on.`,
      ],
      inputs,
    },
  };
}

function comparison(now: number, before: number, sport: string | null): string {
  const change = now - before;
  const isSame = Number(change.toFixed(0)) === 0;
  const size = sizeOf(change, before);
  if (sport === null) return isSame ? 'as fit as' : `${size}${change > 0 ? 'fitter' : 'less fit'} than`;
  return `${sport} fitness is ${isSame ? 'as high as' : `${size}${change > 0 ? 'higher' : 'lower'} than`}`;
}

/** The word before a comparative. */
function sizeOf(change: number, before: number): '' | 'a little ' | 'much ' {
  const points = Math.abs(change);
  const share = before > 0 ? points / before : Infinity;
  if (points < SMALL_POINTS || share < SMALL_SHARE) return 'a little ';
  return points >= MUCH_POINTS && share >= MUCH_SHARE ? 'much ' : '';
}

function formClaim(facts: FitnessFacts, { measures }: Texts): Claim {
  const { form } = facts;
  const band = formBand(form);
  return {
    name: 'form',
    text: FORM[band.name],
    why: {
      title: 'What your form means',
      paragraphs: [
        `A form (TSB) of ${measures.change(form, 1)} lies in the band “${band.label}”, ${edgesOf(band, measures)}. ${band.text}`,
        'These bands are a rule of thumb for load counted in TSS; how you feel counts more.',
      ],
      inputs: formInputs(facts, measures),
    },
  };
}

function sportFormClaim(facts: FitnessFacts, sport: string, { measures }: Texts): Claim {
  return {
    name: 'form',
    text: `form from ${sport} alone is ${measures.change(facts.form)}`,
    why: {
      title: `Form from ${sport} alone`,
      paragraphs: [
        `Above zero the load from ${sport} has gone down of late, below zero it has gone up. It does not say how tired you are: all sports count for that.`,
      ],
      inputs: formInputs(facts, measures),
    },
  };
}

function formInputs({ form, convention, yesterday, ctl, atl }: FitnessFacts, measures: Measures) {
  const [from, whose] =
    convention === 'morning' ? [yesterday, 'yesterday evening'] : [{ ctl, atl }, 'today so far'];
  return [
    { label: `Fitness, ${whose}`, value: measures.number(from.ctl, 1) },
    { label: `Fatigue, ${whose}`, value: measures.number(from.atl, 1) },
    { label: 'Form: fitness minus fatigue', value: measures.change(form, 1) },
  ];
}

function thenInput({ day, value }: Then, format: Format, measures: Measures) {
  return { label: `Fitness on ${format.day(day)}`, value: measures.number(value, 1) };
}

function changeText(now: number, { value }: Then, measures: Measures): string {
  const percent =
    value >= NO_FITNESS_CTL ? ` (${measures.percentChange(((now - value) / value) * 100)})` : '';
  return `${measures.change(now - value, 1)}${percent}`;
}

function edgesOf({ lowerEdge, upperEdge }: FormBand, measures: Measures): string {
  if (lowerEdge === null) return `${measures.change(upperEdge)} and below`;
  if (upperEdge === null) return `above ${measures.change(lowerEdge)}`;
  return `above ${measures.change(lowerEdge)} and up to ${measures.change(upperEdge)}`;
}
