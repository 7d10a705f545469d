import { DAY_OFF } from '../../shared/sports.ts';
import type { SimulatedAccount, SimulatedWorkout } from '../account.ts';
import { addDays, dayNumber } from '../days.ts';
import { annualPlanWeeks, awayDays, calendarNotes, raceEvents } from './calendar-items.ts';
import { execute } from './execution.ts';
import type { Illness } from './execution.ts';
import { healthMetrics } from './health.ts';
import { accountSettings, accountUser, TIME_ZONE } from './identity.ts';
import { randomFrom, seedFrom } from './random.ts';
import { scheduleWeek } from './schedule.ts';
import type { ScheduledSession } from './schedule.ts';
import { seasonCalendar, thresholdHistory } from './seasons.ts';
import type { SeasonWeek } from './seasons.ts';
import { planSeconds } from './session-plan.ts';
import { specSeconds } from './streams.ts';
import { tellStories } from './story.ts';
import type { Entry } from './story.ts';
import type { Thresholds } from './thresholds.ts';
import { thresholdsOn, zoneSettings } from './thresholds.ts';
import { buildWorkout } from './workout-builder.ts';

export interface SyntheticAthleteOptions {
  readonly seed: number;
  /** The athlete's calendar day, `YYYY-MM-DD`. The history ends on it, the plan goes on. */
  readonly today: string;
  /** Training years, the running one included. Default 3. */
  readonly seasons?: number;
}

const FIRST_WORKOUT_ID = 3_900_000_001;
const ATHLETE_ID = 4_100_001;
const ACCOUNT_AGE_BEFORE_FIRST_WORKOUT_DAYS = 24;
const ILLNESS_WEEK_INDEX = -22;
const ILLNESS_DAYS = 12;

/**
 * A triathlete with years of training up to `today`, weeks of plans ahead and an A race in four to five weeks.
 * The same options give the same account; streams and rows are computed when they are asked for.
 */
export function syntheticAthlete(options: SyntheticAthleteOptions): SimulatedAccount {
  const { seed, today } = options;
  const { weeks } = seasonCalendar(today, Math.max(1, options.seasons ?? 3));
  const todayNumber = dayNumber(today);
  const past = weeks.filter((week) => week.mondayNumber <= todayNumber);
  const thresholds = thresholdHistory(past);
  const illness = illnessOf(weeks);
  const sessions = scheduleAll(weeks, thresholds, seed);
  const workouts = buildAll(sessions, { ...options, thresholds, illness, todayNumber });
  const firstDay = workouts[0]?.day ?? today;
  const created = addDays(firstDay, -ACCOUNT_AGE_BEFORE_FIRST_WORKOUT_DAYS);
  const metricsStory = {
    athleteId: ATHLETE_ID,
    seed,
    first: dayNumber(created) + 7,
    last: todayNumber,
    illness,
  };
  return {
    athleteId: ATHLETE_ID,
    timeZone: TIME_ZONE,
    user: accountUser(ATHLETE_ID, created, today),
    settings: accountSettings(ATHLETE_ID, today, zoneSettings(thresholdsOn(thresholds, todayNumber))),
    workouts,
    events: raceEvents(ATHLETE_ID, weeks, workouts),
    calendarNotes: calendarNotes(ATHLETE_ID, weeks, illness),
    availability: awayDays(ATHLETE_ID, weeks, illness),
    annualPlan: annualPlanWeeks(ATHLETE_ID, weeks),
    metrics: () => healthMetrics(metricsStory),
  };
}

function illnessOf(weeks: readonly SeasonWeek[]): Illness {
  const week = weeks.find((each) => each.season === 0 && each.index === ILLNESS_WEEK_INDEX);
  const first = (week?.mondayNumber ?? 0) + 2;
  return { first, last: first + ILLNESS_DAYS - 1 };
}

function scheduleAll(
  weeks: readonly SeasonWeek[],
  thresholds: readonly Thresholds[],
  seed: number,
): ScheduledSession[] {
  return weeks.flatMap((week) => {
    const random = randomFrom(seedFrom(seed, 'week', week.season, week.index));
    const inForce = thresholdsOn(thresholds, week.mondayNumber);
    const afterTuesday = thresholdsOn(thresholds, week.mondayNumber + 2);
    return scheduleWeek(week, inForce, afterTuesday.ftpWatts / inForce.ftpWatts, random);
  });
}

interface BuildContext extends SyntheticAthleteOptions {
  readonly thresholds: readonly Thresholds[];
  readonly illness: Illness;
  readonly todayNumber: number;
}

/** Turns sessions into workouts, day by day. */
function buildAll(sessions: readonly ScheduledSession[], context: BuildContext): SimulatedWorkout[] {
  const ordered = [...sessions].sort((a, b) => a.dayNumber - b.dayNumber || a.startSecond - b.startSecond);
  const entries = decideAll(ordered, context);
  const stories = tellStories(entries, context.todayNumber, seedFrom(context.seed, 'story'));
  const workouts: SimulatedWorkout[] = [];
  let day = Number.NaN;
  let orderOnDay = 0;
  entries.forEach(({ session }, index) => {
    if (session.dayNumber !== day) orderOnDay = 0;
    day = session.dayNumber;
    for (const part of stories[index] ?? []) {
      orderOnDay += 1;
      const workoutId = FIRST_WORKOUT_ID + workouts.length;
      const { today } = context;
      workouts.push(buildWorkout({ athleteId: ATHLETE_ID, workoutId, session, today, orderOnDay, ...part }));
    }
  });
  return workouts;
}

/** What became of each session. Today only the first of several sessions is done. */
function decideAll(ordered: readonly ScheduledSession[], context: BuildContext): Entry[] {
  const { seed, todayNumber, illness } = context;
  const ofToday = ordered.filter(
    (session) => session.dayNumber === todayNumber && session.plan.sportId !== DAY_OFF,
  );
  const doneToday = ofToday.length > 1 ? ofToday[0] : undefined;
  let previousMissed = false;
  let previousEndSecond = 0;
  return ordered.map((planned, position) => {
    const session = planned.followsPrevious ? { ...planned, startSecond: previousEndSecond } : planned;
    const random = randomFrom(seedFrom(seed, 'execution', position));
    const inForce = thresholdsOn(context.thresholds, session.dayNumber);
    const isDone = session.dayNumber < todayNumber || planned === doneToday;
    const decided = execute(session, inForce, illness, isDone, random);
    const isMissedWithPrevious = session.followsPrevious && previousMissed && decided.kind === 'recorded';
    const outcome = isMissedWithPrevious ? { kind: 'missed' as const } : decided;
    previousMissed = outcome.kind === 'missed';
    const seconds = outcome.kind === 'recorded' ? specSeconds(outcome.spec) : planSeconds(session.plan);
    previousEndSecond = session.startSecond + seconds;
    return { session, outcome };
  });
}
