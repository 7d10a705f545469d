import { useMemo, useRef } from 'react';
import { useSearchParams } from 'wouter';
import { addDays, isCalendarDay } from '../../../src/analytics/calendar.ts';
import type { CalendarView } from '../../../src/shared/views/calendar.ts';
import { Button } from '../../components/Button.tsx';
import { ViewState } from '../../components/ViewState.tsx';
import { PageHead } from '../../shell/PageHead.tsx';
import { useView } from '../../view.ts';
import { useWindow } from '../../window-context.ts';
import { calendarSentence } from '../../words/calendar-words.ts';
import { moveBetweenEntries } from './entry-keys.ts';
import { WeekRow } from './WeekRow.tsx';
import './Calendar.css';

const WEEKS_IN_VIEW = 6;
const DAYS_PER_STEP = 28;
/** How far one can go: longer than any training life, and within what dates can be reckoned. */
const FIRST_DAY = '1900-01-01';
const LAST_DAY = '2199-12-31';

/** What is planned in the coming weeks, what was done in the last ones, and where the plan leads. */
export default function CalendarPage() {
  const { status } = useWindow();
  const [address] = useSearchParams();
  const { weekStart, ctlDays, atlDays } = status.preferences;
  const from = dayIn(address.get('from'));
  const request = useMemo(
    () => ({ from, weeks: WEEKS_IN_VIEW, weekStart, ctlDays, atlDays }),
    [from, weekStart, ctlDays, atlDays],
  );
  const view = useView('view.calendar', request);
  return (
    <>
      {view.data === undefined && (
        <PageHead title="Calendar" sub=" ">
          {from !== null && <Steps first={from} />}
        </PageHead>
      )}
      <ViewState view={view} height="70vh">
        {(data) => <Calendar view={data} />}
      </ViewState>
    </>
  );
}

/** The day an address asks for, brought within reach; null when it asks for none. */
function dayIn(asked: string | null): string | null {
  if (asked === null || !isCalendarDay(asked)) return null;
  if (asked < FIRST_DAY) return FIRST_DAY;
  return asked > LAST_DAY ? LAST_DAY : asked;
}

function Calendar({ view }: { readonly view: CalendarView }) {
  const { format } = useWindow();
  const weeks = useRef<HTMLDivElement>(null);
  const first = view.weeks[0]?.startDay ?? view.today;
  const last = view.weeks.at(-1)?.endDay ?? view.today;
  const range = `${format.day(first)} to ${format.day(last)}`;
  return (
    <>
      <PageHead title={calendarSentence(view, format)} sub={range}>
        <Steps first={first} />
      </PageHead>
      <p className="unseen" role="status">
        {range}
      </p>
      <div
        className="calendar"
        ref={weeks}
        onKeyDown={(event) => {
          if (weeks.current !== null && moveBetweenEntries(event.key, weeks.current, document.activeElement))
            event.preventDefault();
        }}
      >
        {view.weeks.map((week) => (
          <WeekRow key={week.startDay} week={week} today={view.today} />
        ))}
      </div>
      <p className="calendar-hint">
        Arrow keys move between workouts, up and down between weeks. Nothing here changes TrainingPeaks.
      </p>
      {view.about.notes.map((note) => (
        <p className="calendar-hint" key={note}>
          {note}
        </p>
      ))}
    </>
  );
}

function Steps({ first }: { readonly first: string }) {
  const [, setAddress] = useSearchParams();
  const go = (from: string | null) => () => setAddress(from === null ? {} : { from }, { replace: true });
  return (
    <>
      <Button kind="quiet" onPress={go(addDays(first, -DAYS_PER_STEP))}>
        Earlier
      </Button>
      <Button kind="quiet" onPress={go(null)}>
        This week
      </Button>
      <Button kind="quiet" onPress={go(addDays(first, DAYS_PER_STEP))}>
        Later
      </Button>
    </>
  );
}
