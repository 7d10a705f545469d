import type { PeakEntry } from '../analytics/peaks.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import { BIKE, RUN } from '../shared/sports.ts';
import type { PersonalRecord, RecordClass, Workout, WorkoutDetails } from '../shared/workout.ts';
import { count } from './numbers.ts';
import { kindKey, kindLabel, kindOfMeanMax, kindOfRecord, type RecordKind } from './record-types.ts';
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

/** Distances of runs that only the record lists hold: the best averages of a workout leave them out. */
const LISTED_ONLY = names('speed', ['5Mi', '10Mi', '50K']);
/** A watch and TrainingPeaks may disagree by this much on how long a run was. */
const SHORT_BY = 0.03;

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
  const read = await fromWorkouts(snapshot, workouts, context);
  if (wanted.sportId !== RUN || (wanted.recordClass ?? 'Speed') !== 'Speed') return read;
  return withListed(read, snapshot, workouts, wanted, context);
}

/** Adds the distances that only the record lists hold, as far as a run of these was long enough. */
async function withListed(
  read: GatheredPeaks,
  snapshot: Snapshot,
  workouts: readonly Workout[],
  { from, to }: { readonly from: string; readonly to: string },
  context: ToolContext,
): Promise<GatheredPeaks> {
  const known = new Set(read.entries.map(({ key }) => key));
  const longest = Math.max(
    0,
    ...workouts.map(({ actual }) => actual.distanceMeters ?? Number.POSITIVE_INFINITY),
  );
  const missing = LISTED_ONLY.flatMap((type) => {
    const kind = kindOfRecord({ type, recordClass: 'Speed' });
    return kind === null || known.has(kindKey(kind)) || (kind.distanceMeters ?? 0) * (1 - SHORT_BY) > longest
      ? []
      : [{ type, label: kindLabel(kind) }];
  });
  // Without a connection the lists cannot be had; after a reading that broke off there is no time left for them.
  const canAsk = snapshot.provenance.stale === null && read.note === null;
  const types = missing.map(({ type }) => type);
  const listed = canAsk ? await listedBests(snapshot, 'Run', types, { from, to }, context.signal) : null;
  if (listed !== null) return { ...read, entries: [...read.entries, ...listed] };
  const lengths = missing.map(({ label }) => label).join(', ');
  const note = `The bests over ${lengths} could not be read for this period: only the record lists of TrainingPeaks hold them. Try again later.`;
  return missing.length === 0 ? read : { ...read, note: [read.note, note].filter(Boolean).join(' ') };
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
  return `${workoutCount} workouts are too many to read one by one, so the record lists of TrainingPeaks answer: they hold fewer durations. A shorter period has them all.`;
}

async function recordLists(
  snapshot: Snapshot,
  sport: 'Bike' | 'Run',
  range: { from: string; to: string },
  context: ToolContext,
): Promise<PeakCandidate[] | null> {
  const types = RECORD_TYPES[sport];
  return listedBests(snapshot, sport, types, range, context.signal, (done) =>
    context.progress(done, types.length, 'Reading the record lists of TrainingPeaks'),
  );
}

/** Null when one of the lists could not be read. */
async function listedBests(
  snapshot: Snapshot,
  sport: 'Bike' | 'Run',
  types: readonly string[],
  { from, to }: { readonly from: string; readonly to: string },
  signal: AbortSignal,
  onRead: (done: number) => void = () => undefined,
): Promise<PeakCandidate[] | null> {
  const entries: PeakCandidate[] = [];
  for (const [index, type] of types.entries()) {
    try {
      entries.push(...(await snapshot.sportRecords(sport, type, from, to, signal)).flatMap(fromRecord));
    } catch (error) {
      if (signal.aborted) throw error;
      return null;
    }
    onRead(index + 1);
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
