import { rampBand, type RampBand } from '../../../src/analytics/ramp-rate.ts';
import { isNearZero, type Fitness, type LoadConstants } from '../../../src/analytics/training-load.ts';
import type { WeekView } from '../../../src/shared/views/week.ts';
import { capital, type Texts, type Why } from '../../words/claims.ts';
import type { FitnessFacts } from './facts.ts';
import { formTile } from './form-tile.ts';
import type { EasyWeek } from './use-what-if.ts';
import { raceTile, weekTile } from './plan-tiles.ts';
import type { Tile } from './tile.ts';

const TOO_SHORT = 'history too short to compare';

interface TileNumbers {
  readonly facts: FitnessFacts;
  readonly constants: LoadConstants;
  /** Undefined until it is there. */
  readonly week: WeekView | undefined;
  readonly easy: EasyWeek;
  /** The list of races was read from TrainingPeaks. */
  readonly areRacesKnown: boolean;
}

/** The six numbers of the header, in the order in which they are read. */
export function tilesOf(
  { facts, constants, week, easy, areRacesKnown }: TileNumbers,
  texts: Texts,
): readonly Tile[] {
  const ofLoad = facts.hasScore
    ? [
        fitnessTile(facts, constants, texts),
        fatigueTile(facts, constants, texts),
        formTile(facts, easy, texts),
        rampTile(facts, texts),
      ]
    : NO_SCORE_TILES;
  return [...ofLoad, weekTile(week, texts), raceTile(facts, areRacesKnown, texts)];
}

const NO_SCORE_TILES: readonly Tile[] = (['fitness', 'fatigue', 'form', 'ramp'] as const).map((id) => {
  const label = capital(id);
  const note = 'No workout with a TSS';
  return {
    id,
    label,
    value: '–',
    unit: '',
    name: null,
    notes: [note],
    spoken: `${label}: ${note.toLowerCase()}`.replace('tss', 'TSS'),
    why: {
      title: label,
      paragraphs: ['It is computed from TSS, and none of these workouts has one.'],
      inputs: [],
    },
  };
});

/** Today is compared with days that are over while some of its load may still come. */
function soFar({ isPlanOpen, isNearZero: isIdle, tss }: FitnessFacts): '' | ' so far' {
  return isPlanOpen || (tss === 0 && !isIdle) ? ' so far' : '';
}

const TONIGHT = 'tonight if the plan is done';

function fitnessTile(facts: FitnessFacts, { ctlDays }: LoadConstants, { measures, format }: Texts): Tile {
  const { ctl, ctlLastYear, ctlFourWeeksAgo } = facts;
  const inYear = ctlLastYear === null ? null : `${measures.change(ctl - ctlLastYear.value)} in a year`;
  const inFour =
    ctlFourWeeksAgo === null ? null : `${measures.change(ctl - ctlFourWeeksAgo.value)} in 28 days`;
  const known = [inYear, inFour].filter((part) => part !== null);
  const label = `Fitness${soFar(facts)}`;
  const notes = [
    ...(known.length === 0 ? [TOO_SHORT] : known),
    ...(facts.isPlanOpen ? [`${measures.number(facts.tonight.ctl)} ${TONIGHT}`] : []),
  ];
  return {
    id: 'fitness',
    label,
    value: measures.number(ctl),
    unit: '',
    name: null,
    notes,
    spoken: `${label} ${[measures.number(ctl), ...notes].join(', ')}`,
    why: averageWhy('Fitness (CTL)', ctlDays, facts.yesterday.ctl, facts.tss, ctl, measures, [
      ...[ctlFourWeeksAgo, ctlLastYear].flatMap((then) =>
        then === null ? [] : [{ label: format.day(then.day), value: measures.number(then.value, 1) }],
      ),
      ...(facts.isPlanOpen
        ? [{ label: 'Tonight, if today’s plan is done', value: measures.number(facts.tonight.ctl, 1) }]
        : []),
    ]),
  };
}

function fatigueTile(facts: FitnessFacts, { atlDays }: LoadConstants, { measures, format }: Texts): Tile {
  const { atl, atlWeekAgo } = facts;
  const label = `Fatigue${soFar(facts)}`;
  const notes = [
    atlWeekAgo === null ? TOO_SHORT : `${measures.change(atl - atlWeekAgo.value)} in 7 days`,
    ...(facts.isPlanOpen ? [`${measures.number(facts.tonight.atl)} ${TONIGHT}`] : []),
  ];
  return {
    id: 'fatigue',
    label,
    value: measures.number(atl),
    unit: '',
    name: null,
    notes,
    spoken: `${label} ${[measures.number(atl), ...notes].join(', ')}`,
    why: averageWhy('Fatigue (ATL)', atlDays, facts.yesterday.atl, facts.tss, atl, measures, [
      ...(atlWeekAgo === null
        ? []
        : [{ label: format.day(atlWeekAgo.day), value: measures.number(atlWeekAgo.value, 1) }]),
      ...(facts.isPlanOpen
        ? [{ label: 'Tonight, if today’s plan is done', value: measures.number(facts.tonight.atl, 1) }]
        : []),
    ]),
  };
}

function averageWhy(
  title: string,
  days: number,
  yesterday: number,
  tss: number | null,
  today: number,
  measures: Texts['measures'],
  more: Why['inputs'],
): Why {
  const length = measures.number(days);
  return {
    title,
    paragraphs: [
      `An average of your daily load in which each day counts less than the one after it; its time constant is ${length} days.`,
      `Today = yesterday + (load − yesterday) ÷ ${length}.`,
    ],
    inputs: [
      { label: 'Yesterday evening', value: measures.number(yesterday, 1) },
      { label: 'Load today so far', value: tss === null ? 'not scored' : `${measures.number(tss)} TSS` },
      { label: 'Today', value: measures.number(today, 1) },
      ...more,
    ],
  };
}

function rampTile(facts: FitnessFacts, { measures, format }: Texts): Tile {
  const { rampPerWeek, ctl, ctlWeekAgo, sport, isPlanOpen, tonight } = facts;
  const label = `Ramp${soFar(facts)}, 7 days`;
  const value = measures.change(rampPerWeek, 1);
  const ifDone =
    isPlanOpen && rampPerWeek !== null && ctlWeekAgo !== null ? tonight.ctl - ctlWeekAgo.value : null;
  // The bands are meant for all that an athlete does.
  const bandOf = (ramp: number | null, then: Fitness) =>
    ramp === null || sport !== null || isNearZero(then) ? null : rampBand(ramp, { ctl: then.ctl });
  const band = bandOf(rampPerWeek, facts);
  const bandIfDone = bandOf(ifDone, tonight);
  const withoutBand = sport === null ? 'fitness is close to zero' : `of ${sport} alone`;
  const note = rampPerWeek === null ? 'needs a week of history' : (band?.name ?? withoutBand);
  const notes = [
    note,
    ...(ifDone === null
      ? []
      : [`${measures.change(ifDone, 1)} ${TONIGHT}${bandIfDone === null ? '' : `, ${bandIfDone.name}`}`]),
  ];
  const bands = [band, bandIfDone].filter((each) => each !== null);
  return {
    id: 'ramp',
    label,
    value,
    unit: rampPerWeek === null ? '' : 'a week',
    name: null,
    notes: notes.map(capital),
    spoken: `Ramp${soFar(facts)} ${value} fitness points in 7 days, ${notes.join(', ')}`,
    why: {
      title: 'Ramp of the last 7 days',
      paragraphs: [
        'How fast fitness rises: today’s fitness minus that of a week ago.',
        ...(soFar(facts) === ''
          ? []
          : ['The week ago is a whole day; today is not over, and what you still do raises the ramp.']),
        ...new Set(bands.map((each) => `${each.text} ${capital(each.name)}: ${rampEdges(each, measures)}.`)),
        ...(band === null ? [] : [`Bands: ${band.source}.`]),
      ],
      inputs: [
        { label: `Today${soFar(facts)}`, value: measures.number(ctl, 1) },
        ...(ctlWeekAgo === null
          ? []
          : [{ label: format.day(ctlWeekAgo.day), value: measures.number(ctlWeekAgo.value, 1) }]),
        { label: `Ramp${soFar(facts)}`, value: measures.change(rampPerWeek, 1) },
        ...(ifDone === null
          ? []
          : [{ label: 'Ramp tonight, if today’s plan is done', value: measures.change(ifDone, 1) }]),
      ],
    },
  };
}

/** `5 to 8 points a week`, as the band of a ramp reaches. */
function rampEdges({ lowerEdge, upperEdge }: RampBand, { number }: Texts['measures']): string {
  if (lowerEdge === null) return `below ${number(upperEdge)}`;
  if (upperEdge === null) return `above ${number(lowerEdge)} points a week`;
  const digits = [lowerEdge, upperEdge].every((edge) => Number.isInteger(edge)) ? 0 : 1;
  return `${number(lowerEdge, digits)} to ${number(upperEdge, digits)} points a week`;
}
