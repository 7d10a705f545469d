import type { SimulatedAccount, SimulatedWorkout } from './account.ts';
import { serverTime } from './days.ts';
import { blankWorkout } from './wire/workout-row.ts';
import { RecordBook } from './wire/record-book.ts';
import type { RecordCandidate } from './wire/record-book.ts';
import type { WireObject } from './wire-object.ts';

interface Deletion {
  readonly workoutId: number;
  readonly at: string;
}

/** The workouts of a running simulator: those of the account, and what was changed since. */
export class WorkoutStore {
  readonly #athleteId: number;
  readonly #now: () => number;
  readonly #workouts: Map<number, SimulatedWorkout>;
  readonly #privateNotes = new Map<number, { note: string; updated: string }>();
  readonly #deletions: Deletion[] = [];
  #records: RecordBook | null = null;
  #highestId: number;

  constructor(account: SimulatedAccount, now: () => number) {
    this.#athleteId = account.athleteId;
    this.#now = now;
    this.#workouts = new Map(account.workouts.map((workout) => [workout.workoutId, workout]));
    this.#highestId = account.workouts.reduce(
      (highest, { workoutId }) => Math.max(highest, workoutId),
      3_900_000_000,
    );
  }

  /** Records over the workouts there are now. */
  get records(): RecordBook {
    this.#records ??= new RecordBook([...this.#workouts.values()].filter(hasRecording));
    return this.#records;
  }

  find(workoutId: number): SimulatedWorkout | undefined {
    return this.#workouts.get(workoutId);
  }

  all(): Iterable<SimulatedWorkout> {
    return this.#workouts.values();
  }

  /** The wire object of a workout, with its count of records. */
  wire(workout: SimulatedWorkout): WireObject {
    if (workout.recording === null) return workout.row();
    return { ...workout.row(), personalRecordCount: this.records.ofWorkout(workout.workoutId).length };
  }

  /** Wire objects between two days (inclusive), by day, order on the day and start. */
  list(start: string, end: string): WireObject[] {
    return [...this.#workouts.values()]
      .filter(({ day }) => day >= start && day <= end)
      .map((workout) => ({ day: workout.day, row: this.wire(workout) }))
      .sort((a, b) => a.day.localeCompare(b.day) || byOrder(a.row, b.row))
      .map(({ row }) => row);
  }

  /** What changed on a day or later, by server time: workouts oldest change first, and ids that are gone. */
  changedSince(day: string): { modified: WireObject[]; deleted: number[] } {
    const modified = [...this.#workouts.values()]
      .filter(({ lastModified }) => lastModified.slice(0, 10) >= day)
      .sort((a, b) => a.lastModified.localeCompare(b.lastModified) || a.workoutId - b.workoutId)
      .map((workout) => this.wire(workout));
    const deleted = this.#deletions
      .filter(({ at }) => at.slice(0, 10) >= day)
      .map(({ workoutId }) => workoutId);
    return { modified, deleted };
  }

  /** Saves fields over an existing workout or over a blank one; a missing or zero id makes a new one. */
  upsert(fields: WireObject): WireObject {
    const id = fields['workoutId'];
    const workoutId = typeof id === 'number' && id > 0 ? id : this.#highestId + 1;
    this.#highestId = Math.max(this.#highestId, workoutId);
    const existing = this.#workouts.get(workoutId);
    const given = fields['workoutDay'];
    const day =
      typeof given === 'string'
        ? given.slice(0, 10)
        : (existing?.day ?? serverTime(this.#now()).slice(0, 10));
    const lastModified = serverTime(this.#now());
    const base = existing?.row() ?? blankWorkout(this.#athleteId, workoutId, day, lastModified);
    const row = { ...base, ...fields, workoutId, lastModifiedDate: lastModified };
    this.#save({ workoutId, day, lastModified, row: () => row, recording: existing?.recording ?? null });
    return row;
  }

  /** Removes a workout; false when there is none. */
  delete(workoutId: number): boolean {
    const workout = this.#workouts.get(workoutId);
    if (workout === undefined) return false;
    this.#workouts.delete(workoutId);
    this.#deletions.push({ workoutId, at: serverTime(this.#now()) });
    if (workout.recording !== null) this.#records = null;
    return true;
  }

  /** Gives a recording to another workout, as pairing and unpairing do. */
  moveRecording(fromId: number, toId: number): void {
    const from = this.#workouts.get(fromId);
    const to = this.#workouts.get(toId);
    if (from === undefined || to === undefined) return;
    this.#save({ ...to, recording: from.recording });
    this.#save({ ...from, recording: null });
  }

  privateNote(workout: SimulatedWorkout): { note: string; updated: string } | null {
    const saved = this.#privateNotes.get(workout.workoutId);
    if (saved !== undefined) return saved;
    return workout.privateNote === null ? null : { note: workout.privateNote, updated: workout.lastModified };
  }

  setPrivateNote(workoutId: number, note: string): void {
    this.#privateNotes.set(workoutId, { note, updated: serverTime(this.#now()) });
    this.upsert({ workoutId, hasPrivateWorkoutNoteForCaller: note !== '' });
  }

  #save(workout: Omit<SimulatedWorkout, 'privateNote'>): void {
    const before = this.#workouts.get(workout.workoutId);
    this.#workouts.set(workout.workoutId, { ...workout, privateNote: before?.privateNote ?? null });
    if (workout.recording !== null || (before?.recording ?? null) !== null) this.#records = null;
  }
}

function hasRecording(workout: SimulatedWorkout): workout is RecordCandidate {
  return workout.recording !== null;
}

function byOrder(a: WireObject, b: WireObject): number {
  const order = numberOr(a['orderOnDay'], 99) - numberOr(b['orderOnDay'], 99);
  return order === 0 ? textOr(a['startTime']).localeCompare(textOr(b['startTime'])) : order;
}

function numberOr(value: unknown, fallback: number): number {
  return typeof value === 'number' ? value : fallback;
}

function textOr(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
