import { rampBand } from '../../../src/analytics/ramp-rate.ts';
import type { LoadConstants } from '../../../src/analytics/training-load.ts';
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

function fitnessTile(facts: FitnessFacts, { ctlDays }: LoadConstants, { measures, format }: Texts): Tile {
  const { ctl, ctlLastYear, ctlFourWeeksAgo } = facts;
  const inYear = ctlLastYear === null ? null : `${measures.change(ctl - ctlLastYear.value)} in a year`;
  const inFour =
    ctlFourWeeksAgo === null ? null : `${measures.change(ctl - ctlFourWeeksAgo.value)} in 28 days`;
  const known = [inYear, inFour].filter((part) => part !== null);
  const notes = known.length === 0 ? [TOO_SHORT] : known;
  return {
    id: 'fitness',
    label: 'Fitness',
    value: measures.number(ctl),
    unit: '',
    name: null,
    notes,
    spoken: `Fitness ${[measures.number(ctl), ...notes].join(', ')}`,
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
  const note = atlWeekAgo === null ? TOO_SHORT : `${measures.change(atl - atlWeekAgo.value)} in 7 days`;
  return {
    id: 'fatigue',
    label: 'Fatigue',
    value: measures.number(atl),
    unit: '',
    name: null,
    notes: [note],
    spoken: `Fatigue ${measures.number(atl)}, ${note}`,
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

function rampTile({ rampPerWeek, ctl, ctlWeekAgo, sport }: FitnessFacts, { measures, format }: Texts): Tile {
  // The bands are meant for all that an athlete does.
  const band = rampPerWeek === null || sport !== null ? null : rampBand(rampPerWeek, { ctl });
  const value = measures.change(rampPerWeek, 1);
  const note = rampPerWeek === null ? 'needs a week of history' : (band?.name ?? `of ${String(sport)} alone`);
  return {
    id: 'ramp',
    label: 'Ramp, 7 days',
    value,
    unit: rampPerWeek === null ? '' : 'a week',
    name: null,
    notes: [capital(note)],
    spoken: `Ramp ${value} fitness points in 7 days, ${note}`,
    why: {
      title: 'Ramp of the last 7 days',
      paragraphs: [
        'How fast fitness rises: today’s fitness minus that of a week ago.',
        ...(band === null ? [] : [band.text, `Bands: ${band.source}.`]),
      ],
      inputs: [
        { label: 'Today', value: measures.number(ctl, 1) },
        ...(ctlWeekAgo === null
          ? []
          : [{ label: format.day(ctlWeekAgo.day), value: measures.number(ctlWeekAgo.value, 1) }]),
        { label: 'Ramp', value: measures.change(rampPerWeek, 1) },
      ],
    },
  };
}
