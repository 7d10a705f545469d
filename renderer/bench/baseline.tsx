/** What the benchmark holds the performance chart against: a bare Recharts line chart of the same columns. */
import { createRoot } from 'react-dom/client';
import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { PerformanceView } from '../../src/shared/views/performance.ts';

type Row = Readonly<Record<'index' | 'ctl' | 'atl' | 'tsb', number>>;

declare global {
  interface Window {
    /** Draws the chart, or draws it anew. */
    drawBaseline: (view: PerformanceView) => void;
  }
}

const SIZE = { width: 900, height: 500 };

const root = createRoot(document.body.appendChild(document.createElement('main')));

window.drawBaseline = ({ ctl, atl, tsbMorning }) => {
  const rows: Row[] = ctl.map((value, index) => ({
    index,
    ctl: value,
    atl: atl[index] ?? 0,
    tsb: tsbMorning[index] ?? 0,
  }));
  root.render(
    <LineChart {...SIZE} data={rows}>
      <CartesianGrid />
      <XAxis dataKey="index" type="number" domain={['dataMin', 'dataMax']} />
      <YAxis />
      <Tooltip isAnimationActive={false} />
      <Line dataKey="ctl" dot={false} isAnimationActive={false} />
      <Line dataKey="atl" dot={false} isAnimationActive={false} />
      <Line dataKey="tsb" dot={false} isAnimationActive={false} />
    </LineChart>,
  );
};
