/** A JSON object as TrainingPeaks sends it. */
export type WireObject = Record<string, unknown>;
