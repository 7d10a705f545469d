import { useMemo } from 'react';
import type { LoadConstants } from '../../../src/analytics/training-load.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { ChartProjection } from '../../charts/performance/types.ts';
import type { FitnessChoices } from './address.ts';
import type { RaceOutlook } from './facts.ts';
import { plannedDays } from './horizon.ts';
import {
  daysOf,
  daysToTarget,
  easyWeeklyTss,
  highestWeeklyTss,
  morningAfter,
  outlookLength,
  outlookOf,
  plannedWeeklyTss,
  projectionOf,
  roundTss,
  type Morning,
} from './what-if.ts';

/** What a load does to a day that is looked at, beside what the plan does. */
export interface Outcome {
  readonly days: number;
  readonly planned: Morning;
  readonly whatIf: Morning;
}

/** What an easy week would do. */
export interface EasyWeek {
  readonly weeklyTss: number;
  readonly outcome: Outcome;
}

export interface WhatIfState {
  /** What is planned for the span, TSS a week. */
  readonly plannedWeeklyTss: number;
  /** What the slider stands at: the plan until it is moved. */
  readonly weeklyTss: number;
  readonly isPlan: boolean;
  /** The calendar has a plan for days to come. */
  readonly hasPlan: boolean;
  /** Days for which another load than the planned one is tried; 0 as planned. */
  readonly triedDays: number;
  /** The right end of the slider. */
  readonly highestWeeklyTss: number;
  /** The mornings after a week, and of the race or six weeks ahead. */
  readonly outcomes: readonly Outcome[];
  /** An easy week, whatever the slider stands at. */
  readonly easy: EasyWeek;
  /** For the chart; null as planned. */
  readonly projection: ChartProjection | null;
}

const EASY_DAYS = 7;
const AFTER_A_WEEK_DAYS = EASY_DAYS + 1;

/** Computes where another load leads, in the window: nothing is asked for or kept while the slider moves. */
export function useWhatIf(
  view: PerformanceView,
  constants: LoadConstants,
  race: RaceOutlook | null,
  { whatIfWeeklyTss, whatIfSpan }: Pick<FitnessChoices, 'whatIfWeeklyTss' | 'whatIfSpan'>,
): WhatIfState {
  const length = outlookLength(view, race);
  const span = daysOf(whatIfSpan, race);
  const target = daysToTarget(race);
  const daysToRace = race?.daysLeft;
  const planned = useMemo(() => outlookOf(view, constants, null, length), [view, constants, length]);
  const easy = useMemo((): EasyWeek => {
    const weeklyTss = easyWeeklyTss(view);
    const outlook = outlookOf(view, constants, { weeklyTss, days: EASY_DAYS, daysToRace }, length);
    return {
      weeklyTss,
      outcome: {
        days: AFTER_A_WEEK_DAYS,
        planned: morningAfter(view, planned, AFTER_A_WEEK_DAYS, 0),
        whatIf: morningAfter(view, outlook, AFTER_A_WEEK_DAYS, EASY_DAYS),
      },
    };
  }, [view, constants, planned, length, daysToRace]);
  return useMemo(() => {
    const ofPlan = plannedWeeklyTss(view, span);
    // Where the slider stands for the plan it is the plan, not the plan rounded.
    const isPlan = whatIfWeeklyTss === null || whatIfWeeklyTss === roundTss(ofPlan);
    const highest = highestWeeklyTss(view, span);
    const whatIf = isPlan ? null : { weeklyTss: Math.min(whatIfWeeklyTss, highest), days: span, daysToRace };
    const triedDays = whatIf?.days ?? 0;
    const outlook = whatIf === null ? planned : outlookOf(view, constants, whatIf, length);
    const days = target <= AFTER_A_WEEK_DAYS ? [target] : [AFTER_A_WEEK_DAYS, target];
    return {
      plannedWeeklyTss: ofPlan,
      weeklyTss: whatIf?.weeklyTss ?? roundTss(ofPlan),
      isPlan,
      hasPlan: plannedDays(view) > 0,
      triedDays,
      highestWeeklyTss: highest,
      outcomes: days.map((each) => ({
        days: each,
        planned: morningAfter(view, planned, each, 0),
        whatIf: morningAfter(view, outlook, each, triedDays),
      })),
      easy,
      projection: whatIf === null ? null : projectionOf(view, outlook, triedDays),
    };
  }, [view, constants, planned, easy, whatIfWeeklyTss, span, target, length, daysToRace]);
}
