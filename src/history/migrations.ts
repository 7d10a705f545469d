/**
 * The schema, one step a version. A step that has been released is never edited: add another.
 * `body` columns hold JSON of the types in `src/shared/workout.ts`. Days are `YYYY-MM-DD`, instants are
 * milliseconds since 1970. Every table that holds an athlete's data starts its key with `athlete_id`.
 */
export const MIGRATIONS: readonly string[] = [
  `
  CREATE TABLE athlete (
    athlete_id INTEGER PRIMARY KEY,
    body TEXT NOT NULL,
    settings TEXT,
    fetched_at INTEGER NOT NULL
  );

  -- Which athlete a session cookie belongs to. Only a fingerprint of the cookie is kept.
  CREATE TABLE session (
    cookie_fingerprint TEXT PRIMARY KEY,
    athlete_id INTEGER NOT NULL,
    first_seen_at INTEGER NOT NULL
  );

  CREATE TABLE workout (
    athlete_id INTEGER NOT NULL,
    workout_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    start_time TEXT,
    order_on_day INTEGER,
    sport_id INTEGER NOT NULL,
    completed INTEGER NOT NULL,
    planned INTEGER NOT NULL,
    tss REAL,
    intensity_factor REAL,
    duration_seconds REAL,
    distance_meters REAL,
    planned_tss REAL,
    planned_intensity_factor REAL,
    planned_duration_seconds REAL,
    body TEXT NOT NULL,
    PRIMARY KEY (athlete_id, workout_id)
  );
  CREATE INDEX workout_by_day ON workout (athlete_id, day);

  CREATE TABLE set_aside (
    athlete_id INTEGER NOT NULL,
    day TEXT NOT NULL,
    workout_id INTEGER,
    reason TEXT NOT NULL
  );
  CREATE INDEX set_aside_by_day ON set_aside (athlete_id, day);

  CREATE TABLE sync_state (
    athlete_id INTEGER PRIMARY KEY,
    loaded_from TEXT NOT NULL,
    loaded_to TEXT NOT NULL,
    empty_windows INTEGER NOT NULL,
    complete INTEGER NOT NULL,
    changes_since TEXT NOT NULL,
    reread_day TEXT,
    feed_works INTEGER NOT NULL,
    synced_at INTEGER,
    revision INTEGER NOT NULL
  );

  -- What TrainingPeaks says of one workout beyond the list: zone times, records, laps.
  CREATE TABLE satellite (
    athlete_id INTEGER NOT NULL,
    workout_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    last_modified TEXT,
    body TEXT NOT NULL,
    PRIMARY KEY (athlete_id, workout_id, kind)
  );

  -- Which process is loading, so that a second one waits instead of asking TrainingPeaks twice.
  CREATE TABLE lease (
    name TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    process_id INTEGER NOT NULL,
    expires_at INTEGER NOT NULL
  );
  `,
  `
  -- Who was signed in when that was last known, in one row; none when nobody was.
  CREATE TABLE last_athlete (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    athlete_id INTEGER NOT NULL
  );
  `,
  `
  -- Races, notes and availability: short lists, each kept as it was last read.
  CREATE TABLE calendar_list (
    athlete_id INTEGER NOT NULL,
    kind TEXT NOT NULL,
    body TEXT NOT NULL,
    read_at INTEGER NOT NULL,
    PRIMARY KEY (athlete_id, kind)
  );
  `,
];
