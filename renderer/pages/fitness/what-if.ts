import { addDays } from '../../../src/analytics/calendar.ts';
import { trainingLoad, type LoadConstants, type LoadPoint } from '../../../src/analytics/training-load.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { ChartProjection } from '../../charts/performance/types.ts';
import type { RaceOutlook } from './facts.ts';
import type { WhatIfSpan } from './address.ts';
import { plannedDays, WITHOUT_RACE_DAYS } from './horizon.ts';

const WEEK = 7;
/** An easy week is this share of what was usual in the last four. */
export const EASY_SHARE = 0.6;
const ROUNDED_TO_TSS = 10;
const STEEPEST = 1.5;

/** Another load from tomorrow on. */
export interface WhatIf {
  readonly weeklyTss: number;
  readonly days: number;
  /** Days from today to the next A race; rest that leads to it is part of the plan. */
  readonly daysToRace?: number | undefined;
}

/** The form that a day begins with, and the fitness of the evening before. */
export interface Morning {
  readonly day: string;
  readonly ctl: number;
  readonly form: number;
  /** The first day before it on which nothing is planned or tried any more, and rest is assumed; null without one. */
  readonly restFrom: string | null;
}

/** What comes, from tomorrow on, day by day. */
export type Outlook = readonly LoadPoint[];

/** The number of days a span lasts; at least a day. */
export function daysOf(span: WhatIfSpan, race: RaceOutlook | null): number {
  if (span === 'week') return WEEK;
  if (span === 'fortnight') return 2 * WEEK;
  return Math.max(1, daysToTarget(race) - 1);
}

/** Days from today to the day that is looked at: the next A race, or six weeks from now. */
export function daysToTarget(race: RaceOutlook | null): number {
  return race === null || race.daysLeft < 2 ? WITHOUT_RACE_DAYS : race.daysLeft;
}

/** What the plan of the view adds up to from tomorrow on, in TSS a week. */
export function plannedWeeklyTss(view: PerformanceView, days: number): number {
  const ahead = view.remainingPlannedTss.slice(view.todayIndex + 1, view.todayIndex + 1 + days);
  return (ahead.reduce((sum, tss) => sum + tss, 0) / days) * WEEK;
}

/** Mean load of the last 28 days, today left out; TSS a week. Days without a score count as nothing. */
function usualWeeklyTss({ tss, todayIndex }: PerformanceView): number {
  const days = tss.slice(Math.max(0, todayIndex - 28), todayIndex);
  return days.length === 0
    ? 0
    : (days.reduce<number>((sum, each) => sum + (each ?? 0), 0) / days.length) * WEEK;
}

/** The load of an easy week. */
export function easyWeeklyTss(view: PerformanceView): number {
  return roundTss(usualWeeklyTss(view) * EASY_SHARE);
}

/** The right end of the slider: half as much again as the heavier of what is usual and what is planned. */
export function highestWeeklyTss(view: PerformanceView, days: number): number {
  const heavier = Math.max(usualWeeklyTss(view), plannedWeeklyTss(view, days), 200);
  return Math.ceil((heavier * STEEPEST) / 50) * 50;
}

export function roundTss(tss: number): number {
  return Math.round(tss / ROUNDED_TO_TSS) * ROUNDED_TO_TSS;
}

/**
 * Fitness, fatigue and form from tomorrow on: for `days` days another load in the shape of the plan, after them the
 * plan. Starts from today with its plan done; `null` is the plan throughout. Reaches `length` days; where nothing is
 * planned rest is assumed.
 */
export function outlookOf(
  view: PerformanceView,
  constants: LoadConstants,
  whatIf: WhatIf | null,
  length: number,
): Outlook {
  const planned = view.remainingPlannedTss.slice(view.todayIndex + 1);
  const tried = whatIf === null ? [] : triedLoad(planned, whatIf);
  const days = Array.from({ length }, (_, index) => ({
    day: addDays(view.today, index + 1),
    tss: tried[index] ?? planned[index] ?? 0,
  }));
  return trainingLoad(days, { constants, seed: view.todayIfPlanDone });
}

/**
 * The load of each day that is tried. The days up to the last planned one keep their shape, hard days, rest and taper:
 * all of them change by one factor. The days after it, for which nobody has planned, are alike; more than is planned
 * goes to them first, until they are as hard as the plan.
 */
function triedLoad(planned: readonly number[], { weeklyTss, days, daysToRace = 0 }: WhatIf): number[] {
  const dailyTss = weeklyTss / WEEK;
  const shape = Array.from({ length: days }, (_, index) => planned[index] ?? 0);
  const plannedTss = shape.reduce((sum, tss) => sum + tss, 0);
  if (plannedTss === 0) return shape.map(() => dailyTss);
  const beforeRace = daysToRace <= planned.length + 1 ? daysToRace - 1 : 0;
  const end = Math.min(days, Math.max(planned.findLastIndex((tss) => tss > 0) + 1, beforeRace));
  const free = days - end;
  const freeTss = Math.min(Math.max(0, dailyTss * days - plannedTss), dailyTss * free);
  const factor = (dailyTss * days - freeTss) / plannedTss;
  return shape.map((tss, index) => (index < end ? tss * factor : freeTss / free));
}

/**
 * How the day begins that is `days` days after today. `triedDays` is how long another load than the planned one lasts;
 * 0 for the plan.
 */
export function morningAfter(
  view: PerformanceView,
  outlook: Outlook,
  days: number,
  triedDays: number,
): Morning {
  const knownDays = Math.max(plannedDays(view), triedDays);
  const evening = days === 1 ? view.todayIfPlanDone : outlook[days - 2];
  if (evening === undefined) throw new RangeError('The outlook does not reach that day.');
  return {
    day: addDays(view.today, days),
    ctl: evening.ctl,
    form: evening.tsbEndOfDay,
    restFrom: days - 1 > knownDays ? addDays(view.today, knownDays + 1) : null,
  };
}

/** The outlook as the chart draws it: to the end of what is tried, or of the plan when that is later. */
export function projectionOf(view: PerformanceView, outlook: Outlook, triedDays: number): ChartProjection {
  const known = outlook.slice(0, Math.max(plannedDays(view), triedDays));
  const column = (valueOf: (point: LoadPoint) => number) => known.map(valueOf);
  return {
    label: 'what if',
    firstDay: addDays(view.today, 1),
    tss: column(({ tss }) => tss),
    ctl: column(({ ctl }) => ctl),
    atl: column(({ atl }) => atl),
    tsbMorning: column(({ tsbMorning }) => tsbMorning),
    tsbEndOfDay: column(({ tsbEndOfDay }) => tsbEndOfDay),
  };
}

/** Days an outlook has: as far as the plan reaches, and to the day that is looked at. */
export function outlookLength(view: PerformanceView, race: RaceOutlook | null): number {
  return Math.max(daysToTarget(race), plannedDays(view));
}
