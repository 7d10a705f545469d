import { memo } from 'react';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';
import type { DayRange } from '../../charts/performance/types.ts';
import { Button } from '../../components/Button.tsx';
import { Segmented } from '../../components/Segmented.tsx';
import { SelectField } from '../../components/SelectField.tsx';
import type { FitnessChoices } from './address.ts';
import type { ComparisonOption } from './comparison.ts';
import { csvOf } from './csv.ts';
import { ModelOptions } from './ModelOptions.tsx';
import type { Preset } from './periods.ts';
import { saveAs } from './save-as.ts';

const PERIODS: readonly { readonly value: Preset | 'zoomed'; readonly text: string }[] = [
  { value: '6w', text: '6 w' },
  { value: '3m', text: '3 m' },
  { value: '6m', text: '6 m' },
  { value: '1y', text: '1 y' },
  { value: 'season', text: 'Season' },
  { value: 'all', text: 'All' },
];

interface ChartControlsProps {
  readonly view: PerformanceView;
  readonly range: DayRange;
  readonly options: readonly ComparisonOption[];
  readonly period: FitnessChoices['period'];
  readonly sportId: number | null;
  readonly compare: string | null;
  readonly change: (part: Partial<FitnessChoices>) => void;
}

/** Which days, which sport, against what, and how it is computed. */
export const ChartControls = memo(function ChartControls(props: ChartControlsProps) {
  const { view, range, options, period, sportId, compare, change } = props;
  return (
    <>
      <Segmented
        label="Days in view"
        options={PERIODS}
        value={typeof period === 'string' ? period : 'zoomed'}
        onChange={(chosen) => {
          if (chosen !== 'zoomed') change({ period: chosen });
        }}
      />
      <SelectField
        label="Sport"
        quiet
        options={[
          { value: '', text: 'All sports' },
          ...view.sports.map(({ id, name }) => ({ value: String(id), text: name })),
        ]}
        value={sportId === null ? '' : String(sportId)}
        onChange={(chosen) => change({ sportId: chosen === '' ? null : Number(chosen) })}
      />
      <SelectField
        label="Compare with"
        quiet
        options={[
          { value: '', text: 'Compare …' },
          ...options.map(({ id, name }) => ({ value: id, text: name })),
        ]}
        value={options.some(({ id }) => id === compare) ? (compare ?? '') : ''}
        onChange={(chosen) => change({ compare: chosen === '' ? null : chosen })}
      />
      <ModelOptions />
      <Button
        kind="quiet"
        onPress={() => saveAs(`fitness ${range.from} to ${range.to}.csv`, csvOf(view, range), 'text/csv')}
      >
        Save CSV
      </Button>
    </>
  );
});
