import { useEffect, useId, useRef } from 'react';
import { Link } from 'wouter';
import { addDays, daysBetween } from '../../../src/analytics/calendar.ts';
import { formBand } from '../../../src/analytics/form-bands.ts';
import { isNearZero, workoutContribution, type LoadConstants } from '../../../src/analytics/training-load.ts';
import type { DayEntry } from '../../../src/shared/views/days.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import { ViewState } from '../../components/ViewState.tsx';
import { workoutPath } from '../../shell/workout-path.ts';
import { useWindow } from '../../window-context.ts';
import { formColumn } from './facts.ts';
import { useDay } from './use-days.ts';
import './DayPanel.css';

interface DayPanelProps {
  readonly day: string;
  readonly view: PerformanceView;
  readonly sportId: number | null;
  readonly onDay: (day: string) => void;
  readonly onClose: () => void;
}

/** One day: what was done and planned, and what each workout did to fitness, fatigue and form. */
export function DayPanel({ day, view, sportId, onDay, onClose }: DayPanelProps) {
  const { format } = useWindow();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const entries = useDay(day, sportId);
  useEffect(() => {
    if (dialog.current?.open === false) dialog.current.showModal();
  }, []);
  return (
    <dialog ref={dialog} className="day-panel" aria-labelledby={titleId} onClose={onClose}>
      <header>
        <h2 id={titleId}>{format.weekday(day)}</h2>
        <button type="button" className="button quiet" onClick={() => onDay(addDays(day, -1))}>
          <span aria-hidden="true">‹</span> <span className="unseen">Day before</span>
        </button>
        <button type="button" className="button quiet" onClick={() => onDay(addDays(day, 1))}>
          <span className="unseen">Day after</span> <span aria-hidden="true">›</span>
        </button>
      </header>
      <DayNumbers day={day} view={view} sportId={sportId} />
      <ViewState view={entries} height="6rem">
        {(found) => <Entries day={day} today={view.today} entries={found} />}
      </ViewState>
      <form method="dialog">
        <button className="button quiet">Close</button>
      </form>
    </dialog>
  );
}

function DayNumbers({ day, view, sportId }: Pick<DayPanelProps, 'day' | 'view' | 'sportId'>) {
  const { status, measures } = useWindow();
  const { formConvention } = status.preferences;
  const index = daysBetween(view.firstDay, day);
  const form = formColumn(view, formConvention)[index];
  const ctl = view.ctl[index];
  const atl = view.atl[index];
  if (index < view.firstTrustedIndex || form === undefined || ctl === undefined || atl === undefined)
    return (
      <p>
        {day > view.today
          ? 'Nothing is planned that reaches this day, so its fitness is not known.'
          : 'Fitness of this day is not known: the history does not hold enough days around it.'}
      </p>
    );
  const tss = view.tss[index] ?? null;
  const before =
    index === view.todayIndex + 1
      ? view.todayIfPlanDone
      : { ctl: view.ctl[index - 1], atl: view.atl[index - 1] };
  const figures = [
    {
      name: day > view.today ? 'Planned load' : 'Load',
      value: tss === null ? '–' : measures.number(tss),
      note: tss === null ? 'not scored' : 'TSS',
    },
    {
      name: 'Fitness',
      value: measures.number(ctl),
      note: `${measures.change(ctl - (before.ctl ?? 0), 1)} that day`,
    },
    {
      name: 'Fatigue',
      value: measures.number(atl),
      note: `${measures.change(atl - (before.atl ?? 0), 1)} that day`,
    },
    {
      name: formConvention === 'morning' ? 'Form that morning' : 'Form at the end',
      value: measures.form(form),
      // The bands are meant for all sports together, and for fitness that there is.
      note: sportId !== null || isNearZero({ ctl, atl }) ? '' : formBand(form).label,
    },
  ];
  return (
    <dl className="day-figures">
      {figures.map(({ name, value, note }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <b>{value}</b> <small>{note}</small>
          </dd>
        </div>
      ))}
    </dl>
  );
}

const STATUS_TEXTS: Readonly<Record<DayEntry['status'], string>> = {
  completed: '',
  planned: 'planned',
  missed: 'missed',
  day_off: 'day off',
  note: 'note',
};

function Entries({
  day,
  today,
  entries,
}: {
  readonly day: string;
  readonly today: string;
  readonly entries: readonly DayEntry[];
}) {
  const { status } = useWindow();
  const { ctlDays, atlDays } = status.preferences;
  if (entries.length === 0) return <p>No workout on this day.</p>;
  return (
    <table className="day-entries">
      <thead>
        <tr>
          <th scope="col">Workout</th>
          <th scope="col">Time</th>
          <th scope="col">TSS</th>
          <th scope="col">Adds to fitness</th>
          <th scope="col">and to fatigue</th>
          {day < today && <th scope="col">Fitness left of it today</th>}
        </tr>
      </thead>
      <tbody>
        {entries.map((entry) => (
          <EntryRow
            key={entry.workoutId}
            entry={entry}
            constants={{ ctlDays, atlDays }}
            daysSince={day < today ? daysBetween(day, today) : null}
          />
        ))}
      </tbody>
    </table>
  );
}

interface EntryRowProps {
  readonly entry: DayEntry;
  readonly constants: LoadConstants;
  /** Null for today and later. */
  readonly daysSince: number | null;
}

function EntryRow({ entry, constants, daysSince }: EntryRowProps) {
  const { measures } = useWindow();
  const isDone = entry.status === 'completed';
  const tss = isDone ? entry.tss : entry.status === 'planned' ? entry.plannedTss : null;
  const added = tss === null ? null : workoutContribution(tss, 0, constants);
  const left =
    isDone && tss !== null && daysSince !== null ? workoutContribution(tss, daysSince, constants) : null;
  const missed =
    entry.status === 'missed' && entry.plannedTss !== null
      ? `${entry.isPlanEstimated ? 'about ' : ''}${measures.number(entry.plannedTss)} TSS were planned`
      : '';
  const unscored = isDone && tss === null ? 'without a score' : '';
  const estimated = entry.status === 'planned' && entry.isPlanEstimated ? 'TSS estimated' : '';
  const same = entry.sameAs.length === 0 ? '' : `looks like the same session as ${entry.sameAs.join(', ')}`;
  const remark = [entry.sport, STATUS_TEXTS[entry.status], missed, unscored, estimated, same]
    .filter((part) => part !== '')
    .join(', ');
  return (
    <tr>
      <th scope="row">
        <Link href={workoutPath(entry.workoutId)}>{entry.title ?? entry.sport}</Link>
        <small>{remark}</small>
      </th>
      <td>{measures.hours(isDone ? entry.durationSeconds : entry.plannedDurationSeconds)}</td>
      <td>{measures.number(tss)}</td>
      <td>{measures.change(added?.ctl ?? null, 1)}</td>
      <td>{measures.change(added?.atl ?? null, 1)}</td>
      {daysSince !== null && <td>{measures.change(left?.ctl ?? null, 1)}</td>}
    </tr>
  );
}
