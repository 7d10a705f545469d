import type { SessionFacts, WorkoutFilter } from '../shared/snapshot.ts';
import { AppError } from '../shared/errors.ts';
import type { Athlete, AthleteSettings, SetAside, Workout, WorkoutList } from '../shared/workout.ts';
import { storedCalendar } from './stored-calendar.ts';
import { storedSatellites } from './stored-satellites.ts';
import { transaction } from './database.ts';
import type { Database, Statement } from './watched-database.ts';

/** Days present locally, without a hole: `loadedFrom` to `loadedTo`, both inclusive. */
export interface SyncState {
  readonly loadedFrom: string;
  readonly loadedTo: string;
  /** How many windows in a row, at the old end, held nothing. */
  readonly emptyWindows: number;
  /** The beginning of the account is reached: nothing older exists. */
  readonly complete: boolean;
  /** Day from which the change feed is read next time. */
  readonly changesSince: string;
  /** Last day on which the recent and coming weeks were read again as a whole. */
  readonly rereadDay: string | null;
  readonly feedWorks: boolean;
  /** When the last refresh that succeeded began. */
  readonly syncedAt: number | null;
}

export type Store = ReturnType<typeof createStore>;

/**
 * All reads and writes of the local history. Every call names the athlete it is about, so that one
 * athlete's data can never answer for another. Writes of a list and of the state it belongs to are one
 * transaction: a process killed at any moment leaves the last whole window behind.
 */
export function createStore(database: Database) {
  const statements = new Map<string, Statement>();
  const sql = (text: string): Statement => {
    const known = statements.get(text);
    if (known !== undefined) return known;
    const prepared = database.prepare(text);
    statements.set(text, prepared);
    return prepared;
  };

  /** @throws AppError `storage_failed`; nothing of the work is kept then */
  const write = <T>(work: () => T): T => {
    try {
      return transaction(database, work);
    } catch (cause) {
      if (cause instanceof AppError) throw cause;
      throw new AppError(
        'storage_failed',
        'The local history cannot be written. Check that the disk is not full.',
        { cause },
      );
    }
  };

  /** What was kept as JSON. Anything else in its place is damage that SQLite does not see. */
  const parse = (kept: unknown): unknown => {
    try {
      return JSON.parse(String(kept));
    } catch (cause) {
      throw database.giveUp(cause);
    }
  };

  const upsert = (athleteId: number, workout: Workout): void => {
    const { actual, plan } = workout;
    sql(
      `INSERT OR REPLACE INTO workout (athlete_id, workout_id, day, start_time, order_on_day, sport_id, completed, planned,
         tss, intensity_factor, duration_seconds, distance_meters, planned_tss, planned_intensity_factor, planned_duration_seconds, body)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ).run(
      athleteId,
      workout.workoutId,
      workout.day,
      workout.startTime ?? plan.startTime,
      workout.orderOnDay,
      workout.sportId,
      Number(workout.completed),
      Number(workout.planned),
      actual.tss,
      actual.intensityFactor,
      actual.durationSeconds,
      actual.distanceMeters,
      plan.tss,
      plan.intensityFactor,
      plan.durationSeconds,
      JSON.stringify(workout),
    );
  };

  const remove = (athleteId: number, workoutId: number): void => {
    sql('DELETE FROM workout WHERE athlete_id = ? AND workout_id = ?').run(athleteId, workoutId);
    sql('DELETE FROM satellite WHERE athlete_id = ? AND workout_id = ?').run(athleteId, workoutId);
  };

  const forgetSetAside = (athleteId: number, workoutId: number): void => {
    sql('DELETE FROM set_aside WHERE athlete_id = ? AND workout_id = ?').run(athleteId, workoutId);
  };

  /** Keeps rows that could not be read, in the place of what was kept of them before. */
  const keepSetAside = (athleteId: number, rows: readonly SetAside[], fallbackDay: string): void => {
    for (const { workoutId, day, reason } of rows) {
      if (workoutId !== null) forgetSetAside(athleteId, workoutId);
      else {
        sql(
          'DELETE FROM set_aside WHERE athlete_id = ? AND workout_id IS NULL AND day = ? AND reason = ?',
        ).run(athleteId, day ?? fallbackDay, reason);
      }
    }
    for (const row of rows) {
      sql('INSERT INTO set_aside (athlete_id, day, workout_id, reason) VALUES (?, ?, ?, ?)').run(
        athleteId,
        row.day ?? fallbackDay,
        row.workoutId,
        row.reason,
      );
    }
  };

  const writeState = (athleteId: number, state: SyncState): void => {
    sql(
      `INSERT INTO sync_state (athlete_id, loaded_from, loaded_to, empty_windows, complete, changes_since, reread_day, feed_works, synced_at, revision)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)
       ON CONFLICT (athlete_id) DO UPDATE SET loaded_from = excluded.loaded_from, loaded_to = excluded.loaded_to,
         empty_windows = excluded.empty_windows, complete = excluded.complete, changes_since = excluded.changes_since,
         reread_day = excluded.reread_day, feed_works = excluded.feed_works, synced_at = excluded.synced_at, revision = revision + 1`,
    ).run(
      athleteId,
      state.loadedFrom,
      state.loadedTo,
      state.emptyWindows,
      Number(state.complete),
      state.changesSince,
      state.rereadDay,
      Number(state.feedWorks),
      state.syncedAt,
    );
  };

  /** Who was signed in when that was last known; null when nobody was. */
  const lastAthlete = (): number | null => {
    const row = sql('SELECT athlete_id FROM last_athlete').get();
    return row === undefined ? null : Number(row['athlete_id']);
  };

  return {
    ...storedCalendar({ sql, write, parse }),
    ...storedSatellites({ sql, write, parse }),
    close: () => {
      database.close();
    },

    // --- who ---------------------------------------------------------------------------------------
    athleteOfCookie(fingerprint: string): number | null {
      const row = sql('SELECT athlete_id FROM session WHERE cookie_fingerprint = ?').get(fingerprint);
      return row === undefined ? null : Number(row['athlete_id']);
    },
    linkCookie(fingerprint: string, athleteId: number, seenAt: number): void {
      write(() =>
        sql(
          'INSERT OR REPLACE INTO session (cookie_fingerprint, athlete_id, first_seen_at) VALUES (?, ?, ?)',
        ).run(fingerprint, athleteId, seenAt),
      );
    },
    cookieFirstSeenAt(fingerprint: string): number | null {
      const row = sql('SELECT first_seen_at FROM session WHERE cookie_fingerprint = ?').get(fingerprint);
      return row === undefined ? null : Number(row['first_seen_at']);
    },
    lastAthlete,
    rememberAthlete(athleteId: number | null): void {
      if (lastAthlete() === athleteId) return;
      write(() => {
        sql('DELETE FROM last_athlete').run();
        if (athleteId !== null)
          sql('INSERT INTO last_athlete (only_row, athlete_id) VALUES (1, ?)').run(athleteId);
      });
    },
    athlete(
      athleteId: number,
    ): { athlete: Athlete; settings: AthleteSettings | null; fetchedAt: number } | null {
      const row = sql('SELECT body, settings, fetched_at FROM athlete WHERE athlete_id = ?').get(athleteId);
      if (row === undefined) return null;
      return {
        athlete: parse(row['body']) as Athlete,
        settings: row['settings'] === null ? null : (parse(row['settings']) as AthleteSettings),
        fetchedAt: Number(row['fetched_at']),
      };
    },
    saveAthlete(athlete: Athlete, settings: AthleteSettings | null, fetchedAt: number): void {
      write(() =>
        sql(
          'INSERT OR REPLACE INTO athlete (athlete_id, body, settings, fetched_at) VALUES (?, ?, ?, ?)',
        ).run(
          athlete.athleteId,
          JSON.stringify(athlete),
          settings === null ? null : JSON.stringify(settings),
          fetchedAt,
        ),
      );
    },

    // --- sync --------------------------------------------------------------------------------------
    syncState(athleteId: number): SyncState | null {
      const row = sql('SELECT * FROM sync_state WHERE athlete_id = ?').get(athleteId);
      if (row === undefined) return null;
      return {
        loadedFrom: String(row['loaded_from']),
        loadedTo: String(row['loaded_to']),
        emptyWindows: Number(row['empty_windows']),
        complete: row['complete'] === 1,
        changesSince: String(row['changes_since']),
        rereadDay: text(row['reread_day']),
        feedWorks: row['feed_works'] === 1,
        syncedAt: number(row['synced_at']),
      };
    },
    /** Grows with every write to the athlete's history, by whichever process. */
    revision(athleteId: number): number {
      return Number(
        sql('SELECT revision FROM sync_state WHERE athlete_id = ?').get(athleteId)?.['revision'] ?? 0,
      );
    },
    saveState(athleteId: number, state: SyncState): void {
      write(() => writeState(athleteId, state));
    },
    /**
     * Makes the local days `from` to `to` equal to `list`, and keeps `state` with it. A workout that is
     * gone from the list was deleted or moved; one whose new row could not be read stays as it was.
     */
    replaceWindow(athleteId: number, from: string, to: string, list: WorkoutList, state: SyncState): void {
      write(() => {
        const keep = new Set([
          ...list.workouts.map((workout) => workout.workoutId),
          ...list.setAside.map((row) => row.workoutId),
        ]);
        // A row without an id may stand for any workout kept here, so none of them is known to be gone.
        const isEveryRowKnown = !keep.has(null);
        const local = sql('SELECT workout_id FROM workout WHERE athlete_id = ? AND day BETWEEN ? AND ?').all(
          athleteId,
          from,
          to,
        );
        for (const row of local) {
          const workoutId = Number(row['workout_id']);
          if (isEveryRowKnown && !keep.has(workoutId)) remove(athleteId, workoutId);
        }
        for (const workout of list.workouts) {
          forgetSetAside(athleteId, workout.workoutId);
          upsert(athleteId, workout);
        }
        sql('DELETE FROM set_aside WHERE athlete_id = ? AND day BETWEEN ? AND ?').run(athleteId, from, to);
        keepSetAside(athleteId, list.setAside, from);
        writeState(athleteId, state);
      });
    },
    /** Applies one page of the change feed. */
    applyChanges(athleteId: number, list: WorkoutList, deletedIds: readonly number[], today: string): void {
      write(() => {
        for (const workoutId of deletedIds) {
          forgetSetAside(athleteId, workoutId);
          remove(athleteId, workoutId);
        }
        for (const workout of list.workouts) {
          forgetSetAside(athleteId, workout.workoutId);
          upsert(athleteId, workout);
        }
        keepSetAside(athleteId, list.setAside, today);
        sql('UPDATE sync_state SET revision = revision + 1 WHERE athlete_id = ?').run(athleteId);
      });
    },

    // --- questions ---------------------------------------------------------------------------------
    sessionFacts(athleteId: number): SessionFacts[] {
      const rows = sql(
        `SELECT workout_id, day, sport_id, completed, planned, tss, intensity_factor, duration_seconds,
           distance_meters, planned_tss, planned_intensity_factor, planned_duration_seconds
         FROM workout WHERE athlete_id = ? ORDER BY day, workout_id`,
      ).all(athleteId);
      return rows.map((row) => ({
        workoutId: Number(row['workout_id']),
        day: String(row['day']),
        sportId: Number(row['sport_id']),
        completed: row['completed'] === 1,
        planned: row['planned'] === 1,
        tss: number(row['tss']),
        intensityFactor: number(row['intensity_factor']),
        durationSeconds: number(row['duration_seconds']),
        distanceMeters: number(row['distance_meters']),
        plannedTss: number(row['planned_tss']),
        plannedIntensityFactor: number(row['planned_intensity_factor']),
        plannedDurationSeconds: number(row['planned_duration_seconds']),
      }));
    },
    /** Workouts of the filter in the order of the calendar: day, order on the day, start time. */
    workouts(athleteId: number, filter: WorkoutFilter): Workout[] {
      const sports = filter.sportIds;
      const rows = sql(
        `SELECT body FROM workout WHERE athlete_id = ? AND day BETWEEN ? AND ?
           ${sports === undefined ? '' : `AND sport_id IN (${sports.map(() => '?').join(', ')})`}
           ${filter.completed === undefined ? '' : `AND completed = ${String(Number(filter.completed))}`}
         ORDER BY day, order_on_day, start_time, workout_id`,
      ).all(athleteId, filter.from ?? '0000-01-01', filter.to ?? '9999-12-31', ...(sports ?? []));
      return rows.map((row) => parse(row['body']) as Workout);
    },
    completedCount(athleteId: number): number {
      const counted = sql('SELECT count(*) AS count FROM workout WHERE athlete_id = ? AND completed = 1');
      return Number(counted.get(athleteId)?.['count'] ?? 0);
    },
    workout(athleteId: number, workoutId: number): Workout | null {
      const row = sql('SELECT body FROM workout WHERE athlete_id = ? AND workout_id = ?').get(
        athleteId,
        workoutId,
      );
      return row === undefined ? null : (parse(row['body']) as Workout);
    },
    setAside(athleteId: number, from: string, to: string): SetAside[] {
      const rows = sql(
        'SELECT workout_id, day, reason FROM set_aside WHERE athlete_id = ? AND day BETWEEN ? AND ? ORDER BY day',
      ).all(athleteId, from, to);
      return rows.map((row) => ({
        workoutId: number(row['workout_id']),
        day: text(row['day']),
        reason: String(row['reason']),
      }));
    },
    /** When, by the clock of TrainingPeaks, the workout that was edited last was edited. */
    latestEdit(athleteId: number): string | null {
      const row = sql(
        "SELECT max(json_extract(body, '$.lastModified')) AS latest FROM workout WHERE athlete_id = ?",
      ).get(athleteId);
      return text(row?.['latest']);
    },

    // --- leases ------------------------------------------------------------------------------------
    /** Takes or renews a lease; false while another owner, still alive, holds it. */
    takeLease(
      name: string,
      owner: string,
      now: number,
      forMilliseconds: number,
      isAlive: (processId: number) => boolean,
    ): boolean {
      return write(() => {
        const row = sql('SELECT owner, process_id, expires_at FROM lease WHERE name = ?').get(name);
        const free =
          row === undefined ||
          row['owner'] === owner ||
          Number(row['expires_at']) <= now ||
          // Taken by a clock that was set back since: further ahead than a lease lasts.
          Number(row['expires_at']) > now + 2 * forMilliseconds ||
          !isAlive(Number(row['process_id']));
        if (!free) return false;
        sql('INSERT OR REPLACE INTO lease (name, owner, process_id, expires_at) VALUES (?, ?, ?, ?)').run(
          name,
          owner,
          process.pid,
          now + forMilliseconds,
        );
        return true;
      });
    },
    releaseLease(name: string, owner: string): void {
      write(() => sql('DELETE FROM lease WHERE name = ? AND owner = ?').run(name, owner));
    },
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function number(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
