import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { Segmented } from '../../components/Segmented.tsx';
import { EmptyView, ViewState } from '../../components/ViewState.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useWindow } from '../../window-context.ts';
import { activitySentence, OUTCOME_NAMES } from '../../words/activity-words.ts';
import { ClearList } from './ClearList.tsx';
import { NothingAsked } from './NothingAsked.tsx';
import { QuestionList } from './QuestionList.tsx';
import { useActivity } from './use-activity.ts';
import './Activity.css';

const OUTCOMES = ['all', 'answered', 'stale', 'refused'] as const;
type Shown = (typeof OUTCOMES)[number];

const WHAT_IS_KEPT =
  'TP Tray notes what was asked for, when, and how it ended: not what you wrote, and not the answer. It stays on this computer, for 90 days at most.';

/** What did assistants ask, and were they answered? */
export default function ActivityPage() {
  const { status } = useWindow();
  return status.demo ? <DemoActivity /> : <AccountActivity />;
}

function DemoActivity() {
  return (
    <>
      <PageHead title="Nothing is noted about the demo athlete." />
      <EmptyView title="While the demo is shown, nothing is written down">
        Leave the demo to see what assistants asked about your own training.
      </EmptyView>
    </>
  );
}

function AccountActivity() {
  const { format } = useWindow();
  const activity = useActivity();
  const [address, setAddress] = useSearchParams();
  const [wasCleared, setWasCleared] = useState(false);
  const shown = OUTCOMES.find((one) => one === address.get('show')) ?? 'all';
  const show = (next: Shown) => setAddress(next === 'all' ? {} : { show: next }, { replace: true });
  const { data, askAgain } = activity;
  const cleared = () => {
    setWasCleared(true);
    show('all');
    askAgain();
  };
  return (
    <>
      <PageHead
        title={data === undefined ? 'Activity' : activitySentence(data.questions, Date.now(), format)}
        sub={WHAT_IS_KEPT}
      >
        {data !== undefined && data.questions.length > 0 && (
          <>
            <Segmented
              label="Questions shown"
              options={OUTCOMES.map((value) => ({ value, text: OUTCOME_NAMES[value] }))}
              value={shown}
              onChange={show}
            />
            <ClearList onCleared={cleared} />
          </>
        )}
      </PageHead>
      <ViewState view={activity} height="24rem">
        {({ questions }) =>
          questions.length === 0 ? (
            <NothingAsked takesFocus={wasCleared} />
          ) : (
            <QuestionList
              key={shown}
              questions={shown === 'all' ? questions : questions.filter(({ outcome }) => outcome === shown)}
              onShowAll={() => show('all')}
            />
          )
        }
      </ViewState>
    </>
  );
}
