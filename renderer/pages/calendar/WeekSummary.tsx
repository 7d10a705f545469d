import { addDays } from '../../../src/analytics/calendar.ts';
import type { CalendarWeek, WeekEnd } from '../../../src/shared/views/calendar.ts';
import { planWords, weekWholeTss } from '../../week-plan.ts';
import { useWindow } from '../../window-context.ts';
import { weekName, weekRemarks } from '../../words/calendar-words.ts';

interface WeekSummaryProps {
  readonly week: CalendarWeek;
  readonly today: string;
  readonly headingId: string;
}

/** What a week adds up to, done against planned, and the form it ends with. */
export function WeekSummary({ week, today, headingId }: WeekSummaryProps) {
  const { format, measures } = useWindow();
  const { load, end } = week;
  const isAhead = week.startDay > today;
  const isRunning = !isAhead && week.endDay >= today;
  const leftSeconds = week.entries
    .filter(({ status }) => status === 'planned')
    .reduce((sum, { plannedDurationSeconds }) => sum + (plannedDurationSeconds ?? 0), 0);
  return (
    <div className="week-summary">
      <h2 id={headingId}>
        {weekName(week, today) ?? (
          <>
            <span className="unseen">Week of </span>
            {format.day(week.startDay)}
          </>
        )}
      </h2>
      <Amount
        isAhead={isAhead}
        done={measures.number(load.doneTss)}
        planned={load.plannedTss > 0 ? measures.number(load.plannedTss) : null}
        left={isRunning ? measures.number(load.remainingTss) : null}
        unit="TSS"
      />
      {!isAhead && load.plannedTss > 0 && (
        <span className="week-progress" aria-hidden="true">
          <span style={{ width: `${String((load.doneTss / weekWholeTss(load)) * 100)}%` }} />
        </span>
      )}
      <Amount
        isAhead={isAhead}
        done={measures.hours(load.doneSeconds)}
        planned={load.plannedSeconds > 0 ? measures.hours(load.plannedSeconds) : null}
        left={isRunning ? measures.hours(leftSeconds) : null}
        unit="h"
      />
      {weekRemarks(load, format).map((remark) => (
        <p className="week-remark" key={remark}>
          {remark}
        </p>
      ))}
      {end !== null && <End end={end} endDay={week.endDay} />}
    </div>
  );
}

interface AmountProps {
  readonly isAhead: boolean;
  readonly done: string;
  /** Null when nothing was planned. */
  readonly planned: string | null;
  /** What is planned and not done yet; null when the week is over. */
  readonly left: string | null;
  readonly unit: string;
}

function Amount({ isAhead, done, planned, left, unit }: AmountProps) {
  if (isAhead) {
    return planned === null ? null : (
      <p className="amount">
        <strong>{planned}</strong> <span className="unit">{unit} planned</span>
      </p>
    );
  }
  return (
    <p className="amount">
      <strong>{done}</strong> <span className="unit">{planned === null ? `${unit} done` : unit}</span>
      {planned !== null && (
        <span className="unit plan">
          <span className="unseen">, </span>
          {planWords(planned, left)}
        </span>
      )}
    </p>
  );
}

/** The form of an evening is what TrainingPeaks shows for the morning after it: one moment, named by the convention. */
function End({ end, endDay }: { readonly end: WeekEnd; readonly endDay: string }) {
  const { status, format, measures } = useWindow();
  const isMorning = status.preferences.formConvention === 'morning';
  return (
    <div className={end.isProjected ? 'week-end projected' : 'week-end'}>
      <p>
        <span className="fitness">
          Fitness <strong>{measures.number(end.ctl)}</strong>
        </span>{' '}
        <span className="form">
          Form <strong>{measures.form(end.form)}</strong>
        </span>
      </p>
      <p className="unit">
        {isMorning
          ? `${format.dayInWeek(addDays(endDay, 1))}, morning`
          : `${format.dayInWeek(endDay)}, evening`}
        {end.isProjected ? ', as planned' : ''}
      </p>
    </div>
  );
}
