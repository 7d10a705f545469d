import { NOW_LINE, PERIOD_AXIS, VALUE_AXIS } from './axes.ts';
import { useId } from 'react';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { LoadView } from '../../../src/shared/views/load.ts';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { SportPatterns, SportSwatch, sportFill } from '../../charts/SportFill.tsx';
import { useWindow } from '../../window-context.ts';
import { periodsSummary } from '../../words/load-words.ts';
import { PeriodTooltip } from './PeriodTooltip.tsx';
import { periodName, rowsOf } from './periods.ts';
import { useSpokenPeriod } from './SpokenPeriod.tsx';

interface LoadChartProps {
  readonly load: LoadView;
  readonly step: 'week' | 'month';
  readonly measure: 'tss' | 'hours';
}

/** Load done, stacked by sport, inside the outline of what is or was planned. */
export function LoadChart({ load, step, measure }: LoadChartProps) {
  const { format, measures } = useWindow();
  const patterns = useId();
  const rows = rowsOf(load, step, measure, format);
  const running = rows.find(({ period }) => period.startDay <= load.today && load.today <= period.endDay);
  const unit = measure === 'tss' ? 'TSS' : 'Hours';
  const title = `${unit} a ${step}`;
  const { place, speak } = useSpokenPeriod();
  return (
    <ChartFrame
      title={title}
      summary={periodsSummary(load, step, measure, measures)}
      table={() => ({
        columns: [
          step === 'week' ? 'Week of' : 'Month',
          'TSS',
          'Planned TSS',
          'Hours',
          'Workouts',
          'Without a score',
          'Fitness change',
          ...load.sports.map(({ name }) => `${name} TSS`),
        ],
        rows: load.periods
          .toReversed()
          .map((period) => [
            periodName(period, step, format),
            measures.number(period.tss),
            measures.number(period.plannedTss),
            measures.hours(period.durationSeconds),
            measures.number(period.sessions),
            measures.number(period.unscored),
            measures.change(period.ctlChange, 1),
            ...load.sports.map(({ id }) =>
              measures.number(period.bySport.find(({ sportId }) => sportId === id)?.tss ?? 0),
            ),
          ]),
      })}
      controls={
        <ul className="load-legend">
          {load.sports.map(({ id, name }) => (
            <li key={id}>
              <SportSwatch sportId={id} />
              {name}
            </li>
          ))}
          <li>
            <span className="planned-swatch" aria-hidden="true" />
            Planned
          </li>
        </ul>
      }
    >
      {place}
      <ResponsiveContainer width="100%" height={300}>
        <BarChart
          aria-label={`${title}. Arrow keys go from ${step} to ${step}.`}
          data={rows}
          margin={{ top: 24, right: 8, bottom: 0, left: 0 }}
          barCategoryGap="22%"
        >
          <SportPatterns prefix={patterns} />
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis {...PERIOD_AXIS} axisLine={{ stroke: 'var(--line-strong)' }} />
          <XAxis xAxisId="planned" dataKey="name" hide />
          <YAxis {...VALUE_AXIS} tickFormatter={(value: number) => measures.number(value)} />
          {running && <ReferenceLine {...NOW_LINE} x={running.name} />}
          {load.sports.map(({ id, name }) => (
            <Bar
              key={id}
              dataKey={`sport${String(id)}`}
              name={name}
              stackId="done"
              fill={sportFill(patterns, id)}
              isAnimationActive={false}
            />
          ))}
          <Bar
            dataKey="planned"
            name="Planned"
            xAxisId="planned"
            fill="transparent"
            stroke="var(--ink-3)"
            strokeDasharray="3 2"
            isAnimationActive={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--band-3)' }}
            isAnimationActive={false}
            content={<PeriodTooltip sports={load.sports} step={step} measure={measure} speak={speak} />}
          />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
