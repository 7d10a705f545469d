import type { ErrorInfo } from './errors.ts';

/** What the tray, the window and later the browser show: everything the app knows about itself, without secrets. */
export interface AppStatus {
  readonly session: SessionStatus;
  readonly sync: SyncStatus;
  readonly today: TodayStatus | null;
  readonly clients: readonly ClientStatus[];
  /** Null where the system offers no such thing. */
  readonly startAtLogin: boolean | null;
  /** The demo athlete is shown, not the user's account. */
  readonly demo: boolean;
  readonly version: string;
}

export interface SessionStatus {
  /** `checking`: not known yet. `unknown`: TrainingPeaks or the keychain could not be asked. */
  readonly state: 'checking' | 'signed_out' | 'signing_in' | 'valid' | 'expiring' | 'expired' | 'unknown';
  readonly athleteName: string | null;
  readonly cookieFrom: 'keychain' | 'environment' | null;
  /** Day on which the session is expected to end, in the athlete's calendar. */
  readonly expectedExpiryDay: string | null;
  readonly problem: ErrorInfo | null;
  /** How the last attempt to sign in ended, when it did not succeed. */
  readonly signInProblem: string | null;
}

export interface SyncStatus {
  readonly state: 'idle' | 'loading' | 'refreshing' | 'paused' | 'failed';
  /** ISO 8601 UTC. */
  readonly syncedAt: string | null;
  readonly loadedFrom: string | null;
  /** 0 to 1 during a first load; null when it cannot be told. */
  readonly progress: number | null;
  readonly workoutCount: number;
  readonly problem: ErrorInfo | null;
}

/** Fitness of today in full precision; it is rounded where it is shown. `tsb` is this morning's. */
export interface TodayStatus {
  readonly day: string;
  readonly ctl: number;
  readonly atl: number;
  readonly tsb: number;
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
   * but the client was running when the entry was written and reads it only at start.
   */
  readonly state:
    | 'not_installed'
    | 'not_connected'
    | 'working'
    | 'connected'
    | 'verified'
    | 'failing'
    | 'needs_restart'
    | 'moved'
    | 'foreign_entry'
    | 'unreadable';
  readonly file: string | null;
  readonly message: string | null;
}
