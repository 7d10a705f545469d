import { createDeadline, type Deadline } from '../shared/deadline.ts';
import { AppError } from '../shared/errors.ts';

/** The strictest host gives a tool a minute. Each wait inside a question has its own, shorter limit. */
const QUESTION_MILLISECONDS = 55_000;

/** Ends whatever a question still asks of TrainingPeaks while its host still listens, or when its client cancels. */
export function questionTime(cancelled: AbortSignal): Deadline {
  return createDeadline({
    milliseconds: QUESTION_MILLISECONDS,
    reason: new AppError(
      'still_loading',
      'TrainingPeaks answers slowly, and the time for this answer ran out.',
    ),
    signals: [cancelled],
  });
}
