import { sampledIndexes } from './sampling.ts';

/** Pixels of a value on an axis. */
export type Scale = (value: number) => number | undefined;

interface CurveQuestion {
  readonly values: readonly (number | null)[];
  /** First and last entry of `values`, both included. */
  readonly from: number;
  readonly to: number;
  readonly x: Scale;
  readonly y: Scale;
  /** Pixels that the entries are spread over. */
  readonly width: number;
}

interface CurvePath {
  /** SVG path data; a null value interrupts it. Empty without entries. */
  readonly line: string;
  /** The same closed along `baseline`; an interrupted curve has no area. */
  readonly areaTo: (baseline: number) => string;
}

/** Two points for each stretch of so many pixels draw what all points would. */
const BUCKET_PIXELS = 2;

/** The way through the values, at most as detailed as the screen. */
export function curvePath({ values, from, to, x, y, width }: CurveQuestion): CurvePath {
  const indexes = sampledIndexes(values, { from, to }, Math.ceil(width / BUCKET_PIXELS));
  let line = '';
  let isDown = false;
  for (const index of indexes) {
    const value = values[index] ?? null;
    if (value === null) isDown = false;
    else {
      line += `${isDown ? 'L' : 'M'}${pixels(x(index))} ${pixels(y(value))}`;
      isDown = true;
    }
  }
  const [first, last] = [indexes[0], indexes.at(-1)];
  return {
    line,
    areaTo: (baseline) =>
      first === undefined || last === undefined
        ? ''
        : `${line}L${pixels(x(last))} ${pixels(y(baseline))}L${pixels(x(first))} ${pixels(y(baseline))}Z`,
  };
}

/** Hundredths of a pixel are not seen; writing them takes time. */
export function pixels(value: number | undefined): number {
  return Math.round((value ?? 0) * 10) / 10;
}
