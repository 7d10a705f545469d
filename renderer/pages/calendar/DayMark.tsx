import { RUN } from '../../../src/shared/sports.ts';
import type { Mark } from '../../../src/shared/views/marks.ts';
import { useWindow } from '../../window-context.ts';
import { raceName } from '../../words/calendar-words.ts';

interface DayMarkProps {
  readonly mark: Mark;
  /** The first day of it in this week: the others need not repeat what it is about. */
  readonly isFirst: boolean;
}

/** A race, a note or a day away. What there is to read about it opens on demand. */
export function DayMark({ mark, isFirst }: DayMarkProps) {
  const { measures } = useWindow();
  if (mark.kind === 'race') {
    const { value, unit } = measures.distance(mark.distanceMeters, RUN);
    return (
      <li className="day-mark race">
        <svg viewBox="0 0 12 12" aria-hidden="true">
          <path d="M2.5 11V1.5h7.5L8 4l2 2.5H2.5" />
        </svg>
        <span>
          {raceName(mark)}
          {mark.distanceMeters !== null && (
            <span className="unit">
              {' '}
              {value} {unit}
            </span>
          )}
        </span>
      </li>
    );
  }
  return (
    <li className={`day-mark ${mark.kind}`}>
      {mark.detail === null || !isFirst ? (
        <span>{mark.title}</span>
      ) : (
        <details>
          <summary>{mark.title}</summary>
          <p>{mark.detail}</p>
        </details>
      )}
    </li>
  );
}
