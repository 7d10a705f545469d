/** What the user chose about how numbers are shown. Kept on this computer; nothing of it changes an answer to Claude. */
export interface Preferences {
  readonly units: 'metric' | 'imperial';
  readonly weekStart: 'monday' | 'sunday';
  readonly theme: 'system' | 'light' | 'dark';
  /** Form as the difference of the evening before (TrainingPeaks), or after the day's load. */
  readonly formConvention: 'morning' | 'end_of_day';
  /** Time constants of the chart, in days. */
  readonly ctlDays: number;
  readonly atlDays: number;
}

export const DEFAULT_PREFERENCES: Preferences = {
  units: 'metric',
  weekStart: 'monday',
  theme: 'system',
  formConvention: 'morning',
  ctlDays: 42,
  atlDays: 7,
};

/** The first day of the week as ISO 8601 numbers it: 1 is Monday, 7 is Sunday. */
export function firstWeekday(weekStart: Preferences['weekStart']): 1 | 7 {
  return weekStart === 'monday' ? 1 : 7;
}
