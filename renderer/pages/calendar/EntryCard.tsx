import { Link } from 'wouter';
import type { DayEntry } from '../../../src/shared/views/days.ts';
import { workoutPath } from '../../shell/workout-path.ts';
import { useWindow } from '../../window-context.ts';
import { ENTRY_STATUS } from '../../words/calendar-words.ts';

/** How each state looks, besides its word: a tick, an open circle, a cross. */
const STATUS_MARKS: Partial<Readonly<Record<DayEntry['status'], string>>> = {
  completed: 'M1.8 6.4 4.6 9.2 10.2 3',
  planned: 'M6 1.8a4.2 4.2 0 1 0 .01 0',
  missed: 'M2.5 2.5l7 7M9.5 2.5l-7 7',
};

/** A workout of a day: what it is, whether it is done, how long and how hard. It leads to its page. */
export function EntryCard({ entry }: { readonly entry: DayEntry }) {
  const { status, sport, title } = entry;
  const mark = STATUS_MARKS[status];
  return (
    <li className={`entry ${status}`}>
      <Link href={workoutPath(entry.workoutId)} title={title ?? undefined}>
        <span className="entry-top">
          {mark !== undefined && (
            <svg viewBox="0 0 12 12" aria-hidden="true">
              <path d={mark} />
            </svg>
          )}
          <span className="entry-status">{ENTRY_STATUS[status]}</span>
        </span>
        {status !== 'day_off' && (
          <span className="entry-title">
            <span className="entry-sport">{sport}</span> {title}
          </span>
        )}
        <Numbers entry={entry} />
      </Link>
    </li>
  );
}

function Numbers({ entry }: { readonly entry: DayEntry }) {
  const { measures } = useWindow();
  const isDone = entry.status === 'completed';
  const seconds = isDone ? entry.durationSeconds : entry.plannedDurationSeconds;
  const tss = isDone ? entry.tss : entry.plannedTss;
  if (seconds === null && tss === null) return null;
  const isEstimated = !isDone && entry.isPlanEstimated;
  return (
    <span className="entry-numbers">
      {seconds !== null && (
        <span>
          {measures.hours(seconds)}
          <span className="unit"> h</span>
        </span>
      )}
      {tss !== null ? (
        <span>
          {isEstimated && <span className="unseen">about </span>}
          {isEstimated && <span aria-hidden="true">≈ </span>}
          {measures.number(tss)}
          <span className="unit"> TSS</span>
        </span>
      ) : (
        isDone && <span className="unit">not scored</span>
      )}
    </span>
  );
}
