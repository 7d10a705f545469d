import { setTimeout as delay } from 'node:timers/promises';
import PQueue from 'p-queue';
import { AppError } from '../shared/errors.ts';

/** The gate every request passes: it spaces request starts and holds them all back after "too many requests". */
export interface Throttle {
  /**
   * Waits for a turn, then starts a request. The next turn counts from that start, not from its end.
   * @throws AppError `rate_limited` when the wait would be longer than the throttle allows, the reason of
   * the signal, or what the request throws
   */
  start<T>(request: () => Promise<T>, signal: AbortSignal | undefined): Promise<T>;
  /** Holds back all requests for a time. A longer pause wins over a shorter one. */
  pauseFor(milliseconds: number): void;
}

/** The error that says when requests are welcome again. */
export function rateLimited(waitMs: number): AppError {
  const seconds = Math.ceil(waitMs / 1000);
  const when = seconds <= 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return new AppError('rate_limited', `TrainingPeaks asked for fewer requests. Try again in ${when}.`);
}

/** The monotonic clock: a wall clock that is set back must not stall the gate. */
function clockMs(): number {
  return performance.now();
}

/**
 * @param spacingMs least time between two turns
 * @param longestWaitMs a pause that lasts longer than this fails the callers instead of holding them
 */
export function createThrottle(spacingMs: number, longestWaitMs: number): Throttle {
  const queue = new PQueue({ concurrency: 1 });
  let nextStart = 0;
  let pausedUntil = 0;

  async function waitForTurn(signal: AbortSignal | undefined): Promise<void> {
    for (;;) {
      const now = clockMs();
      if (pausedUntil - now > longestWaitMs) throw rateLimited(pausedUntil - now);
      const waitMs = Math.max(nextStart, pausedUntil) - now;
      if (waitMs <= 0) break;
      await delay(Math.ceil(waitMs), undefined, signal === undefined ? {} : { signal });
    }
  }

  return {
    async start(request, signal) {
      const turn = async (): Promise<{ readonly running: ReturnType<typeof request> }> => {
        await waitForTurn(signal);
        const running = request();
        nextStart = clockMs() + spacingMs;
        running.catch(() => undefined);
        return { running };
      };
      const { running } = await queue.add(turn, signal === undefined ? {} : { signal });
      return running;
    },
    pauseFor(milliseconds) {
      pausedUntil = Math.max(pausedUntil, clockMs() + milliseconds);
    },
  };
}
