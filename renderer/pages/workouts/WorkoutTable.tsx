import { useCallback, useMemo, type KeyboardEvent } from 'react';
import { useSearch } from 'wouter';
import type { WorkoutEntry } from '../../../src/shared/views/workouts.ts';
import type { ListChoice, SortKey } from './list-choice.ts';
import { rowsOf } from './list-rows.ts';
import { useWindowRows } from './use-window-rows.ts';
import { MonthRow, WorkoutRow } from './WorkoutRow.tsx';
import './WorkoutTable.css';

interface Column {
  readonly name: string;
  /** What the name stands for, where it is short. */
  readonly title?: string;
  readonly sort?: SortKey;
  readonly className: string;
}

const COLUMNS: readonly Column[] = [
  { name: 'Date', sort: 'date', className: 'date' },
  { name: 'Sport', className: 'sport' },
  { name: 'Title', className: 'title' },
  { name: 'Duration', sort: 'duration', className: 'number duration' },
  { name: 'Distance', sort: 'distance', className: 'number distance' },
  { name: 'TSS', title: 'Training Stress Score', sort: 'tss', className: 'number tss' },
  { name: 'IF', title: 'Intensity factor', sort: 'if', className: 'number if' },
  { name: 'HR', title: 'Average heart rate', className: 'number heart' },
  { name: 'NP', title: 'Normalized power', className: 'number power' },
];

interface WorkoutTableProps {
  readonly entries: readonly WorkoutEntry[];
  readonly choice: ListChoice;
  readonly onChange: (change: Partial<ListChoice>) => void;
}

/** Workouts in rows, each a link. Only the rows near the view are in the page, so that length costs nothing. */
export function WorkoutTable({ entries, choice, onChange }: WorkoutTableProps) {
  const address = useSearch();
  const rows = useMemo(() => rowsOf(entries, choice.sort === 'date'), [entries, choice.sort]);
  const keyOf = useCallback((index: number) => rows[index]?.key ?? String(index), [rows]);
  const { list, items, measure, roomAbove, roomBelow } = useWindowRows<HTMLTableSectionElement>(
    rows.length,
    keyOf,
    address,
  );
  const arePlans = choice.status === 'missed' || choice.status === 'planned';
  return (
    <div className="workout-list panel">
      {/* Roles are named, since narrow windows show rows as lines of text, which takes them from a table. */}
      <table
        role="table"
        className={arePlans ? 'plans' : ''}
        aria-label="Workouts"
        aria-rowcount={rows.length + 1}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            {COLUMNS.map((column) => (
              <HeaderCell key={column.name} column={column} choice={choice} onChange={onChange} />
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" ref={list} onKeyDown={moveBetweenRows}>
          <Room height={roomAbove} />
          {items.map(({ index, key }) => {
            const row = rows[index];
            const place = { index, measure };
            if (row === undefined) return null;
            return row.kind === 'month' ? (
              <MonthRow key={String(key)} {...place} month={row.month} totals={row.totals} />
            ) : (
              <WorkoutRow key={String(key)} {...place} entry={row.entry} />
            );
          })}
          <Room height={roomBelow} />
        </tbody>
      </table>
    </div>
  );
}

function Room({ height }: { readonly height: number }) {
  return height > 0 ? <tr className="room" aria-hidden="true" style={{ height }} /> : null;
}

function HeaderCell({
  column: { name, title, sort, className },
  choice,
  onChange,
}: Pick<WorkoutTableProps, 'choice' | 'onChange'> & { readonly column: Column }) {
  const isSorted = sort === choice.sort;
  const direction = choice.descending ? 'descending' : 'ascending';
  const words = title === undefined ? name : <abbr title={title}>{name}</abbr>;
  return (
    <th
      role="columnheader"
      scope="col"
      className={`${className}${sort === undefined ? ' unsorted' : ''}`}
      aria-sort={isSorted ? direction : undefined}
    >
      {sort === undefined ? (
        words
      ) : (
        <button
          type="button"
          className="sort"
          onClick={() => onChange({ sort, descending: isSorted ? !choice.descending : true })}
        >
          {words}
          <svg viewBox="0 0 8 8" aria-hidden="true" className={isSorted ? direction : 'none'}>
            <path d="M1 2.5 4 6l3-3.5z" />
          </svg>
        </button>
      )}
    </th>
  );
}

const STEPS: Readonly<Record<string, 'nextElementSibling' | 'previousElementSibling'>> = {
  ArrowDown: 'nextElementSibling',
  ArrowUp: 'previousElementSibling',
};

/** Arrow keys go from row to row; months and room are passed over. */
function moveBetweenRows(event: KeyboardEvent<HTMLElement>): void {
  const step = STEPS[event.key];
  if (step === undefined || !(event.target instanceof Element)) return;
  let row = event.target.closest('tr')?.[step] ?? null;
  while (row !== null && row.querySelector('a') === null) row = row[step];
  const link = row?.querySelector('a');
  if (!link) return;
  event.preventDefault();
  link.focus();
}
