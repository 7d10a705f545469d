import { addDays } from '../../../src/analytics/calendar.ts';
import type { AskedQuestion } from '../../../src/shared/activity.ts';
import type { Format } from '../../format.ts';

export interface QuestionDay {
  /** Civil day on this computer's calendar, `YYYY-MM-DD`. */
  readonly day: string;
  readonly questions: readonly AskedQuestion[];
}

/** The questions by the day on which they were asked, in their order. */
export function questionDays(questions: readonly AskedQuestion[]): readonly QuestionDay[] {
  const days = new Map<string, AskedQuestion[]>();
  for (const question of questions) {
    const day = localDay(new Date(question.askedAt));
    days.set(day, [...(days.get(day) ?? []), question]);
  }
  return [...days].map(([day, asked]) => ({ day, questions: asked }));
}

/** `Today`, `Yesterday`, `Friday 20 November`. */
export function dayName(day: string, now: Date, format: Format): string {
  const today = localDay(now);
  if (day === today) return 'Today';
  return day === addDays(today, -1) ? 'Yesterday' : format.weekday(day);
}

/** The civil day of an instant on this computer's calendar. */
function localDay(instant: Date): string {
  const part = (value: number) => String(value).padStart(2, '0');
  return [instant.getFullYear(), part(instant.getMonth() + 1), part(instant.getDate())].join('-');
}
