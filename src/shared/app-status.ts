import type { ErrorInfo } from './errors.ts';
import type { Preferences } from './preferences.ts';

/** What the tray, the window and the browser show: everything the app knows about itself, without secrets. */
export interface AppStatus {
  readonly session: SessionStatus;
  readonly sync: SyncStatus;
  readonly today: TodayStatus | null;
  readonly clients: readonly ClientStatus[];
  /** Null where the system offers no such thing. */
  readonly startAtLogin: boolean | null;
  /** The demo athlete is shown, not the user's account. */
  readonly demo: boolean;
  readonly preferences: Preferences;
  readonly shell: ShellAbilities;
  readonly version: string;
}

/** What the program around the window can do; the window offers nothing else. */
export interface ShellAbilities {
  /**
   * `window`: TrainingPeaks' own login page opens in a window of the app. `paste`: there is no such window, and the
   * page has a field for the cookie of the user's browser.
   */
  readonly signIn: 'window' | 'paste';
  /** Folders and files can be shown in a file manager. */
  readonly opensFolders: boolean;
}

export interface SessionStatus {
  /** `checking`: not known yet. `unknown`: TrainingPeaks or the keychain could not be asked. */
  readonly state: 'checking' | 'signed_out' | 'valid' | 'expiring' | 'expired' | 'unknown';
  /**
   * How far a new sign-in is, beside the session there is. `open`: the login page waits for the user. `checking`:
   * TrainingPeaks is asked about what came of it. Null: nobody is signing in.
   */
  readonly signIn: 'open' | 'checking' | null;
  readonly athleteName: string | null;
  readonly cookieFrom: 'keychain' | 'environment' | null;
  /** Day on which the session is expected to end, in the athlete's calendar. */
  readonly expectedExpiryDay: string | null;
  /** `keychain_unavailable` also before anybody signs in: a session could not be kept then. */
  readonly problem: ErrorInfo | null;
  /** How the last attempt to sign in ended, when it did not succeed. */
  readonly signInProblem: string | null;
}

export interface SyncStatus {
  readonly state: 'idle' | 'loading' | 'refreshing' | 'paused' | 'failed';
  /** ISO 8601 UTC. */
  readonly syncedAt: string | null;
  readonly loadedFrom: string | null;
  /** 0 to 1 from the beginning of a first load to its end, pauses included; null when it cannot be told. */
  readonly progress: number | null;
  /** About how long a first load that is running still takes; null when it cannot be told. */
  readonly secondsLeft: number | null;
  /** Day on which the account was created, to which a first load goes back at least; null when unknown. */
  readonly accountSince: string | null;
  /** Completed workouts that are loaded: plans, days off and notes are none. */
  readonly workoutCount: number;
  readonly problem: ErrorInfo | null;
}

/** Fitness of today in full precision; it is rounded where it is shown. `tsb` is this morning's. */
export interface TodayStatus {
  readonly day: string;
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
  /** The name of the band that form is in, or that there is too little fitness for one. */
  readonly formLabel: string;
  /** What is planned today and not done yet, in a line; null when nothing is. */
  readonly plan: string | null;
  readonly stale: boolean;
}

export type ClientId = 'claude-desktop' | 'claude-code' | 'cursor' | 'vscode';

export interface ClientStatus {
  readonly id: ClientId;
  readonly name: string;
  /**
   * `connected`: written, not tried yet. `verified`: the written command was started as the client does and
   * answered; `failing`: it was started and did not. `needs_restart`: verified,
   * but the client was running when the entry was written and reads it only at start. `waiting_for_quit`: the client
   * runs and would undo the connection, which is written as soon as it has quit. `waiting_to_disconnect`: the same of
   * its end. `moved`: to be written anew before the client can use it. `vanished`: was connected, and
   * something else than TP Tray removed the entry.
   */
  readonly state:
    | 'not_installed'
    | 'not_connected'
    | 'working'
    | 'connected'
    | 'verified'
    | 'failing'
    | 'needs_restart'
    | 'waiting_for_quit'
    | 'waiting_to_disconnect'
    | 'moved'
    | 'vanished'
    | 'foreign_entry'
    | 'unreadable';
  readonly file: string | null;
  /** How many servers besides ours the file names; null when it cannot be told. */
  readonly otherServers: number | null;
  /** Whether it can be asked to quit, where that is needed. */
  readonly canBeQuit: boolean;
  readonly message: string | null;
}
