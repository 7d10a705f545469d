import type { Engine } from '../mcp/tool.ts';
import type { ErrorInfo } from '../shared/errors.ts';
import type { Snapshot } from '../shared/snapshot.ts';

/** A refresh of the history as the app shows it. */
export interface LoadProgress {
  readonly windowsDone: number;
  readonly windowsExpected: number | null;
  readonly loadedFrom: string;
}

/** The engine, as far as the app steers it. `src/services.ts` fits it. */
export interface AppServices {
  readonly engine: Engine;
  /** Refreshes the history to its end, however long that takes; rejects with `cancelled` after `pause`. */
  load(onProgress: (progress: LoadProgress) => void): Promise<void>;
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
