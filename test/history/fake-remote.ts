import type { CookieOrigin } from '../../src/history/account.ts';
import type { HistoryRemote } from '../../src/history/history.ts';
import { AppError } from '../../src/shared/errors.ts';
import type { Athlete, AthleteSettings, Workout } from '../../src/shared/workout.ts';
import { athlete } from './builders.ts';
import { FakeAccount } from './fake-account.ts';

export const SETTINGS: AthleteSettings = { zones: [] };
export const DEAD_SESSION = new AppError('session_expired', 'The session has ended.');
export const NO_NETWORK = new AppError('upstream_down', 'TrainingPeaks does not answer.');

/** The whole of TrainingPeaks as the history sees it. Who answers is decided by the token, as it really is. */
export class FakeRemote extends FakeAccount implements HistoryRemote {
  /** What the keychain or the environment holds. */
  stored: { cookie: string; origin: CookieOrigin } | null = { cookie: 'cookie one', origin: 'keychain' };
  /** Whose cookie is whose. */
  readonly athletes: Map<string, Athlete>;
  /** Thrown by every request when set. */
  outage: AppError | null = null;
  settingsFailure: AppError | null = null;
  /** What the session is renewed to; null when it is not. */
  renewsTo: string | null = 'cookie two';
  /** Runs when a question about the profile has arrived, before it is answered. */
  beforeProfile: () => Promise<void> | void = () => undefined;
  readonly calls = { user: 0, renew: 0, check: 0, forget: 0 };
  /** The cookie that the token in memory came from. */
  #token: string | null = null;

  constructor(now: () => number, workouts: readonly Workout[] = [], person: Athlete = athlete()) {
    super(person.athleteId, now, workouts);
    this.athletes = new Map([
      ['cookie one', person],
      ['cookie two', person],
    ]);
    this.beforeAnswer = () => this.#unlessOutage(() => undefined);
  }

  readonly session = {
    currentCookie: () => Promise.resolve(this.stored),
    check: () => {
      this.calls.check += 1;
      return this.#unlessOutage(() => {
        this.#token = this.stored?.cookie ?? null;
      });
    },
    renew: () => {
      this.calls.renew += 1;
      return this.#unlessOutage(() => {
        if (this.renewsTo === null) return false;
        this.stored = { cookie: this.renewsTo, origin: 'keychain' };
        this.#token = this.renewsTo;
        return true;
      });
    },
    forget: () => {
      this.calls.forget += 1;
      this.#token = null;
    },
  };

  async user(): Promise<Athlete> {
    this.calls.user += 1;
    this.#token ??= this.stored?.cookie ?? null;
    await this.beforeProfile();
    return this.#unlessOutage(() => {
      const person = this.athletes.get(this.#token ?? '');
      if (person === undefined) throw DEAD_SESSION;
      return person;
    });
  }

  settings(): Promise<AthleteSettings> {
    return this.#unlessOutage(() => {
      if (this.settingsFailure !== null) throw this.settingsFailure;
      return SETTINGS;
    });
  }

  workout(_athleteId: number, workoutId: number): Promise<Workout> {
    return this.#unlessOutage(() => {
      const found = this.all().find((workout) => workout.workoutId === workoutId);
      if (found === undefined) throw new AppError('not_found', 'TrainingPeaks has no such workout.');
      return found;
    });
  }

  workoutDetails: HistoryRemote['workoutDetails'] = (_athleteId, workoutId) =>
    Promise.resolve({ workoutId, timeInZones: [], meanMaxes: [], files: [] });
  workoutRecords: HistoryRemote['workoutRecords'] = () => Promise.resolve({ pending: false, records: [] });
  workoutLaps: HistoryRemote['workoutLaps'] = () => Promise.resolve([]);
  sportRecords: HistoryRemote['sportRecords'] = () => Promise.resolve([]);
  streams: HistoryRemote['streams'] = () => Promise.resolve(null);
  events: HistoryRemote['events'] = () => Promise.resolve([]);
  calendarNotes: HistoryRemote['calendarNotes'] = () => Promise.resolve([]);
  availability: HistoryRemote['availability'] = () => Promise.resolve([]);
  healthMetrics: HistoryRemote['healthMetrics'] = () => Promise.resolve([]);

  async #unlessOutage<T>(answer: () => T): Promise<T> {
    await Promise.resolve();
    if (this.outage !== null) throw this.outage;
    return answer();
  }
}
