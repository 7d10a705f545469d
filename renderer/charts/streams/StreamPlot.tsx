import { memo } from 'react';
import { Area, ComposedChart, Line, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import type { ChannelName } from './channels.ts';
import type { StreamPoint } from './points.ts';

interface StreamPlotProps {
  readonly name: ChannelName;
  readonly points: readonly StreamPoint[];
  readonly domain: readonly [number, number];
  readonly lastSecond: number;
}

const NO_MARGIN = { top: 0, right: 0, bottom: 0, left: 0 };

/** The curve alone: its scale and the cursor lie around it, so that moving the cursor draws no curve anew. */
export const StreamPlot = memo(function StreamPlot({ name, points, domain, lastSecond }: StreamPlotProps) {
  const shape = {
    dataKey: 'value',
    type: 'linear',
    stroke: `var(--stream-${name})`,
    strokeWidth: 1.25,
    isAnimationActive: false,
    dot: false,
    activeDot: false,
  } as const;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={NO_MARGIN} accessibilityLayer={false}>
        <XAxis dataKey="time" type="number" domain={[0, lastSecond]} hide />
        <YAxis type="number" domain={[...domain]} allowDataOverflow hide width={0} />
        {name === 'altitude' ? (
          <Area {...shape} baseValue={domain[0]} fill="var(--stream-altitude)" fillOpacity={0.14} />
        ) : (
          <Line {...shape} />
        )}
      </ComposedChart>
    </ResponsiveContainer>
  );
});
