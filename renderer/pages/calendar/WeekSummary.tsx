import type { CalendarWeek, WeekEnd } from '../../../src/shared/views/calendar.ts';
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
        unit="TSS"
      />
      {!isAhead && load.plannedTss > 0 && (
        <span className="week-bar" aria-hidden="true">
          <span style={{ width: `${String(Math.min(1, load.doneTss / load.plannedTss) * 100)}%` }} />
        </span>
      )}
      <Amount
        isAhead={isAhead}
        done={measures.hours(load.doneSeconds)}
        planned={load.plannedSeconds > 0 ? measures.hours(load.plannedSeconds) : null}
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
  readonly unit: string;
}

function Amount({ isAhead, done, planned, unit }: AmountProps) {
  if (isAhead && planned === null) return null;
  return (
    <p className="amount">
      <strong>{isAhead ? planned : done}</strong>{' '}
      <span className="unit">
        {!isAhead && planned !== null && `of ${planned} `}
        {unit}
        {isAhead ? ' planned' : planned === null ? ' done' : ''}
      </span>
    </p>
  );
}

function End({ end, endDay }: { readonly end: WeekEnd; readonly endDay: string }) {
  const { status, format, measures } = useWindow();
  const isMorning = status.preferences.formConvention === 'morning';
  const form = isMorning ? end.tsbMorning : end.tsbEndOfDay;
  return (
    <div className={end.isProjected ? 'week-end projected' : 'week-end'}>
      <p>
        <span className="fitness">
          Fitness <strong>{measures.number(end.ctl)}</strong>
        </span>{' '}
        <span className="form">
          Form <strong>{measures.change(form)}</strong>
        </span>
      </p>
      <p className="unit">
        {format.dayInWeek(endDay)}, {isMorning ? 'morning' : 'evening'}
        {end.isProjected ? ', as planned' : ''}
      </p>
    </div>
  );
}
