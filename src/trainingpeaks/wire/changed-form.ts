import { AppError } from '../../shared/errors.ts';

/** The error for an answer that is data, but not the data we know. `what` names it in our own words. */
export function changedForm(what: string): AppError {
  return new AppError(
    'upstream_changed',
    `TrainingPeaks sends ${what} in a new form. TP Tray may need an update.`,
  );
}
