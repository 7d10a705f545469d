import { useWindow } from '../../window-context.ts';
import type { DayWorkout } from './types.ts';

interface DayWorkoutsProps {
  /** Undefined while they are being asked for. Those of another day must not be given meanwhile. */
  readonly workouts: readonly DayWorkout[] | undefined;
  /** What is said when there is none. */
  readonly none: string;
  /** The numbers beside them are of another future than the one that they are planned for. */
  readonly isPlanReplaced: boolean;
}

/** More of them would hide the chart; the day itself, opened, lists all. */
const MOST_IN_VIEW = 4;

/** The workouts behind a day, as the tooltip of the chart lists them. */
export function DayWorkouts({ workouts, none, isPlanReplaced }: DayWorkoutsProps) {
  const { measures } = useWindow();
  if (workouts === undefined) return <p className="tip-quiet">…</p>;
  if (workouts.length === 0) return <p className="tip-quiet">{none}</p>;
  const further = workouts.length - MOST_IN_VIEW;
  return (
    <ul className="tip-workouts">
      {isPlanReplaced && <li className="tip-quiet">In the plan</li>}
      {workouts
        .slice(0, MOST_IN_VIEW)
        .map(({ title, sport, durationSeconds, tss, isEstimated, planned }, index) => (
          // Two workouts of a day may have the same name.
          <li key={index}>
            <span className="tip-title">{title === '' ? sport : title}</span>
            <span className="tip-facts">
              {planned && 'planned, '}
              {durationSeconds !== null && `${measures.hours(durationSeconds)} h, `}
              {tss === null ? 'no score' : `${isEstimated ? '≈ ' : ''}${measures.number(tss)} TSS`}
            </span>
          </li>
        ))}
      {further > 0 && <li className="tip-quiet">and {further} more</li>}
    </ul>
  );
}
