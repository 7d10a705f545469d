import { useMemo } from 'react';
import { Curve, usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { sampledIndexes } from './sampling.ts';

interface CurveLayerProps {
  readonly className: string;
  readonly values: readonly (number | null)[];
  /** First and last entry of `values` to draw, both included. */
  readonly from: number;
  readonly to: number;
  /** The area between the curve and this value is filled; without it the curve is a line. */
  readonly baseline?: number;
}

/** Two points for each stretch of so many pixels draw what all points would. */
const BUCKET_PIXELS = 2;

/**
 * A curve on the scales of the chart around it. Handed to the chart as its data, thousands of days would cost half of
 * the time until the first picture, and each change of one curve would draw all of them anew.
 */
export function CurveLayer({ className, values, from, to, baseline }: CurveLayerProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const width = usePlotArea()?.width ?? 0;
  const points = useMemo(() => {
    if (x === undefined || y === undefined) return [];
    return sampledIndexes(values, { from, to }, Math.ceil(width / BUCKET_PIXELS)).map((index) => {
      const value = values[index] ?? null;
      return { x: rounded(x(index)), y: value === null ? null : rounded(y(value)) };
    });
  }, [values, from, to, x, y, width]);
  const base = baseline === undefined || y === undefined ? null : rounded(y(baseline));
  return <Curve className={className} points={points} {...(base === null ? {} : { baseLine: base })} />;
}

/** Hundredths of a pixel are not seen; writing them takes time. */
function rounded(pixels: number | undefined): number | null {
  return pixels === undefined ? null : Math.round(pixels * 10) / 10;
}
