import type { WorkoutsView } from '../../../src/shared/views/workouts.ts';
import { sportName } from '../../../src/shared/sports.ts';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import { minutesWords, periodName } from '../../words/workouts-words.ts';
import { ROLLING_PERIODS, type ListChoice, type ListPeriod, type ListStatus } from './list-choice.ts';
import { SearchField } from './SearchField.tsx';

const STATUS_OPTIONS: readonly { readonly value: ListStatus; readonly text: string }[] = [
  { value: 'all', text: 'All' },
  { value: 'completed', text: 'Done' },
  { value: 'missed', text: 'Missed' },
  { value: 'planned', text: 'Planned' },
];

const MINIMUM_MINUTES = [0, 30, 60, 90, 120, 180, 240];

interface ListFiltersProps {
  readonly view: WorkoutsView;
  readonly choice: ListChoice;
  readonly onChange: (change: Partial<ListChoice>) => void;
}

/** The few questions one asks of a list of workouts. */
export function ListFilters({ view, choice, onChange }: ListFiltersProps) {
  const sports = [{ value: '', text: 'All sports' }, ...sportOptions(view, choice.sportId)];
  const periods = periodOptions(view, choice.period);
  return (
    <search className="list-filters" aria-label="Workouts">
      <SearchField
        label="Search titles and notes"
        value={choice.search}
        onChange={(search) => onChange({ search })}
      />
      <Segmented
        label="Which workouts"
        options={STATUS_OPTIONS}
        value={choice.status}
        onChange={(status) => onChange({ status })}
      />
      <SelectField
        label="Sport"
        quiet
        options={sports}
        value={choice.sportId === null ? '' : String(choice.sportId)}
        onChange={(sportId) => onChange({ sportId: sportId === '' ? null : Number(sportId) })}
      />
      {choice.status !== 'planned' && (
        <SelectField
          label="Period"
          quiet
          options={periods}
          value={choice.period}
          onChange={(period) => onChange({ period })}
        />
      )}
      <SelectField
        label="Duration"
        quiet
        options={[...new Set([...MINIMUM_MINUTES, choice.minimumMinutes])].map((minutes) => ({
          value: String(minutes),
          text: minutes === 0 ? 'Any duration' : `${minutesWords(minutes)} or more`,
        }))}
        value={String(choice.minimumMinutes)}
        onChange={(minutes) => onChange({ minimumMinutes: Number(minutes) })}
      />
      <label className="check">
        <input
          type="checkbox"
          checked={choice.withPower}
          onChange={(event) => onChange({ withPower: event.target.checked })}
        />
        With power
      </label>
    </search>
  );
}

/** The sports of the history, the most frequent first; the chosen one even where there is none of it. */
function sportOptions({ workouts }: WorkoutsView, chosen: number | null) {
  const counts = new Map<number, number>(chosen === null ? [] : [[chosen, 0]]);
  for (const { sportId } of workouts) counts.set(sportId, (counts.get(sportId) ?? 0) + 1);
  return [...counts]
    .sort(([, one], [, other]) => other - one)
    .map(([sportId]) => ({ value: String(sportId), text: sportName(sportId) }));
}

/** All times, the last weeks, and each year of the history. */
function periodOptions({ workouts, today }: WorkoutsView, chosen: ListPeriod) {
  const years = new Set(workouts.map(({ day }) => day.slice(0, 4)).filter((year) => year <= today));
  const periods = new Set<ListPeriod>(['all', ...ROLLING_PERIODS, chosen]);
  for (const year of years) periods.add(`${Number(year)}`);
  return [...periods].map((period) => ({ value: period, text: periodName(period) }));
}
