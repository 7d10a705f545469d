import { AppError } from '../../src/shared/errors.ts';
import type { SetAside, Workout, WorkoutChanges, WorkoutList } from '../../src/shared/workout.ts';
import type { SyncRemote } from '../../src/history/sync.ts';

/** TrainingPeaks writes its own local time, some hours behind UTC. */
const SERVER_OFFSET_MILLISECONDS = -6 * 60 * 60_000;

export interface FakeRequest {
  readonly kind: 'window' | 'feed';
  /** First day asked for: of the window, or of the changes. */
  readonly from: string;
  /** Last day of the window; the page of the feed. */
  readonly to: string;
}

/** An account that can be edited while it is read, with the two lists that a sync needs. */
export class FakeAccount implements SyncRemote {
  readonly requests: FakeRequest[] = [];
  pageSize = 20;
  /** Thrown instead of a page of the change feed. */
  feedFailure: AppError | null = null;
  /** Thrown instead of a window. */
  windowFailure: AppError | null = null;
  /** Ids whose rows cannot be read. */
  readonly unreadable = new Set<number>();
  /** Runs when a request has arrived, before it is answered. */
  beforeAnswer: (request: FakeRequest, signal: AbortSignal | undefined) => Promise<void> | void = () =>
    undefined;
  /** Runs when the answer is fixed, before it is delivered. */
  beforeDelivery: (request: FakeRequest) => Promise<void> | void = () => undefined;
  readonly #athleteId: number;
  readonly #now: () => number;
  readonly #workouts = new Map<number, Workout>();
  readonly #deletions: { workoutId: number; at: string }[] = [];

  constructor(athleteId: number, now: () => number, workouts: readonly Workout[] = []) {
    this.#athleteId = athleteId;
    this.#now = now;
    for (const workout of workouts) this.#workouts.set(workout.workoutId, workout);
  }

  /** Every workout that can be read, by id. */
  all(): Workout[] {
    return this.#readable([...this.#workouts.values()]).toSorted((a, b) => a.workoutId - b.workoutId);
  }

  /** Adds a workout, or replaces one, now. */
  put(workout: Workout): void {
    this.#workouts.set(workout.workoutId, { ...workout, lastModified: this.#serverTime() });
  }

  edit(workoutId: number, change: Partial<Workout>): void {
    const workout = this.#workouts.get(workoutId);
    if (workout === undefined) throw new Error(`The account has no workout ${workoutId}.`);
    this.put({ ...workout, ...change });
  }

  delete(workoutId: number): void {
    if (this.#workouts.delete(workoutId)) this.#deletions.push({ workoutId, at: this.#serverTime() });
  }

  windows(): FakeRequest[] {
    return this.requests.filter(({ kind }) => kind === 'window');
  }

  feedPages(): FakeRequest[] {
    return this.requests.filter(({ kind }) => kind === 'feed');
  }

  async workouts(athleteId: number, from: string, to: string, signal?: AbortSignal): Promise<WorkoutList> {
    const answer = () => {
      if (this.windowFailure !== null) throw this.windowFailure;
      return this.#split([...this.#workouts.values()].filter(({ day }) => day >= from && day <= to));
    };
    return this.#serve({ kind: 'window', from, to }, athleteId, signal, answer);
  }

  /** Oldest change first; edits and deletions are paged by the same page number. */
  async changedWorkouts(
    athleteId: number,
    since: string,
    page: number,
    signal?: AbortSignal,
  ): Promise<WorkoutChanges> {
    const answer = () => {
      if (this.feedFailure !== null) throw this.feedFailure;
      const modified = [...this.#workouts.values()]
        .filter(({ lastModified }) => (lastModified ?? '').slice(0, 10) >= since)
        .toSorted(
          (a, b) => (a.lastModified ?? '').localeCompare(b.lastModified ?? '') || a.workoutId - b.workoutId,
        );
      const deleted = this.#deletions.filter(({ at }) => at.slice(0, 10) >= since);
      const start = (page - 1) * this.pageSize;
      const end = start + this.pageSize;
      return {
        ...this.#split(modified.slice(start, end)),
        deletedIds: deleted.slice(start, end).map(({ workoutId }) => workoutId),
        more: modified.length >= end || deleted.length >= end,
      };
    };
    return this.#serve({ kind: 'feed', from: since, to: String(page) }, athleteId, signal, answer);
  }

  async #serve<T>(
    request: FakeRequest,
    athleteId: number,
    signal: AbortSignal | undefined,
    answer: () => T,
  ): Promise<T> {
    const stopIfCancelled = () => {
      if (signal?.aborted === true) throw new AppError('cancelled', 'The request was cancelled.');
    };
    stopIfCancelled();
    this.requests.push(request);
    await this.beforeAnswer(request, signal);
    stopIfCancelled();
    if (athleteId !== this.#athleteId) throw new AppError('not_permitted', 'This is not your athlete.');
    const answered = answer();
    await this.beforeDelivery(request);
    stopIfCancelled();
    return answered;
  }

  #split(rows: readonly Workout[]): WorkoutList {
    const setAside: SetAside[] = rows
      .filter(({ workoutId }) => this.unreadable.has(workoutId))
      .map(({ workoutId, day }) => ({ workoutId, day, reason: 'The sport is no number.' }));
    return { workouts: this.#readable(rows), setAside };
  }

  #readable(rows: readonly Workout[]): Workout[] {
    return rows.filter(({ workoutId }) => !this.unreadable.has(workoutId));
  }

  #serverTime(): string {
    return new Date(this.#now() + SERVER_OFFSET_MILLISECONDS).toISOString().slice(0, -2);
  }
}
