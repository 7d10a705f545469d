import { useMemo } from 'react';
import { useSearchParams } from 'wouter';
import { daysBetween } from '../../../src/analytics/calendar.ts';
import { SPORTS } from '../../../src/shared/sports.ts';
import { PageHead } from '../../shell/PageHead.tsx';
import { useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { choiceIn } from './peak-choice.ts';
import { Peaks } from './Peaks.tsx';
import './Peaks.css';

/** Nobody measures a best average in these: day off, strength. */
const WITHOUT_PEAKS = new Set([7, 9, 29]);
const USUAL_SPORTS = ['Bike', 'Run', 'Swim'];
/** When nobody knows yet how long the history is. */
const TEN_YEARS_DAYS = 3650;

/** The best averages of a sport: how much, when, in which workout, and how they compare with earlier years. */
export default function PeaksPage() {
  const { status } = useWindow();
  const { ctlDays, atlDays } = status.preferences;
  const history = useView(
    'view.performance',
    useMemo(() => ({ sportIds: null, ctlDays, atlDays }), [ctlDays, atlDays]),
  );
  const [address] = useSearchParams();
  if (history.data === undefined && history.failure === null) return <PageHead title="Peaks" sub=" " />;
  const known = (history.data?.sports ?? [])
    .filter(({ id }) => !WITHOUT_PEAKS.has(id) && SPORTS.some((sport) => sport.id === id))
    .map(({ name }) => name);
  const sports = known.length > 0 ? known : USUAL_SPORTS;
  const usual = USUAL_SPORTS.find((sport) => sports.includes(sport)) ?? sports[0] ?? 'Bike';
  const choice = choiceIn(address, usual);
  const historyDays = history.data
    ? daysBetween(history.data.firstDay, history.data.today) + 1
    : TEN_YEARS_DAYS;
  return (
    <Peaks
      choice={sports.includes(choice.sport) ? choice : { ...choice, sport: usual }}
      sports={sports}
      historyDays={historyDays}
    />
  );
}
