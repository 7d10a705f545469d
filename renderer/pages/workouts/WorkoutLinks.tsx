import { Link } from 'wouter';
import type { WorkoutLink, WorkoutView } from '../../../src/shared/views/workout.ts';
import { workoutPath } from '../../shell/workout-path.ts';
import { useWindow } from '../../window-context.ts';
import { workoutTitle } from '../../words/workout-words.ts';

/** The way back to the list, and to the workouts before and after this one. */
export function WorkoutLinks({ place }: { readonly place: WorkoutView | undefined }) {
  return (
    <nav className="workout-links" aria-label="Workouts around this one">
      <Link href="/workouts">All workouts</Link>
      <Neighbour link={place?.previous ?? null} direction="Previous" />
      <Neighbour link={place?.next ?? null} direction="Next" />
    </nav>
  );
}

interface NeighbourProps {
  readonly link: WorkoutLink | null;
  readonly direction: 'Previous' | 'Next';
}

function Neighbour({ link, direction }: NeighbourProps) {
  const { format } = useWindow();
  if (link === null) return null;
  return (
    <Link href={workoutPath(link.workoutId)} className={direction.toLowerCase()}>
      <span className="unseen">{direction}: </span>
      <span className="neighbour-title">{workoutTitle(link)}</span>{' '}
      <span className="neighbour-day">{format.dayInRow(link.day)}</span>
    </Link>
  );
}
