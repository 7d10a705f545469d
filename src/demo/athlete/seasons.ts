import { dayNumber, weekday } from '../days.ts';
import type { Thresholds } from './thresholds.ts';

export type Phase = 'transition' | 'base' | 'build' | 'specific' | 'taper' | 'race';

/** A week of the athlete's plan, Monday to Sunday. */
export interface SeasonWeek {
  readonly mondayNumber: number;
  /** 0 is the season that ends in the coming A race, 1 the one before, -1 the next one. */
  readonly season: number;
  /** Weeks to the A race of that season: 0 is race week, -51 the first week. */
  readonly index: number;
  readonly phase: Phase;
  readonly recovery: boolean;
  /** Volume relative to a full week of a build at full fitness. */
  readonly load: number;
}

export interface SeasonCalendar {
  /** Oldest first; runs three weeks past the coming A race. */
  readonly weeks: readonly SeasonWeek[];
  /** Sunday of the coming A race, as a day number. */
  readonly raceSunday: number;
}

const WEEKS_PER_SEASON = 52;
const WEEKS_PLANNED_AFTER_RACE = 3;
const SMALLEST_LEAD_DAYS = 28;

/** Weeks of a season, counted to the A race, in which a new FTP is tested (on the Tuesday). */
const TEST_WEEKS = [-42, -30, -18, -10];

/**
 * The weeks from the first season to three weeks past the coming A race, which falls on the first Sunday
 * at least four weeks after `today`. `seasons` counts the running one.
 */
export function seasonCalendar(today: string, seasons: number): SeasonCalendar {
  const earliest = dayNumber(today) + SMALLEST_LEAD_DAYS;
  const raceSunday = earliest + ((7 - weekday(earliest)) % 7);
  const raceMonday = raceSunday - 6;
  const weeks: SeasonWeek[] = [];
  for (let offset = -(seasons * WEEKS_PER_SEASON - 1); offset <= WEEKS_PLANNED_AFTER_RACE; offset += 1) {
    const season = -Math.ceil(offset / WEEKS_PER_SEASON) + 0;
    const index = offset + season * WEEKS_PER_SEASON;
    weeks.push({ mondayNumber: raceMonday + offset * 7, season, index, ...shape(index, season) });
  }
  return { weeks, raceSunday };
}

/** Whether the Tuesday of a week holds a test. */
export function isTestWeek(week: SeasonWeek): boolean {
  return TEST_WEEKS.includes(week.index);
}

/** Thresholds over the whole calendar: they start low each season and step up the day after each test. */
export function thresholdHistory(weeks: readonly SeasonWeek[]): Thresholds[] {
  const history: Thresholds[] = [];
  for (const week of weeks) {
    const firstOfSeason = week.index === -(WEEKS_PER_SEASON - 1) || history.length === 0;
    const stepUp = TEST_WEEKS.indexOf(week.index);
    if (!firstOfSeason && stepUp < 0) continue;
    const share = [0.945, 0.965, 0.98, 1][stepUp] ?? 0.93;
    history.push({
      fromDayNumber: week.mondayNumber + (stepUp < 0 ? 0 : 2),
      ftpWatts: Math.round((252 - seasonsBack(week) * 12) * share),
      thresholdHeartRateBpm: 167,
      maximumHeartRateBpm: 189,
      restingHeartRateBpm: 48,
      runThresholdMetersPerSecond: round3((4.02 - seasonsBack(week) * 0.11) * (0.5 + share / 2)),
      swimThresholdMetersPerSecond: round3((1.21 - seasonsBack(week) * 0.03) * (0.5 + share / 2)),
    });
  }
  return history;
}

function seasonsBack(week: SeasonWeek): number {
  return Math.min(5, Math.max(0, week.season));
}

function shape(index: number, season: number): Pick<SeasonWeek, 'phase' | 'recovery' | 'load'> {
  const phase = phaseOf(index);
  const recovery = phase !== 'transition' && index < -3 && ((index % 4) + 4) % 4 === 2;
  const fitness = Math.max(0.6, 1 - 0.1 * Math.max(0, season));
  const load = baseLoad(index, phase) * fitness * (recovery ? 0.62 : 1);
  return { phase, recovery, load };
}

function phaseOf(index: number): Phase {
  if (index <= -48) return 'transition';
  if (index <= -33) return 'base';
  if (index <= -13) return 'build';
  if (index <= -3) return 'specific';
  return index === 0 ? 'race' : 'taper';
}

function baseLoad(index: number, phase: Phase): number {
  switch (phase) {
    case 'transition':
      return 0.45;
    case 'base':
      return 0.72 + (index + 47) * 0.014;
    case 'build':
      return 0.9 + (index + 32) * 0.006;
    case 'specific':
      return 1.12;
    case 'taper':
      return index === -2 ? 0.72 : 0.55;
    case 'race':
      return 0.4;
  }
}

function round3(value: number): number {
  return Math.round(value * 1000) / 1000;
}
