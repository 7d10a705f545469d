import { DAY_OFF, SWIM } from '../../shared/sports.ts';
import type { LapMark, Recording, SimulatedWorkout } from '../account.ts';
import { dayNumber, dayText, localTime, midnight } from '../days.ts';
import { blankWorkout, compliancePercent } from '../wire/workout-row.ts';
import type { Outcome } from './execution.ts';
import { recordedFields } from './recorded-fields.ts';
import type { ScheduledSession } from './schedule.ts';
import { plannedLoad, planSeconds, wireStructure } from './session-plan.ts';
import type { SessionPlan } from './session-plan.ts';
import { generateStreams, specSeconds } from './streams.ts';
import type { EffortSpec, Streams } from './streams.ts';
import { summarize } from './summary.ts';
import type { WireObject } from '../wire-object.ts';

const COACH_PERSON_ID = 4_100_777;

/** What the story adds to a session: texts, and whether plan and recording are both there. */
export interface Story {
  readonly title?: string | null;
  /** A comment of the coach below the workout. */
  readonly coachComment?: string;
  readonly athleteComment?: string;
  readonly privateNote?: string;
  /** The recording has no plan behind it. */
  readonly unplanned?: boolean;
  /** Seconds the device clock is off. */
  readonly clockOffsetSeconds?: number;
}

export interface WorkoutInput {
  readonly athleteId: number;
  readonly workoutId: number;
  readonly session: ScheduledSession;
  readonly outcome: Outcome;
  readonly orderOnDay: number;
  readonly story: Story;
  /** Latest day anything can have been edited. */
  readonly today: string;
}

/** A workout whose row and recording are computed when somebody asks for them. */
export function buildWorkout(input: WorkoutInput): SimulatedWorkout {
  const { session, outcome, workoutId } = input;
  const day = dayText(session.dayNumber);
  const lastModified = lastModifiedOf(input, day);
  const recording = outcome.kind === 'recorded' ? recordingOf(input, outcome.spec, day) : null;
  let row: WireObject | null = null;
  return {
    workoutId,
    day,
    lastModified,
    recording,
    privateNote: input.story.privateNote ?? null,
    row: () => (row ??= buildRow(input, day, lastModified)),
  };
}

function buildRow(input: WorkoutInput, day: string, lastModified: string): WireObject {
  const { session, outcome, story, athleteId, workoutId } = input;
  const { plan } = session;
  const row: WireObject = {
    ...blankWorkout(athleteId, workoutId, day, lastModified),
    title: story.title === undefined ? plan.title : story.title,
    workoutTypeValueId: plan.sportId,
    workoutSubTypeId: plan.subSportId,
    orderOnDay: input.orderOnDay,
    description: plan.description,
    hasPrivateWorkoutNoteForCaller: story.privateNote !== undefined,
    workoutComments: comments(input, day),
    ...(story.unplanned === true ? {} : plannedFields(plan, session, day)),
  };
  if (outcome.kind === 'entered')
    Object.assign(row, enteredFields(outcome.seconds, outcome.rpe, session, day));
  if (outcome.kind === 'recorded') {
    const { spec } = outcome;
    const summary = summarize(streamsOf(spec), spec.discipline, spec.thresholds);
    const start = session.startSecond + (story.clockOffsetSeconds ?? 0);
    Object.assign(row, recordedFields(summary, plan.sportId, outcome.indoor, dayOfYear(day)));
    Object.assign(row, feelings(spec.seed, summary.load?.intensityFactor ?? null));
    row['startTime'] = localTime(day, start);
    row['poolLengthOptionId'] = plan.sportId === SWIM ? 'DEFAULT-25M' : null;
  }
  for (const [key, actual, planned] of [
    ['complianceDurationPercent', 'totalTime', 'totalTimePlanned'],
    ['complianceDistancePercent', 'distance', 'distancePlanned'],
    ['complianceTssPercent', 'tssActual', 'tssPlanned'],
  ] as const) {
    row[key] = compliancePercent(numberOrNull(row[actual]), numberOrNull(row[planned]));
  }
  return row;
}

function plannedFields(plan: SessionPlan, session: ScheduledSession, day: string): WireObject {
  if (plan.sportId === DAY_OFF) return {};
  const load = plannedLoad(plan);
  const seconds = planSeconds(plan);
  const swimMeters = plan.sportId === SWIM ? plannedSwimMeters(plan) : null;
  return {
    startTimePlanned: session.race ? localTime(day, session.startSecond) : midnight(day),
    coachComments: session.race ? 'Enjoy it. Start easy.' : null,
    totalTimePlanned: seconds / 3600,
    tssPlanned: load?.tss ?? null,
    ifPlanned: load?.intensityFactor ?? null,
    distancePlanned: swimMeters,
    velocityPlanned: swimMeters === null ? null : swimMeters / seconds,
    structure: wireStructure(plan),
  };
}

/** Swims are planned by distance as well: 500 m and 200 m around the 400 m sets, or the length of the race. */
function plannedSwimMeters(plan: SessionPlan): number | null {
  const sets = plan.blocks.find((block) => block.type === 'repetition');
  return sets === undefined ? null : 700 + sets.repeats * 400;
}

function enteredFields(seconds: number, rpe: number, session: ScheduledSession, day: string): WireObject {
  return {
    publicSettingValue: 2,
    startTime: localTime(day, session.startSecond),
    totalTime: seconds / 3600,
    rpe,
    feeling: 3,
  };
}

function feelings(seed: number, intensityFactor: number | null): WireObject {
  if (seed % 10 < 3 || intensityFactor === null) return {};
  return { rpe: Math.min(10, Math.max(2, Math.round(intensityFactor * 8))), feeling: 2 + (seed % 4) };
}

function recordingOf(input: WorkoutInput, spec: EffortSpec, day: string): Recording {
  const { workoutId, session } = input;
  const serial = Math.imul(workoutId, 2_654_435);
  return {
    fileId: serial | 0,
    fileName: `${String(480_000_000_000 + workoutId)}-${day}.tcx.gz`,
    sportId: session.plan.sportId,
    thresholds: spec.thresholds,
    stoppedSeconds: spec.hilliness > 0 ? spec.seed % 240 : 0,
    laps: lapMarks(spec),
    streams: () => streamsOf(spec),
  };
}

let latest: { readonly spec: EffortSpec; readonly streams: Streams } | null = null;

/** Keeps the streams made last: the row, the records and the laps of a workout are asked for one after another. */
function streamsOf(spec: EffortSpec): Streams {
  if (latest?.spec !== spec) latest = { spec, streams: generateStreams(spec) };
  return latest.streams;
}

function lapMarks(spec: EffortSpec): LapMark[] {
  let begin = 0;
  return spec.blocks.map((block, index) => {
    const lap = { name: `Lap ${String(index + 1)}`, begin, end: begin + block.seconds };
    begin = lap.end;
    return lap;
  });
}

function comments(input: WorkoutInput, day: string): WireObject[] {
  const { story, workoutId, athleteId } = input;
  const made: WireObject[] = [];
  const add = (text: string, isCoach: boolean): void => {
    const [firstName, lastName] = isCoach ? ['Kim', 'Coach'] : ['Dana', 'Demo'];
    made.push({
      id: (workoutId % 1_000_000) * 10 + made.length + 1,
      workoutId,
      comment: text,
      dateCreated: localTime(day, 20 * 3600 + made.length * 900),
      commenterPersonId: isCoach ? COACH_PERSON_ID : athleteId,
      commenterName: `${firstName} ${lastName}`,
      firstName,
      lastName,
      isCoach,
      commenterPhotoUrl: null,
    });
  };
  if (story.athleteComment !== undefined) add(story.athleteComment, false);
  if (story.coachComment !== undefined) add(story.coachComment, true);
  return made;
}

/** Done sessions are saved the evening of the day, plans the Friday before, never later than today. */
function lastModifiedOf(input: WorkoutInput, day: string): string {
  const { session, outcome, today } = input;
  if (outcome.kind === 'recorded' || outcome.kind === 'entered') {
    const seconds = outcome.kind === 'recorded' ? specSeconds(outcome.spec) : outcome.seconds;
    return `${localTime(day, Math.min(86_000, session.startSecond + seconds + 420))}.4`;
  }
  const planned = dayText(Math.min(dayNumber(today) - 1, session.dayNumber - 10));
  return `${planned}T18:40:02.41`;
}

function dayOfYear(day: string): number {
  return dayNumber(day) - dayNumber(`${day.slice(0, 4)}-01-01`) + 1;
}

function numberOrNull(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
