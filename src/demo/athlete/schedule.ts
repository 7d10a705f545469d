import { BIKE, RUN, SWIM } from '../../shared/sports.ts';
import * as catalogue from './catalogue.ts';
import type { Random } from './random.ts';
import { isTestWeek } from './seasons.ts';
import type { SeasonWeek } from './seasons.ts';
import type { SessionPlan } from './session-plan.ts';
import type { Thresholds } from './thresholds.ts';

/** A session the coach put on a day. */
export interface ScheduledSession {
  readonly dayNumber: number;
  /** Planned second of the day. */
  readonly startSecond: number;
  readonly plan: SessionPlan;
  /** Follows the session before without a pause (brick, multisport race). */
  readonly followsPrevious: boolean;
  readonly race: boolean;
}

const MORNING = 6.5 * 3600;
const EVENING = 17.5 * 3600;
const WEEKEND = 9 * 3600;

/** The races of a season: weeks to the A race (negative is before it), the weekday is Sunday. */
export const SEASON_RACES = [
  {
    weekIndex: -16,
    name: 'Spring 10 km',
    priority: 'C',
    eventType: 'RunningRoad',
    distance: 10,
    units: 'Kilometers',
  },
  {
    weekIndex: -9,
    name: 'Lakeside olympic triathlon',
    priority: 'B',
    eventType: 'MultisportTriathlon',
    distance: 51_500,
    units: 'meters',
  },
  {
    weekIndex: -2,
    name: 'Club time trial',
    priority: 'C',
    eventType: 'CyclingRoad',
    distance: 20,
    units: 'Kilometers',
  },
  {
    weekIndex: 0,
    name: 'Alpine middle-distance triathlon',
    priority: 'A',
    eventType: 'MultisportTriathlon',
    distance: 113_000,
    units: 'Meters',
  },
  {
    weekIndex: 6,
    name: 'City half marathon',
    priority: 'B',
    eventType: 'RunningRoad',
    distance: 21_097,
    units: '',
  },
] as const;

/**
 * The sessions of a week, in the order they are planned. Deterministic in `random`. `gain` is the FTP after the
 * Tuesday over the FTP before: what a test that week will show.
 */
export function scheduleWeek(
  week: SeasonWeek,
  thresholds: Thresholds,
  gain: number,
  random: Random,
): ScheduledSession[] {
  const sessions = week.phase === 'transition' ? transitionWeek(week) : trainingWeek(week, gain, random);
  const race = raceSessions(week, thresholds);
  if (race.length === 0) return sessions;
  const sunday = week.mondayNumber + 6;
  return [...sessions.filter((session) => session.dayNumber < sunday - 1), ...race];
}

function transitionWeek(week: SeasonWeek): ScheduledSession[] {
  const on = onDayOf(week);
  return [
    on(1, EVENING, catalogue.strength()),
    on(2, EVENING, catalogue.swim('Relaxed swim', 40, 80, 86)),
    on(3, MORNING, catalogue.steadyRun('Easy run', 40, 72, 76)),
    on(5, WEEKEND, catalogue.mountainBikeRide(90)),
    on(6, WEEKEND, catalogue.hike(120)),
  ];
}

function trainingWeek(week: SeasonWeek, gain: number, random: Random): ScheduledSession[] {
  const on = onDayOf(week);
  const { load, phase, recovery } = week;
  const turn = Math.floor(random.next() * 12);
  const base = phase === 'base';
  const sessions: ScheduledSession[] = [];
  if (base && !recovery) sessions.push(on(0, EVENING, catalogue.strength()));
  else if (turn % 2 === 0) sessions.push(on(0, 0, catalogue.dayOff()));
  sessions.push(on(1, EVENING, tuesdayRide(week, turn, gain)));
  if (!recovery) sessions.push(on(2, MORNING, catalogue.swim('Technique swim', rounded(50 * load), 86, 92)));
  sessions.push(
    on(2, EVENING, recovery ? catalogue.steadyRun('Easy run', 40, 73, 77) : catalogue.qualityRun(turn, load)),
  );
  if (!recovery) sessions.push(on(3, EVENING, thursday(turn, load, base)));
  if (phase !== 'race') {
    sessions.push(on(4, MORNING, catalogue.swim('Endurance swim', rounded(60 * load), 87, 93)));
  }
  sessions.push(...weekend(week, random));
  return sessions;
}

function tuesdayRide(week: SeasonWeek, turn: number, gain: number): SessionPlan {
  if (isTestWeek(week)) return catalogue.thresholdTest(gain);
  if (week.recovery || week.phase === 'race') return catalogue.enduranceRide(60);
  const rides =
    catalogue.QUALITY_RIDES[week.phase === 'base' || week.phase === 'build' ? week.phase : 'specific'];
  const make = rides[turn % rides.length];
  return make === undefined ? catalogue.enduranceRide(60) : make(Math.min(1.1, week.load));
}

function thursday(turn: number, load: number, base: boolean): SessionPlan {
  if (turn % 5 === 0) return catalogue.mountainBikeRide(rounded(80 * load));
  return base && turn % 2 === 1 ? catalogue.strength() : catalogue.enduranceRide(rounded(75 * load));
}

function weekend(week: SeasonWeek, random: Random): ScheduledSession[] {
  const on = onDayOf(week);
  const { load, phase, recovery } = week;
  const specific = phase === 'specific' && !recovery;
  const minutes = Math.max(60, rounded((recovery ? 170 : 205) * load));
  const ride = on(5, WEEKEND, catalogue.longRide(minutes, specific && minutes > 120));
  const sessions = [ride];
  if (specific && random.chance(0.6)) {
    const after = ride.startSecond + minutes * 60;
    sessions.push({ ...on(5, after, catalogue.transition('T2')), followsPrevious: true });
    sessions.push({
      ...on(5, after + 150, catalogue.steadyRun('Brick run', 25, 82, 87)),
      followsPrevious: true,
    });
  }
  const runMinutes = Math.max(40, rounded(95 * load));
  sessions.push(
    on(6, WEEKEND, catalogue.steadyRun(runMinutes > 70 ? 'Long run' : 'Easy run', runMinutes, 74, 80)),
  );
  return sessions;
}

function raceSessions(week: SeasonWeek, thresholds: Thresholds): ScheduledSession[] {
  const race = SEASON_RACES.find(
    (each) => each.weekIndex === (week.index <= -46 ? week.index + 52 : week.index),
  );
  if (race === undefined) return [];
  const legs = raceLegs(race.name, thresholds);
  const opener = onDayOf(week)(5, WEEKEND, catalogue.enduranceRide(40));
  let startSecond = WEEKEND;
  const sessions = legs.map((plan, position) => {
    const session = {
      dayNumber: week.mondayNumber + 6,
      startSecond,
      plan,
      followsPrevious: position > 0,
      race: true,
    };
    startSecond += plan.blocks.reduce((sum, block) => sum + (block.steps[0]?.seconds ?? 0), 0);
    return session;
  });
  return [opener, ...sessions];
}

function raceLegs(name: string, thresholds: Thresholds): SessionPlan[] {
  const run = (meters: number, percent: number) =>
    catalogue.raceLeg(
      `${name}: run`,
      RUN,
      Math.round((meters / thresholds.runThresholdMetersPerSecond / percent) * 100),
      percent,
    );
  const swim = (meters: number, percent: number) =>
    catalogue.raceLeg(
      `${name}: swim`,
      SWIM,
      Math.round((meters / thresholds.swimThresholdMetersPerSecond / percent) * 100),
      percent,
    );
  const ride = (seconds: number, percent: number) =>
    catalogue.raceLeg(`${name}: bike`, BIKE, seconds, percent);
  const changes = [catalogue.transition('T1'), catalogue.transition('T2')] as const;
  switch (name) {
    case 'Lakeside olympic triathlon':
      return [swim(1500, 97), changes[0], ride(4100, 91), changes[1], run(10_000, 95)];
    case 'Alpine middle-distance triathlon':
      return [swim(1900, 94), changes[0], ride(9900, 79), changes[1], run(21_097, 88)];
    case 'Club time trial':
      return [{ ...ride(1900, 101), title: name }];
    case 'Spring 10 km':
      return [{ ...run(10_000, 101), title: name }];
    default:
      return [{ ...run(21_097, 95), title: name }];
  }
}

function onDayOf(week: SeasonWeek) {
  return (daysAfterMonday: number, startSecond: number, plan: SessionPlan): ScheduledSession => ({
    dayNumber: week.mondayNumber + daysAfterMonday,
    startSecond,
    plan,
    followsPrevious: false,
    race: false,
  });
}

function rounded(minutes: number): number {
  return Math.max(30, Math.round(minutes / 5) * 5);
}
