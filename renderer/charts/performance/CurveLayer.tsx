import { useMemo } from 'react';
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';
import { curvePath } from './curve-path.ts';

interface CurveLayerProps {
  readonly className: string;
  readonly values: readonly (number | null)[];
  /** First and last entry of `values` to draw, both included. */
  readonly from: number;
  readonly to: number;
  /** The area between the curve and this value is filled. */
  readonly baseline?: number;
}

/**
 * A curve on the scales of the chart around it. Handed to the chart as its data, thousands of days would cost half of
 * the time until the first picture, and each change of one curve would draw all of them anew.
 */
export function CurveLayer({ className, values, from, to, baseline }: CurveLayerProps) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const width = usePlotArea()?.width;
  const path = useMemo(
    () =>
      x === undefined || y === undefined || width === undefined
        ? null
        : curvePath({ values, from, to, x, y, width }),
    [values, from, to, x, y, width],
  );
  if (path === null) return null;
  return (
    <>
      {baseline !== undefined && <path className={`${className} curve-area`} d={path.areaTo(baseline)} />}
      <path className={`${className} curve`} d={path.line} />
    </>
  );
}
