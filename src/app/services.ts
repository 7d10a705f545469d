import type { Engine } from '../mcp/tool.ts';
import type { ErrorInfo } from '../shared/errors.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';

/** The engine, as far as the app steers it. `src/services.ts` fits it. */
export interface AppServices {
  readonly engine: Engine;
  /**
   * Refreshes the history to its end when due, and with `force` in any case, however long that takes; rejects with
   * `cancelled` after `pause`.
   */
  load(onProgress: (progress: SyncProgress) => void, options?: { readonly force?: boolean }): Promise<void>;
  /** Stops a load that is running; what was loaded is kept. */
  pauseLoad(): Promise<void>;
  /** What is there, at once and without asking TrainingPeaks for anything new. */
  localSnapshot(): Promise<Snapshot>;
  /** The athlete's name behind a cookie that is not stored yet. @throws AppError when TrainingPeaks refuses it */
  prove(cookieText: string): Promise<{ readonly cookie: string; readonly athleteName: string | null }>;
  keepCookie(cookie: string): Promise<void>;
  forgetCookie(): Promise<void>;
  /** What stands in the way of keeping a cookie on this computer; null when nothing does. */
  keychainProblem(): Promise<ErrorInfo | null>;
  close(): Promise<void>;
}
