interface WeekAmounts {
  readonly doneTss: number;
  readonly plannedTss: number;
  readonly remainingTss: number;
}

/**
 * The TSS that a week's bar stands for as a whole: what is done and what is left to do, or all that was planned where
 * that is more. Against the plan alone, what was done beside it would look like a part of it.
 */
export function weekWholeTss({ doneTss, plannedTss, remainingTss }: WeekAmounts): number {
  return Math.max(doneTss + remainingTss, plannedTss);
}

/** `400 planned, 180 left`: the plan beside what is done, since not all that is done need be of the plan. */
export function planWords(planned: string, left: string | null): string {
  return left === null ? `${planned} planned` : `${planned} planned, ${left} left`;
}
