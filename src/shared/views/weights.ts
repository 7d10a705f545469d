export interface WeightsRequest {
  /** First and last day, both included, `YYYY-MM-DD`. */
  readonly from: string;
  readonly to: string;
}

/** A weighing of the athlete. */
export interface Weight {
  readonly day: string;
  readonly kilograms: number;
}
