import type { Preferences } from '../../../src/shared/preferences.ts';
import type { Format } from '../../format.ts';
import type { Measures } from '../../measures.ts';
import { weekOf, type BarUnit } from './load-bars.ts';
import { marksOn } from './placed-marks.ts';
import { bandAt, dayAt, type PlacedComparison, type Timeline } from './timeline.ts';
import type { ChartMark, DayWorkout, FutureLabel } from './types.ts';

/** What the chart says of one day, in full precision. */
export interface DayFacts {
  readonly day: string;
  readonly when: 'past' | 'today' | 'future';
  /** What days after today are called. */
  readonly futureLabel: FutureLabel;
  /** Null after the end of the plan. */
  readonly fitness: DayFitness | null;
  /** Null when something was done and nothing of it has a score. */
  readonly tss: number | null;
  /** Of today: what of its plan is not done yet. */
  readonly openTss: number;
  /** The load of the whole week, done and planned, where the chart draws weeks. */
  readonly weekTss: number | null;
  /** The load is not the planned one. */
  readonly replacesPlan: boolean;
  readonly marks: readonly ChartMark[];
  readonly then: {
    readonly label: string;
    readonly day: string;
    readonly ctl: number;
    readonly tsb: number | null;
  } | null;
}

/** Fitness, fatigue and form of a day. */
export interface DayFitness {
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
  /** The name of the band that form is in; null where bands mean nothing. */
  readonly band: string | null;
  /** Of when form is; fitness and fatigue are of the evening. */
  readonly formMoment: 'morning' | 'end of day';
}

interface DayFactsContext {
  /** What the plan makes of the future. */
  readonly plan: Timeline;
  readonly timeline: Timeline;
  readonly comparison: PlacedComparison | null;
  readonly marks: readonly ChartMark[];
  readonly barUnit: BarUnit;
  readonly weekStart: Preferences['weekStart'];
}

/** The facts of an entry; null outside of the chart. */
export function dayFacts(context: DayFactsContext, index: number): DayFacts | null {
  const { plan, timeline, comparison, marks, barUnit, weekStart } = context;
  if (index < timeline.firstIndex || index > timeline.lastIndex) return null;
  const day = dayAt(timeline, index);
  const week = barUnit === 'week' ? weekOf(timeline, index, weekStart) : null;
  const [ctlThen, dayThen] = [comparison?.ctl[index], comparison?.days[index]];
  return {
    day,
    when: index < timeline.todayIndex ? 'past' : index === timeline.todayIndex ? 'today' : 'future',
    futureLabel: timeline.futureLabel,
    fitness: fitnessAt(timeline, index),
    tss: timeline.tss[index] ?? null,
    openTss: index === timeline.todayIndex ? timeline.openTodayTss : 0,
    weekTss: week === null ? null : week.doneTss + week.plannedTss,
    replacesPlan: timeline.tss[index] !== plan.tss[index],
    marks: marksOn(marks, day),
    then:
      comparison === null || ctlThen == null || dayThen === undefined
        ? null
        : {
            label: comparison.label,
            day: dayThen,
            ctl: ctlThen,
            tsb: comparison.tsb[index] ?? null,
          },
  };
}

function fitnessAt(timeline: Timeline, index: number): DayFitness | null {
  const [ctl, atl, tsb] = [timeline.ctl[index], timeline.atl[index], timeline.tsb[index]];
  if (ctl === undefined || atl === undefined || tsb === undefined) return null;
  return {
    ctl,
    atl,
    tsb,
    band: bandAt(timeline, index),
    formMoment: timeline.formConvention === 'morning' ? 'morning' : 'end of day',
  };
}

interface Texts {
  readonly format: Format;
  readonly measures: Measures;
}

/** The load of the day in words, `206 TSS`. */
export function loadWords({ tss, openTss }: DayFacts, { measures }: Texts): string {
  const done = tss === null ? 'no score' : `${measures.number(tss)} TSS`;
  return openTss > 0 ? `${done}, ${measures.number(openTss)} planned` : done;
}

/** In place of the numbers of a day after the end of the plan. */
export const AFTER_PLAN = 'Nothing is planned that reaches this day.';

/** What kind of day it is, where that is not plain: `so far`, `planned`. */
export function whenWords({ when, futureLabel, fitness }: DayFacts): string | null {
  if (fitness === null) return null;
  return when === 'past' ? null : when === 'today' ? 'so far' : futureLabel;
}

/** A mark with what its flag shows, `A race: Gran Canaria 70.3`. */
export function markWords({ kind, priority, title }: ChartMark): string {
  return kind === 'race' ? `${priority === null ? 'Race' : `${priority} race`}: ${title}` : title;
}

/** The day in a sentence or two, for those who hear it. */
export function spokenDay(
  facts: DayFacts,
  workouts: readonly DayWorkout[] | undefined,
  texts: Texts,
): string {
  const { format, measures } = texts;
  const { day, fitness, then } = facts;
  const when = whenWords(facts);
  const names = workouts?.map(({ title, sport }) => (title === '' ? sport : title)) ?? [];
  return [
    `${format.weekday(day)}${when === null ? '' : `, ${when}`}: ${fitness === null ? AFTER_PLAN : `${fitnessWords(fitness, texts)}.`}`,
    ...(isRaceDay(facts) && fitness !== null ? [AFTER_RACE] : []),
    ...(fitness === null ? [] : [`Load ${loadWords(facts, texts)}.`]),
    ...(then === null
      ? []
      : [
          `On ${format.day(then.day)}, ${then.label}: fitness ${measures.number(then.ctl)}, form ${measures.form(then.tsb)}.`,
        ]),
    ...facts.marks.map((mark) => `${markWords(mark)}.`),
    ...(names.length === 0 ? [] : [`${facts.replacesPlan ? 'In the plan: ' : ''}${names.join(', ')}.`]),
  ].join(' ');
}

function fitnessWords({ ctl, atl, tsb, band, formMoment }: DayFitness, { measures }: Texts): string {
  const moment = formMoment === 'morning' ? 'in the morning' : 'at the end of the day';
  return `fitness ${measures.number(ctl)}, fatigue ${measures.number(atl)}, form ${moment} ${measures.form(tsb)}${band === null ? '' : `, ${band.toLowerCase()}`}`;
}

/** Fitness of a race day is told elsewhere as of its morning. */
export const AFTER_RACE = 'Fitness and fatigue are those after the race.';

/** A race stands in the calendar that is still to be done. */
export function isRaceDay({ marks, when }: DayFacts): boolean {
  return when === 'future' && marks.some(({ kind }) => kind === 'race');
}
