import { AppError } from '../shared/errors.ts';

/** Throws AppError `cancelled` when the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted)
    throw new AppError('cancelled', 'The request was cancelled.', { cause: signal.reason });
}

/**
 * Waits for work until the caller cancels. The work itself goes on.
 * @throws AppError `cancelled`, or what the work throws
 */
export async function waitUnlessCancelled<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return work;
  work.catch(() => undefined);
  throwIfCancelled(signal);
  let stopListening = (): void => undefined;
  const cancelled = new Promise<never>((_resolve, reject) => {
    const onAbort = (): void =>
      reject(new AppError('cancelled', 'The request was cancelled.', { cause: signal.reason }));
    signal.addEventListener('abort', onAbort, { once: true });
    stopListening = () => signal.removeEventListener('abort', onAbort);
  });
  try {
    return await Promise.race([work, cancelled]);
  } finally {
    stopListening();
  }
}
