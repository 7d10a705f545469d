import { useMemo } from 'react';
import { EmptyView, ViewState } from '../../components/ViewState.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { FitnessBody } from './FitnessBody.tsx';
import { useChoices } from './use-choices.ts';

/** Races of the whole history tell where seasons begin, and what they can be compared with. */
const EVERY_DAY = { from: '1970-01-01', to: '2199-12-31' };

/** How fit am I, what does my form mean, and where does my plan lead? */
export default function FitnessPage() {
  const { status } = useWindow();
  const { ctlDays, atlDays, weekStart } = status.preferences;
  const [asked, change] = useChoices();
  const whole = useView('view.performance', { sportIds: null, ctlDays, atlDays });
  // An address may name a sport that this athlete never did: that is no choice.
  const isSport = !whole.data || whole.data.sports.some(({ id }) => id === asked.sportId);
  const choices = useMemo(() => (isSport ? asked : { ...asked, sportId: null }), [asked, isSport]);
  const { sportId } = choices;
  const sportIds = useMemo(() => (sportId === null ? null : [sportId]), [sportId]);
  const performance = useView('view.performance', { sportIds, ctlDays, atlDays });
  const week = useView('view.week', { sportIds, weekStart });
  const marks = useView('view.marks', EVERY_DAY);
  // Without an answer about races the page would first say that there is none.
  const isWaiting =
    performance.data === undefined ||
    (whole.data === undefined && whole.failure === null) ||
    (marks.data === undefined && marks.failure === null);
  const view = isWaiting ? { ...performance, data: undefined } : performance;
  return (
    <>
      {(view.data === undefined || view.data === null) && (
        <HeadBefore isEmpty={view.data === null} failed={view.failure !== null} />
      )}
      <ViewState view={view} height="calc(100vh - 11rem)">
        {(data) =>
          data === null ? (
            <EmptyView title="No completed workout yet">
              Fitness, fatigue and form appear here after the first workout that has a TSS.
            </EmptyView>
          ) : (
            <FitnessBody
              view={data}
              week={week.data}
              calendar={marks.data}
              choices={choices}
              change={change}
            />
          )
        }
      </ViewState>
    </>
  );
}

function HeadBefore({ isEmpty, failed }: { readonly isEmpty: boolean; readonly failed: boolean }) {
  if (isEmpty || failed)
    return (
      <PageHead
        title={isEmpty ? 'Your fitness starts with the first workout.' : 'Your fitness is not here yet.'}
      />
    );
  return <PageHead title={<span className="unseen">Fitness</span>} />;
}
