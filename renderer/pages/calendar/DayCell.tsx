import type { DayEntry } from '../../../src/shared/views/days.ts';
import type { Mark } from '../../../src/shared/views/marks.ts';
import { useWindow } from '../../window-context.ts';
import { DayMark } from './DayMark.tsx';
import { EntryCard } from './EntryCard.tsx';

interface DayCellProps {
  readonly day: string;
  /** Place in the week, from 0. */
  readonly weekday: number;
  readonly isToday: boolean;
  readonly entries: readonly DayEntry[];
  readonly marks: readonly Mark[];
}

/** A day: what else the calendar says of it, then its workouts. */
export function DayCell({ day, weekday, isToday, entries, marks }: DayCellProps) {
  const { format } = useWindow();
  const isEmpty = entries.length === 0 && marks.length === 0;
  const isAway = marks.some(({ kind }) => kind === 'unavailable');
  const names = ['day', isToday ? 'today' : '', isEmpty ? 'empty' : '', isAway ? 'away' : ''];
  return (
    <li
      className={names.filter((name) => name !== '').join(' ')}
      data-weekday={weekday}
      aria-current={isToday ? 'date' : undefined}
    >
      <h3>
        <span aria-hidden="true">{format.dayInWeek(day)}</span>
        <span className="unseen">{format.weekday(day)}</span>
        {isToday && <span className="day-today">Today</span>}
      </h3>
      {marks.length > 0 && (
        <ul className="marks">
          {marks.map((mark) => (
            <DayMark key={mark.id} mark={mark} isFirst={mark.day === day || weekday === 0} />
          ))}
        </ul>
      )}
      {entries.length > 0 && (
        <ul className="entries">
          {entries.map((entry) => (
            <EntryCard key={entry.workoutId} entry={entry} />
          ))}
        </ul>
      )}
    </li>
  );
}
