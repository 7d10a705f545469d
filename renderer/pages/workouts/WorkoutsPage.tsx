import { useMemo } from 'react';
import type { WorkoutsView } from '../../../src/shared/views/workouts.ts';
import { ViewState } from '../../components/ViewState.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { listRemark, listSentence } from '../../words/workouts-words.ts';
import { EmptyList } from './EmptyList.tsx';
import { chosenWorkouts, plannedLater, totalsOf } from './list-filter.ts';
import { ListFilters } from './ListFilters.tsx';
import { useListChoice } from './use-list-choice.ts';
import { WorkoutTable } from './WorkoutTable.tsx';
import './WorkoutsPage.css';

const NO_REQUEST = {};

/** Every workout of the history: what was done, what was missed and what is planned. */
export default function WorkoutsPage() {
  const view = useView('view.workouts', NO_REQUEST);
  return (
    <>
      {view.data === undefined && <PageHead title="Workouts" sub=" " />}
      <ViewState view={view} height="70vh">
        {(data) => <WorkoutList view={data} />}
      </ViewState>
    </>
  );
}

function WorkoutList({ view }: { readonly view: WorkoutsView }) {
  const { format, measures } = useWindow();
  const [choice, change] = useListChoice();
  const entries = useMemo(() => chosenWorkouts(view, choice), [view, choice]);
  const facts = useMemo(() => {
    const days = entries.map(({ day }) => day).sort();
    return {
      choice,
      totals: totalsOf(entries),
      plannedLater: plannedLater(view, choice),
      today: view.today,
      oldestDay: days[0] ?? null,
    };
  }, [entries, choice, view]);
  return (
    <>
      <PageHead title={listSentence(facts, format, measures)} sub={listRemark(facts, format)} />
      <ListFilters view={view} choice={choice} onChange={change} />
      {view.about.loadedBackTo !== null && (
        <p className="list-note">
          Your history is still on its way; it reaches back to {format.day(view.about.loadedBackTo)} so far.
        </p>
      )}
      {entries.length === 0 ? (
        <EmptyList view={view} choice={choice} onChange={change} />
      ) : (
        <WorkoutTable entries={entries} choice={choice} onChange={change} />
      )}
      <p className="unseen" role="status">
        {entries.length} {entries.length === 1 ? 'entry' : 'entries'} listed
      </p>
    </>
  );
}
