import { memo } from 'react';
import { Link } from 'wouter';
import type { WorkoutEntry } from '../../../src/shared/views/workouts.ts';
import { SportSwatch } from '../../charts/SportFill.tsx';
import type { Measure } from '../../measures.ts';
import { workoutPath } from '../../shell/workout-path.ts';
import { useWindow } from '../../window-context.ts';
import { tssWords } from '../../words/workouts-words.ts';
import { workoutTitle } from '../../words/workout-words.ts';
import { durationOf, tssOf, type ListTotals } from './list-filter.ts';
import './WorkoutRow.css';

interface Place {
  /** Which row of the list it is, from 0. */
  readonly index: number;
  readonly measure: (row: HTMLElement | null) => void;
}

/** As many as every list has, however narrow: more would make columns of their own. */
const MONTH_COLUMNS = 5;

/** The head of a month: its name and what was done in it. */
export const MonthRow = memo(function MonthRow({
  index,
  measure,
  month,
  totals,
}: Place & { readonly month: string; readonly totals: ListTotals }) {
  const { format, measures } = useWindow();
  const { done, doneSeconds, doneTss, planned, notDoneSeconds, notDoneTss, isPlanEstimated } = totals;
  const sums = (
    done > 0 || planned === 0
      ? [`${format.count(done)} done`, `${measures.hours(doneSeconds)} h`, tssWords(doneTss, format)]
      : [
          `${format.count(planned)} planned`,
          `${measures.hours(notDoneSeconds)} h`,
          tssWords(notDoneTss, format, isPlanEstimated ? '≈ ' : ''),
        ]
  ).filter((part) => part !== '');
  return (
    <tr role="row" className="month" ref={measure} data-index={index} aria-rowindex={index + 2}>
      <th role="rowheader" colSpan={MONTH_COLUMNS}>
        {format.month(month)} <span className="month-sums">{sums.join(' · ')}</span>
      </th>
    </tr>
  );
});

const STATUS_WORDS = { planned: 'Planned', missed: 'Missed', day_off: 'Day off', note: 'Note' } as const;

/** One workout. The whole row leads to its page. */
export const WorkoutRow = memo(function WorkoutRow({
  index,
  measure,
  entry,
}: Place & { readonly entry: WorkoutEntry }) {
  const { format, measures } = useWindow();
  const { status, sportId } = entry;
  const isDone = status === 'completed';
  const distance = entry.distanceMeters === 0 ? null : entry.distanceMeters;
  return (
    <tr role="row" className={status} ref={measure} data-index={index} aria-rowindex={index + 2}>
      <td role="cell" className="date">
        {format.dayInRow(entry.day)}
      </td>
      <td role="cell" className="sport">
        <SportSwatch sportId={sportId} /> {entry.sport}
      </td>
      <th role="rowheader" scope="row" className="title">
        <span className="title-line">
          <Link href={workoutPath(entry.workoutId)} title={entry.title ?? undefined}>
            {workoutTitle(entry)}
          </Link>
          {!isDone && <span className="tag">{STATUS_WORDS[status]}</span>}
          {entry.personalRecords > 0 && (
            <span className="tag">
              {entry.personalRecords} <abbr title="Personal records">PR</abbr>
            </span>
          )}
        </span>
      </th>
      <Cell
        className="duration"
        value={{ value: measures.clock(durationOf(entry)), unit: '' }}
        planned={!isDone}
      />
      <Cell className="distance" value={measures.distance(distance, sportId)} />
      <Cell
        className="tss"
        value={{ value: measures.number(tssOf(entry)), unit: 'TSS' }}
        planned={!isDone}
        estimated={!isDone && entry.isPlanEstimated}
        missing={isDone ? 'not scored' : undefined}
      />
      <Cell className="if" value={{ value: measures.number(entry.intensityFactor, 2), unit: 'IF' }} />
      <Cell className="heart" value={{ value: measures.number(entry.averageHeartRateBpm), unit: 'bpm' }} />
      <Cell className="power" value={{ value: measures.number(entry.normalizedPowerWatts), unit: 'W' }} />
    </tr>
  );
});

interface CellProps {
  readonly className: string;
  readonly value: Measure;
  /** The value is of the plan, not of what was done. */
  readonly planned?: boolean;
  /** The value is a guess from planned time and intensity. */
  readonly estimated?: boolean;
  /** Why there is no value, where that needs a word. */
  readonly missing?: string | undefined;
}

function Cell({ className, value: { value, unit }, planned = false, estimated = false, missing }: CellProps) {
  const isKnown = value !== '–';
  return (
    <td role="cell" className={`number ${className}${isKnown ? '' : ' unknown'}`}>
      {planned && isKnown && <span className="unseen">planned </span>}
      {estimated && isKnown && <span className="unseen">about </span>}
      {estimated && isKnown && <span aria-hidden="true">≈ </span>}
      {!isKnown && missing !== undefined ? <span className="no-value">{missing}</span> : value}
      {isKnown && unit !== '' && <span className="unit"> {unit}</span>}
    </td>
  );
}
