import { eachDay } from '../../../src/analytics/calendar.ts';
import type { CalendarWeek } from '../../../src/shared/views/calendar.ts';
import { DayCell } from './DayCell.tsx';
import { WeekSummary } from './WeekSummary.tsx';

interface WeekRowProps {
  readonly week: CalendarWeek;
  readonly today: string;
}

/** A week: its sums, then its seven days. */
export function WeekRow({ week, today }: WeekRowProps) {
  const headingId = `week-${week.startDay}`;
  return (
    <section className="week" aria-labelledby={headingId}>
      <WeekSummary week={week} today={today} headingId={headingId} />
      <ol className="days">
        {eachDay(week.startDay, week.endDay).map((day, index) => (
          <DayCell
            key={day}
            day={day}
            weekday={index}
            isToday={day === today}
            entries={week.entries.filter((entry) => entry.day === day)}
            marks={week.marks.filter((mark) => mark.day <= day && (mark.endDay ?? mark.day) >= day)}
          />
        ))}
      </ol>
    </section>
  );
}
