import { METERS_PER_MILE, METERS_PER_YARD } from '../../../src/shared/lengths.ts';
/** Where the lines of a curve's axes stand. */

const MOST_TICKS = 6;
const PACE_STEPS_SECONDS = [5, 10, 15, 30, 60, 120, 300];
const STEPS = [1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000];

/** How the values of a curve are read: as they are, or as the time of a stretch of so many metres. */
export type Scale = { readonly kind: 'plain' } | { readonly kind: 'pace'; readonly meters: number };

export interface Axis {
  readonly ticks: readonly number[];
  readonly domain: readonly [number, number];
}

/** The stretch that a sport's pace is told for. */
export function paceScale(isSwim: boolean, units: 'metric' | 'imperial'): Scale {
  if (isSwim) return { kind: 'pace', meters: 100 * (units === 'imperial' ? METERS_PER_YARD : 1) };
  return { kind: 'pace', meters: units === 'imperial' ? METERS_PER_MILE : 1000 };
}

/** Round values that frame all of `values`, few enough to be read. Speeds of a pace scale fall on round paces. */
export function valueAxis(values: readonly number[], scale: Scale): Axis {
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (scale.kind === 'plain') return framing(roundValues(low, high, STEPS), low, high);
  const paces = roundValues(scale.meters / high, scale.meters / low, PACE_STEPS_SECONDS);
  const speeds = paces.filter((seconds) => seconds > 0).map((seconds) => scale.meters / seconds);
  return framing(speeds.toReversed(), low, high);
}

function roundValues(low: number, high: number, steps: readonly number[]): number[] {
  const fits = (step: number) => Math.ceil(high / step) - Math.floor(low / step) + 1 <= MOST_TICKS;
  const step = steps.find(fits) ?? (high - low) / (MOST_TICKS - 2);
  const first = Math.floor(low / step);
  const count = Math.max(1, Math.ceil(high / step) - first);
  return Array.from({ length: count + 1 }, (_, index) => (first + index) * step);
}

/** Values that are not between two ticks, such as an impossible speed, still find room. */
function framing(ticks: readonly number[], low: number, high: number): Axis {
  return { ticks, domain: [Math.min(ticks[0] ?? low, low), Math.max(ticks.at(-1) ?? high, high)] };
}
