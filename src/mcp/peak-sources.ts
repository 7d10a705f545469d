import type { PeakEntry } from '../analytics/peaks.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import { BIKE, RUN } from '../shared/sports.ts';
import type { PersonalRecord, RecordClass, Workout, WorkoutDetails } from '../shared/workout.ts';
import { count } from './numbers.ts';
import { kindKey, kindOfMeanMax, kindOfRecord, type RecordKind } from './record-types.ts';
import type { ToolContext } from './tool.ts';

export interface PeakCandidate extends PeakEntry {
  readonly kind: RecordKind;
}

export type PeakSource = 'workouts' | 'trainingpeaks';

export interface GatheredPeaks {
  readonly entries: readonly PeakCandidate[];
  readonly source: PeakSource;
  /** Workouts whose best averages were read; null when TrainingPeaks' own lists answered. */
  readonly readCount: number | null;
  /** What is missing, in our own words. */
  readonly note: string | null;
}

/** Reading more workouts than this one by one takes too long; TrainingPeaks' own lists take about twenty requests. */
const READ_AT_MOST = 80;

const RECORD_TYPES = {
  Bike: names('power', ['5sec', '1min', '5min', '10min', '20min', '60min', '90min']).concat(
    names('hR', ['5sec', '1min', '5min', '10min', '20min', '60min', '90min']),
  ),
  Run: names('speed', [
    '400Meter',
    '800Meter',
    '1K',
    '1Mi',
    '5K',
    '5Mi',
    '10K',
    '10Mi',
    'HalfMarathon',
    'Marathon',
    '50K',
  ]).concat(names('hR', ['5sec', '1min', '5min', '10min', '20min', '60min', '90min'])),
} as const;

/**
 * Every best average that can be had for the workouts of a range. They are read workout by workout, which
 * is complete and kept locally; only for very many workouts are TrainingPeaks' record lists asked instead,
 * and these may be out of order (the sport-level address is known to answer 500), so failing that the
 * workouts are read after all, as far as time allows.
 */
export async function gatherPeaks(
  snapshot: Snapshot,
  workouts: readonly Workout[],
  wanted: { sportId: number; recordClass: RecordClass | undefined; from: string; to: string },
  context: ToolContext,
): Promise<GatheredPeaks> {
  const listName = listOf(wanted);
  if (listName !== null && workouts.length > READ_AT_MOST) {
    const lists = await recordLists(snapshot, listName, wanted, context);
    if (lists !== null)
      return { entries: lists, source: 'trainingpeaks', readCount: null, note: listNote(workouts.length) };
  }
  return fromWorkouts(snapshot, workouts, context);
}

/** The list TrainingPeaks keeps for a sport, if it keeps one that holds the class. */
function listOf({
  sportId,
  recordClass,
}: {
  sportId: number;
  recordClass: RecordClass | undefined;
}): 'Bike' | 'Run' | null {
  const name = sportId === BIKE ? 'Bike' : sportId === RUN ? 'Run' : null;
  const missing = name === 'Bike' ? 'Speed' : 'Power';
  return recordClass === missing ? null : name;
}

function listNote(workoutCount: number): string {
  return `${workoutCount} workouts are too many to read one by one, so the record lists of TrainingPeaks answer: they hold fewer durations. For every duration ask for fewer days.`;
}

async function recordLists(
  snapshot: Snapshot,
  sport: 'Bike' | 'Run',
  range: { from: string; to: string },
  context: ToolContext,
): Promise<PeakCandidate[] | null> {
  const types = RECORD_TYPES[sport];
  const entries: PeakCandidate[] = [];
  for (const [index, type] of types.entries()) {
    try {
      entries.push(
        ...(await snapshot.sportRecords(sport, type, range.from, range.to, context.signal)).flatMap(
          fromRecord,
        ),
      );
    } catch (error) {
      if (context.signal.aborted) throw error;
      return null;
    }
    context.progress(index + 1, types.length, 'Reading the record lists of TrainingPeaks');
  }
  return entries;
}

async function fromWorkouts(
  snapshot: Snapshot,
  workouts: readonly Workout[],
  context: ToolContext,
): Promise<GatheredPeaks> {
  const { signal } = context;
  const newestFirst = [...workouts].reverse();
  const onProgress = (done: number, total: number) =>
    context.progress(done, total, 'Reading the best averages of each workout');
  const details = await snapshot.details(newestFirst, { signal, onProgress });
  const without = newestFirst.filter(
    (workout) =>
      workout.personalRecordCount > 0 && details.byWorkoutId.get(workout.workoutId)?.meanMaxes.length === 0,
  );
  const records = await snapshot.records(without, { signal });
  const entries = newestFirst.flatMap((workout) => [
    ...fromDetails(workout, details.byWorkoutId.get(workout.workoutId)),
    ...(records.byWorkoutId.get(workout.workoutId)?.records ?? []).flatMap(fromRecord),
  ]);
  const failure = details.failure ?? records.failure;
  const missing = details.missingCount + records.missingCount;
  return {
    entries,
    source: 'workouts',
    readCount: details.byWorkoutId.size,
    note:
      missing === 0 ? null : `${count(missing, 'workout')} could not be read yet. ${failure?.message ?? ''}`,
  };
}

function fromDetails(
  { workoutId, day, title }: Workout,
  details: WorkoutDetails | undefined,
): PeakCandidate[] {
  return (details?.meanMaxes ?? []).map((best) => {
    const kind = kindOfMeanMax(best);
    return { key: kindKey(kind), kind, value: best.value, workoutId, day, title };
  });
}

function fromRecord(record: PersonalRecord): PeakCandidate[] {
  const kind = kindOfRecord(record);
  if (kind === null) return [];
  return [
    {
      key: kindKey(kind),
      kind,
      value: record.value,
      workoutId: record.workoutId,
      day: record.day,
      title: record.workoutTitle,
    },
  ];
}

function names(prefix: string, lengths: readonly string[]): string[] {
  return lengths.map((length) => `${prefix}${length}`);
}
