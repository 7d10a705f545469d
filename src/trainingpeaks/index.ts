import { AppError } from '../shared/errors.ts';
import { dayPart, fileIdPart, idPart, rangePart } from './arguments.ts';
import { DataClient } from './data-client.ts';
import { gunzipByMagic } from './raw-file.ts';
import { Session } from './session.ts';
import { createThrottle } from './throttle.ts';
import { Transport } from './transport.ts';
import type { TrainingPeaks, TrainingPeaksOptions } from './types.ts';
import { parseAnalysisSummary, parseStreams } from './wire/analysis.ts';
import { parseSettings, parseUser } from './wire/athlete.ts';
import { parseDetails, parseLaps } from './wire/details.ts';
import { parseAvailability, parseCalendarNotes } from './wire/calendar.ts';
import { parseEvents } from './wire/events.ts';
import { parseHealthMetrics } from './wire/health.ts';
import { parsePerformance } from './wire/performance.ts';
import { parseSportRecords, parseWorkoutRecords } from './wire/records.ts';
import { parseWorkout, parseWorkoutChanges, parseWorkoutList } from './wire/workout.ts';

export { createThrottle, type Throttle } from './throttle.ts';
export type * from './types.ts';

const SPACING_MS = 150;
const RETRY_DELAY_MS = 500;
const LONGEST_WAIT_MS = 60_000;
const REQUEST_TIMEOUT_MS = 30_000;
const ANALYSIS_TIMEOUT_MS = 60_000;
/** What the web application never exceeds; longer ranges are not known to work. */
const MOST_WORKOUT_DAYS = 90;
const CHANGES_PAGE_SIZE = 20;
/** The web application asks the later version; where an account has it not, the first still answers. */
const CALENDAR_NOTE_VERSIONS = ['v2', 'v1'] as const;
/** The constants of the chart; TrainingPeaks starts from the athlete's whole history by itself. */
const PERFORMANCE_QUERY = { atlConstant: 7, atlStart: 0, ctlConstant: 42, ctlStart: 0, workoutTypes: [] };

/**
 * The client of TrainingPeaks' web API, read-only. One per process, so that all requests pass one throttle;
 * a second one must be given the first one's `throttle`.
 */
export function createTrainingPeaks(options: TrainingPeaksOptions): TrainingPeaks {
  const { urls, cookies, log, now = Date.now, longestWaitMs = LONGEST_WAIT_MS } = options;
  const transport = new Transport({
    urls,
    log,
    now,
    throttle: options.throttle ?? createThrottle(options.spacingMs ?? SPACING_MS, longestWaitMs),
    longestWaitMs,
    retryDelayMs: options.retryDelayMs ?? RETRY_DELAY_MS,
    requestTimeoutMs: options.timeouts?.requestMs ?? REQUEST_TIMEOUT_MS,
    analysisTimeoutMs: options.timeouts?.analysisMs ?? ANALYSIS_TIMEOUT_MS,
  });
  const session = new Session(transport, cookies, log, now);
  const client = new DataClient(transport, session);

  const get = async (path: string, signal: AbortSignal | undefined): Promise<unknown> =>
    client.json({ path }, signal);
  const analyze = async (
    part: 'charts' | 'summary',
    workoutId: number,
    signal?: AbortSignal,
  ): Promise<unknown> => {
    const request = {
      host: 'analysis',
      path: `/workout-analysis/v2/analyze/${part}`,
      jsonBody: { workoutId },
    } as const;
    return client.json(request, signal);
  };

  return {
    session,

    user: async (signal) => parseUser(await get('/users/v3/user', signal)),

    settings: async (athleteId, signal) =>
      parseSettings(await get(`/fitness/v1/athletes/${idPart(athleteId)}/settings`, signal)),

    workouts: async (athleteId, from, to, signal) => {
      const range = rangePart(from, to, MOST_WORKOUT_DAYS);
      return parseWorkoutList(await get(`${athletePath(athleteId)}/workouts/${range}`, signal), athleteId);
    },

    workout: async (athleteId, workoutId, signal) =>
      parseWorkout(await get(workoutPath(athleteId, workoutId), signal), athleteId),

    workoutDetails: async (athleteId, workoutId, signal) =>
      parseDetails(await get(`${workoutPath(athleteId, workoutId)}/details`, signal), workoutId),

    workoutLaps: async (athleteId, workoutId, signal) => {
      const path = `${workoutPath(athleteId, workoutId)}/detaildata`;
      return parseLaps(await nullWhenRefused(get(path, signal)));
    },

    workoutRecords: async (athleteId, workoutId, signal) => {
      const path = `/personalrecord/v2/athletes/${idPart(athleteId)}/workouts/${idPart(workoutId)}`;
      return parseWorkoutRecords(
        await client.json({ path: `${path}?displayPeaksForBasic=true`, emptyAllowed: true }, signal),
      );
    },

    sportRecords: async (athleteId, sport, prType, from, to, signal) => {
      rangePart(from, to);
      const query = new URLSearchParams({ prType, startDate: `${from}T00:00:00`, endDate: `${to}T00:00:00` });
      const path = `/personalrecord/v2/athletes/${idPart(athleteId)}/${sport}?${query.toString()}`;
      return parseSportRecords(await client.json({ path, emptyAllowed: true }, signal));
    },

    changedWorkouts: async (athleteId, since, page, signal) => {
      const query = `date=${dayPart(since)}&searchDirection=After&pageSize=${CHANGES_PAGE_SIZE}&page=${idPart(page)}`;
      const path = `/fitness/v2/athletes/${idPart(athleteId)}/workouts/changed?${query}`;
      return parseWorkoutChanges(await get(path, signal), athleteId, CHANGES_PAGE_SIZE);
    },

    performance: async (athleteId, from, to, signal) => {
      const path = `/fitness/v1/athletes/${idPart(athleteId)}/reporting/performancedata/${rangePart(from, to)}`;
      return parsePerformance(await client.json({ path, jsonBody: PERFORMANCE_QUERY }, signal));
    },

    streams: async (workoutId, signal) => {
      idPart(workoutId);
      const charts = await nullWhenRefused(analyze('charts', workoutId, signal));
      return charts === null ? null : parseStreams(charts);
    },

    analysisSummary: async (workoutId, signal) => {
      idPart(workoutId);
      const summary = await nullWhenRefused(analyze('summary', workoutId, signal));
      return summary === null ? null : parseAnalysisSummary(summary);
    },

    healthMetrics: async (athleteId, from, to, signal) => {
      const path = `/metrics/v3/athletes/${idPart(athleteId)}/consolidatedtimedmetrics/${rangePart(from, to)}`;
      return parseHealthMetrics(await nullWhenMissing(get(path, signal)));
    },

    events: async (athleteId, from, to, signal) => {
      const path = `${athletePath(athleteId)}/events/${rangePart(from, to)}`;
      return parseEvents(await nullWhenMissing(get(path, signal)));
    },

    calendarNotes: async (athleteId, from, to, signal) => {
      const path = `athletes/${idPart(athleteId)}/calendarNote/${rangePart(from, to)}`;
      const [latest, first] = CALENDAR_NOTE_VERSIONS;
      const notes = await nullWhenMissing(get(`/fitness/${latest}/${path}`, signal));
      return parseCalendarNotes(notes ?? (await nullWhenMissing(get(`/fitness/${first}/${path}`, signal))));
    },

    availability: async (athleteId, from, to, signal) => {
      const path = `/fitness/v1/athletes/${idPart(athleteId)}/availability/${rangePart(from, to)}`;
      return parseAvailability(await nullWhenMissing(get(path, signal)));
    },

    rawFile: async (athleteId, workoutId, fileId, signal) => {
      const path = `${workoutPath(athleteId, workoutId)}/rawfiledata/${fileIdPart(fileId)}`;
      return gunzipByMagic(await client.bytes({ path }, signal));
    },
  };
}

function athletePath(athleteId: number): string {
  return `/fitness/v6/athletes/${idPart(athleteId)}`;
}

function workoutPath(athleteId: number, workoutId: number): string {
  return `${athletePath(athleteId)}/workouts/${idPart(workoutId)}`;
}

/** Null where 404 means that there is nothing. */
async function nullWhenMissing(answer: Promise<unknown>): Promise<unknown> {
  return nullWhen(answer, ['not_found']);
}

/** Null where 404 and 400 both mean that there is nothing: recordings of a workout entered by hand. */
async function nullWhenRefused(answer: Promise<unknown>): Promise<unknown> {
  return nullWhen(answer, ['not_found', 'bad_input']);
}

async function nullWhen(answer: Promise<unknown>, codes: readonly string[]): Promise<unknown> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof AppError && codes.includes(error.code)) return null;
    throw error;
  }
}
