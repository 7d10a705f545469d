import type { WorkoutsView } from '../../../src/shared/views/workouts.ts';
import { sportName } from '../../../src/shared/sports.ts';
import { Button } from '../../components/Button.tsx';
import { useWindow } from '../../window-context.ts';
import { minutesWords, periodName } from '../../words/workouts-words.ts';
import { ALL_WORKOUTS, type ListChoice } from './list-choice.ts';
import { chosenWorkouts } from './list-filter.ts';

interface EmptyListProps {
  readonly view: WorkoutsView;
  readonly choice: ListChoice;
  readonly onChange: (change: Partial<ListChoice>) => void;
}

/** Nothing matches: which restriction stands in the way, and how much there is without it. */
export function EmptyList({ view, choice, onChange }: EmptyListProps) {
  const { format } = useWindow();
  if (view.workouts.length === 0) {
    return (
      <div className="view-message">
        <h2>There are no workouts yet</h2>
        <p>What you record or plan in TrainingPeaks appears here within minutes.</p>
      </div>
    );
  }
  const ways = restrictions(choice)
    .map(({ name, without }) => ({
      name,
      without,
      found: chosenWorkouts(view, { ...choice, ...without }).length,
    }))
    .filter(({ found }) => found > 0);
  return (
    <div className="view-message">
      <h2>Nothing fits all of this at once</h2>
      {ways.length > 0 && (
        <ul className="ways-out">
          {ways.map(({ name, without, found }) => (
            <li key={name}>
              <Button kind="link" onPress={() => onChange(without)}>
                Without {name}
              </Button>{' '}
              there {found === 1 ? 'is' : 'are'} {format.count(found)}.
            </li>
          ))}
        </ul>
      )}
      <Button kind="quiet" onPress={() => onChange(ALL_WORKOUTS)}>
        Show all workouts
      </Button>
    </div>
  );
}

function restrictions(choice: ListChoice): { name: string; without: Partial<ListChoice> }[] {
  const { search, sportId, period, status, withPower, minimumMinutes } = choice;
  return [
    ...(search.trim() === '' ? [] : [{ name: `“${search.trim()}”`, without: { search: '' } }]),
    ...(status === 'all' ? [] : [{ name: `“${statusName(status)}”`, without: { status: 'all' } as const }]),
    ...(sportId === null ? [] : [{ name: `“${sportName(sportId)}”`, without: { sportId: null } }]),
    ...(period === 'all' || status === 'planned'
      ? []
      : [{ name: `“${periodName(period)}”`, without: { period: 'all' } as const }]),
    ...(withPower ? [{ name: '“With power”', without: { withPower: false } }] : []),
    ...(minimumMinutes === 0
      ? []
      : [{ name: `“${minutesWords(minimumMinutes)} or more”`, without: { minimumMinutes: 0 } }]),
  ];
}

function statusName(status: Exclude<ListChoice['status'], 'all'>): string {
  return { completed: 'Done', missed: 'Missed', planned: 'Planned' }[status];
}
