import { PERIOD_AXIS, VALUE_AXIS } from './axes.ts';
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
import { RampTooltip } from './RampTooltip.tsx';

/** Joe Friel's advice for most athletes, in CTL points a week: joefrielsblog.com 2015/05. */
const ADVISED = { from: 5, to: 8 };

/** How much fitness each period brought or took. */
export function RampChart({ load, step }: { readonly load: LoadView; readonly step: 'week' | 'month' }) {
  const { format, measures } = useWindow();
  const rows = load.periods.map((period) => ({
    name: periodName(period, step, format),
    change: period.ctlChange,
    remark: remarkOn(period, load.today),
  }));
  return (
    <ChartFrame
      title={`Fitness gained or lost a ${step}`}
      summary={rampSummary(load, step, measures)}
      table={() => ({
        columns: [step === 'week' ? 'Week of' : 'Month', 'CTL change'],
        rows: rows
          .toReversed()
          .map(({ name, change, remark }) => [name, `${measures.change(change, 1)}${remark}`]),
      })}
      controls={
        step === 'week' && (
          <span className="load-note">shaded: 5 to 8 a week, what suits most athletes (Friel)</span>
        )
      }
    >
      <ResponsiveContainer width="100%" height={150}>
        <BarChart data={rows} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} barCategoryGap="30%">
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis {...PERIOD_AXIS} axisLine={false} />
          <YAxis {...VALUE_AXIS} tickFormatter={(value: number) => measures.change(value)} />
          {step === 'week' && (
            <ReferenceArea y1={ADVISED.from} y2={ADVISED.to} fill="var(--band-2)" ifOverflow="extendDomain" />
          )}
          <ReferenceLine y={0} stroke="var(--line-strong)" />
          <Bar dataKey="change" name="CTL change" fill="var(--fitness)" isAnimationActive={false} />
          <Tooltip cursor={{ fill: 'var(--band-3)' }} isAnimationActive={false} content={<RampTooltip />} />
        </BarChart>
      </ResponsiveContainer>
    </ChartFrame>
  );
}
