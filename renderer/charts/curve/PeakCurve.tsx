import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from 'recharts';
import type { ReactElement, ReactNode } from 'react';
import { valueAxis, type Scale } from './axes.ts';
import { useRemPixels } from './use-rem-pixels.ts';
import './PeakCurve.css';

/** A length with the bests over it; a best that is not known is null. */
export interface CurvePoint {
  readonly label: string;
  /** Seconds or metres, above 0. */
  readonly length: number;
  readonly best: number | null;
  readonly against: number | null;
}

interface PeakCurveProps {
  /** Shortest first. */
  readonly points: readonly CurvePoint[];
  readonly bestName: string;
  /** Null when nothing is compared. */
  readonly againstName: string | null;
  readonly scale: Scale;
  /** A value without its unit, for the axis. */
  readonly valueText: (value: number) => string;
  /** What is said of a point beside its values. */
  readonly details: (length: number) => ReactNode;
}

const HEIGHT_PIXELS = 300;
/** Room for the names of the lines and for the values of the axis, in the size of the text. */
const NAME_ROOM_REM = 4.6;
const VALUE_ROOM_REM = 2.8;
const TICK_REM = 0.75;
const CLOSE_SHARE = 0.08;

/** Best averages against the length of the effort, on a logarithmic axis; no line runs over a best that is not known. The table beside it says the same. */
export function PeakCurve({ points, bestName, againstName, scale, valueText, details }: PeakCurveProps) {
  const [ruler, rem] = useRemPixels();
  const values = points.flatMap(({ best, against }) => [best, against].filter((value) => value !== null));
  const first = points[0];
  const last = points.at(-1);
  if (values.length === 0 || first === undefined || last === undefined) return null;
  const axis = valueAxis(values, scale);
  const labels = new Map(points.map(({ length, label }) => [length, label]));
  const tick = { fontSize: TICK_REM * rem, fill: 'var(--ink-3)' };
  const ends = endOffsets(points, axis.domain, rem);
  return (
    <div className="peak-curve" aria-hidden="true">
      <span className="rem-ruler" ref={ruler} />
      <LineChart
        responsive
        style={{ width: '100%', height: HEIGHT_PIXELS }}
        data={[...points]}
        margin={{ top: 12, right: NAME_ROOM_REM * rem, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="length"
          type="number"
          scale="log"
          domain={[first.length, last.length]}
          ticks={points.map(({ length }) => length)}
          tickFormatter={(length: number) => labels.get(length) ?? ''}
          tick={tick}
          minTickGap={4}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
          padding={{ left: 12, right: 8 }}
        />
        <YAxis
          type="number"
          domain={[...axis.domain]}
          ticks={axis.ticks}
          tickFormatter={valueText}
          tick={tick}
          width={VALUE_ROOM_REM * rem}
          tickLine={false}
          axisLine={false}
        />
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--ink-3)' }}
          content={({ active, label }) =>
            active && typeof label === 'number' ? <div className="curve-tip">{details(label)}</div> : null
          }
        />
        {againstName !== null && (
          <Line
            dataKey="against"
            isAnimationActive={false}
            stroke="var(--ink-3)"
            strokeWidth={1.5}
            dot={{ r: 3, fill: 'var(--surface)', stroke: 'var(--ink-3)' }}
            activeDot={false}
            label={endLabel(againstName, points, 'against', ends.against)}
          />
        )}
        <Line
          dataKey="best"
          isAnimationActive={false}
          stroke="var(--fitness)"
          strokeWidth={2.5}
          dot={{ r: 3.5, fill: 'var(--fitness)', stroke: 'var(--fitness)' }}
          activeDot={{ r: 5 }}
          label={endLabel(bestName, points, 'best', ends.best)}
        />
      </LineChart>
    </div>
  );
}

/** Two ends at nearly the same height would be named on top of each other. */
function endOffsets(points: readonly CurvePoint[], [low, high]: readonly [number, number], rem: number) {
  const best = points.findLast((point) => point.best !== null)?.best ?? null;
  const against = points.findLast((point) => point.against !== null)?.against ?? null;
  const isClose = best !== null && against !== null && Math.abs(best - against) < CLOSE_SHARE * (high - low);
  const middle = 0.25 * rem;
  return isClose
    ? { best: middle + 0.5 * rem, against: middle - 0.5 * rem }
    : { best: middle, against: middle };
}

interface LabelPlace {
  readonly index?: number | undefined;
  readonly x?: number | string | undefined;
  readonly y?: number | string | undefined;
}

/** Names a line at its last point. */
function endLabel(
  name: string,
  points: readonly CurvePoint[],
  key: 'best' | 'against',
  offset: number,
): (place: LabelPlace) => ReactElement | null {
  const end = points.findLastIndex((point) => point[key] !== null);
  return function EndLabel({ index, x, y }) {
    if (index !== end) return null;
    return (
      <text x={Number(x) + 10} y={Number(y) + offset} className={`curve-end ${key}`}>
        {name}
      </text>
    );
  };
}
