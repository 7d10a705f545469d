import { NOW_LINE, PERIOD_AXIS, VALUE_AXIS } from './axes.ts';
import {
  Bar,
  BarChart,
  CartesianGrid,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import type { LoadView } from '../../../src/shared/views/load.ts';
import { ChartFrame } from '../../charts/ChartFrame.tsx';
import { rampSummary } from '../../words/load-words.ts';
import { useWindow } from '../../window-context.ts';
import { periodName, remarkOn } from './periods.ts';
import { useSpokenPeriod } from './SpokenPeriod.tsx';
import { RampTooltip } from './RampTooltip.tsx';

/** Joe Friel's advice for most athletes, in CTL points a week: joefrielsblog.com 2015/05. */
const ADVISED = { from: 5, to: 8 };

/** How much fitness each period brought or took. */
export function RampChart({ load, step }: { readonly load: LoadView; readonly step: 'week' | 'month' }) {
  const { format, measures } = useWindow();
  const rows = load.periods.map((period) => ({
    name: periodName(period, step, format),
    change: period.ctlChange,
    [period.complete ? 'past' : 'planned']: period.ctlChange,
    remark: remarkOn(period, load.today),
  }));
  const running = load.periods.find(({ startDay, endDay }) => startDay <= load.today && load.today <= endDay);
  const title = `Fitness gained or lost a ${step}`;
  const { place, speak } = useSpokenPeriod();
  return (
    <ChartFrame
      title={title}
      summary={rampSummary(load, step, measures)}
      table={() => ({
        columns: [step === 'week' ? 'Week of' : 'Month', 'CTL change'],
        rows: rows
          .toReversed()
          .map(({ name, change, remark }) => [name, `${measures.change(change, 1)}${remark}`]),
      })}
      controls={
        <ul className="load-legend">
          {step === 'week' && <li>Shaded: 5 to 8 a week, what suits most athletes (Friel)</li>}
          <li>
            <span className="planned-swatch ramp" aria-hidden="true" />
            With your plan
          </li>
        </ul>
      }
    >
      {place}
      <ResponsiveContainer width="100%" height={166}>
        <BarChart
          aria-label={`${title}. Arrow keys go from ${step} to ${step}.`}
          data={rows}
          margin={{ top: 24, right: 8, bottom: 0, left: 0 }}
          barCategoryGap="30%"
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis {...PERIOD_AXIS} axisLine={false} />
          <YAxis {...VALUE_AXIS} tickFormatter={(value: number) => measures.change(value)} />
          {step === 'week' && (
            <ReferenceArea y1={ADVISED.from} y2={ADVISED.to} fill="var(--band-2)" ifOverflow="extendDomain" />
          )}
          <ReferenceLine y={0} stroke="var(--line-strong)" />
          {running && <ReferenceLine {...NOW_LINE} x={periodName(running, step, format)} />}
          <Bar dataKey="past" stackId="change" fill="var(--fitness)" isAnimationActive={false} />
          <Bar
            dataKey="planned"
            stackId="change"
            fill="transparent"
            stroke="var(--fitness)"
            strokeDasharray="3 2"
            isAnimationActive={false}
          />
          <Tooltip
            cursor={{ fill: 'var(--band-3)' }}
            isAnimationActive={false}
            content={<RampTooltip speak={speak} />}
          />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
