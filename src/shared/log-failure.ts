import { AppError, type ErrorCode } from './errors.ts';
import type { Log } from './log.ts';

/** States that come and go in ordinary use; nobody has to look for their cause. */
const ORDINARY: readonly ErrorCode[] = [
  'no_data',
  'signed_out',
  'session_expired',
  'rate_limited',
  'upstream_down',
  'still_loading',
  'cancelled',
];

/** Writes down what failed: an ordinary state as a line of information, anything else as an error with its cause. */
export function logFailure(log: Log, message: string, error: unknown): void {
  if (error instanceof AppError && ORDINARY.includes(error.code))
    log.info(message, { code: error.code, reason: error.message });
  else log.error(message, error);
}
