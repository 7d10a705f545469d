import { AppError } from './errors.ts';

/** A signal that ends by itself. */
export interface Deadline {
  readonly signal: AbortSignal;
  /** Lets go of the timer and of the signals it follows. Nothing ends the signal after that. */
  readonly release: () => void;
}

export interface DeadlineOptions {
  /** Never by itself when not given. */
  readonly milliseconds?: number | undefined;
  /** What the signal is aborted with when the time is over. */
  readonly reason?: Error | undefined;
  /** Aborts with the first of these, for its reason. */
  readonly signals?: readonly (AbortSignal | undefined)[];
}

/** A timer is the same thing in Node and in browsers, and only this file of its folder needs one. */
declare const setTimeout: (end: () => void, milliseconds: number) => number;
declare const clearTimeout: (timer: number) => void;

/**
 * A signal that aborts after a time, or with the first of other signals.
 *
 * It rests on a plain timer and plain listeners, which live until `release`. `AbortSignal.any` holds its sources
 * weakly: on Node 20 an `AbortSignal.timeout` among them is lost to the garbage collector, and never fires.
 */
export function createDeadline({
  milliseconds,
  reason = new Error('The time is over.'),
  signals = [],
}: DeadlineOptions): Deadline {
  const controller = new AbortController();
  const stops: (() => void)[] = [];
  const release = () => {
    for (const stop of stops.splice(0)) stop();
  };
  const end = (why: unknown) => {
    release();
    controller.abort(why);
  };
  if (milliseconds !== undefined) {
    const timer = setTimeout(() => end(reason), milliseconds);
    stops.push(() => clearTimeout(timer));
  }
  for (const signal of signals) {
    if (signal === undefined) continue;
    if (signal.aborted) {
      end(signal.reason);
      break;
    }
    const follow = () => end(signal.reason);
    signal.addEventListener('abort', follow);
    stops.push(() => signal.removeEventListener('abort', follow));
  }
  return { signal: controller.signal, release };
}

/**
 * @throws AppError when the signal has ended: its reason where that is one, else `cancelled`
 */
export function throwIfEnded(signal: AbortSignal | undefined): void {
  if (signal?.aborted === true) throw endOf(signal);
}

/**
 * Waits for work until a signal ends. The work itself goes on, and should it fail after that, nobody is told.
 * @throws as `throwIfEnded`, or what the work throws
 */
export async function waitUntil<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  throwIfEnded(signal);
  let stopListening = (): void => undefined;
  const ended = new Promise<never>((_, reject) => {
    const onEnd = () => reject(endOf(signal));
    signal.addEventListener('abort', onEnd);
    stopListening = () => signal.removeEventListener('abort', onEnd);
  });
  try {
    return await Promise.race([work, ended]);
  } finally {
    stopListening();
  }
}

function endOf({ reason }: AbortSignal): AppError {
  return reason instanceof AppError
    ? reason
    : new AppError('cancelled', 'The request was cancelled.', { cause: reason });
}
