import { useSettingsInAddress } from '../../use-settings-in-address.ts';
import { EmptyView, ViewState } from '../../components/ViewState.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { loadSentence } from '../../words/load-words.ts';
import { LoadChart } from './LoadChart.tsx';
import { LoadNumbers } from './LoadNumbers.tsx';
import { RampChart } from './RampChart.tsx';
import './LoadPage.css';

const STEPS = [
  { value: 'week', text: 'Weeks' },
  { value: 'month', text: 'Months' },
] as const;
const MEASURES = [
  { value: 'tss', text: 'TSS' },
  { value: 'hours', text: 'Hours' },
] as const;
const SPANS = {
  week: [
    { value: '12', text: '12 w' },
    { value: '26', text: '26 w' },
    { value: '52', text: '1 y' },
  ],
  month: [
    { value: '12', text: '1 y' },
    { value: '24', text: '2 y' },
    { value: '60', text: '5 y' },
  ],
} as const;
const AHEAD = { week: 4, month: 1 };

/** How much was trained and is planned, week by week or month by month. */
export default function LoadPage() {
  const { status, format, measures } = useWindow();
  const { weekStart, ctlDays, atlDays } = status.preferences;
  const [search, change] = useSettingsInAddress();
  const step = search.get('step') === 'month' ? 'month' : 'week';
  const measure = search.get('measure') === 'hours' ? 'hours' : 'tss';
  const span = SPANS[step].find(({ value }) => value === search.get('back'))?.value ?? SPANS[step][1].value;
  const view = useView('view.load', {
    step,
    // A year of months is twelve full ones, and the running one.
    periodsBack: Number(span) + 1,
    periodsAhead: AHEAD[step],
    weekStart,
    ctlDays,
    atlDays,
  });
  return (
    <>
      <PageHead
        title={view.data ? loadSentence(view.data, step, measure, measures, format) : 'Training load'}
        sub={view.data && `${format.weekday(view.data.today)} · all sports`}
      >
        <Segmented
          label="Period"
          options={STEPS}
          value={step}
          onChange={(value) => change({ step: value, back: '' })}
        />
        <Segmented
          label="Range"
          options={SPANS[step]}
          value={span}
          onChange={(value) => change({ back: value })}
        />
        <Segmented
          label="Measure"
          options={MEASURES}
          value={measure}
          onChange={(value) => change({ measure: value })}
        />
      </PageHead>
      <ViewState view={view} height="34rem">
        {(load) =>
          load.periods.length === 0 ? (
            <EmptyView title="No training yet">
              Your weeks appear here as soon as a workout with a time or a load is in TrainingPeaks.
            </EmptyView>
          ) : (
            <>
              <LoadNumbers load={load} step={step} measure={measure} />
              <LoadChart load={load} step={step} measure={measure} />
              <RampChart load={load} step={step} />
            </>
          )
        }
      </ViewState>
    </>
  );
}
