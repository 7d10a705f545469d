/** The TrainingPeaks sport ids whose rules differ (`workoutTypeValueId`). */
export const SWIM = 1;
export const RUN = 3;
export const DAY_OFF = 7;
