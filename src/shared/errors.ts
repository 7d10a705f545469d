/** Every way the product can fail, as far as a user or a model can act on it. */
export const ERROR_CODES = [
  'bad_input',
  'not_found',
  'no_data',
  'signed_out',
  'session_expired',
  'not_permitted',
  'rate_limited',
  'upstream_down',
  'upstream_changed',
  'still_loading',
  'keychain_unavailable',
  'storage_failed',
  'cancelled',
  'internal',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** The only form in which a failure leaves a process: plain data, in our own words. */
export interface ErrorInfo {
  readonly code: ErrorCode;
  readonly message: string;
}

/**
 * A failure with a code. `message` is our own text, safe to show to a user and to a model;
 * answers of TrainingPeaks, SQL and stacks travel in `cause`, which only the log reads.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Reduces any thrown value to an `ErrorInfo`; foreign text never gets through. */
export function toErrorInfo(error: unknown): ErrorInfo {
  if (error instanceof AppError) return { code: error.code, message: error.message };
  return { code: 'internal', message: 'Something unexpected went wrong inside TP Tray.' };
}
