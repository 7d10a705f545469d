/** How fast fitness rises: CTL points gained over a span of days, and what coaches call fast. */
import { daysBetween, type CalendarDay } from './calendar.ts';
import type { LoadPoint } from './training-load.ts';

/**
 * CTL at the end of `day` minus CTL `spanDays` earlier; for 7 days the unit is CTL points per week.
 * null when `day` or the start of the span lies outside the series. `points` are consecutive days.
 */
export function rampRate(points: readonly LoadPoint[], day: CalendarDay, spanDays = 7): number | null {
  const first = points[0];
  if (first === undefined) return null;
  const index = daysBetween(first.day, day);
  const end = points[index];
  const start = points[index - spanDays];
  return end === undefined || start === undefined ? null : end.ctl - start.ctl;
}

/** Whose advice a band follows. */
export type RampSchool = 'friel' | 'couzens' | 'by_level';

export interface RampBand {
  readonly name: 'falling' | 'low' | 'moderate' | 'high' | 'very high';
  /** The band holds rates between its edges, in CTL points per week; null is open. */
  readonly lowerEdge: number | null;
  readonly upperEdge: number | null;
  /** One sentence for an athlete: coaching guidance, no medical claim. */
  readonly text: string;
  readonly school: RampSchool;
  readonly source: string;
}

type Edges = readonly [low: number, moderate: number, high: number];

interface School {
  readonly source: string;
  readonly advice: string;
  /** Upper edges of low, moderate and high, in CTL points per week. */
  readonly edges: (ctl: number) => Edges;
  /** Whether a rate exactly on the first edge is still low. */
  readonly lowIncludesEdge: boolean;
}

const SCHOOLS: Readonly<Record<RampSchool, School>> = {
  friel: {
    source: 'Joe Friel, joefrielsblog.com 2015/05, the CTL ramp rate',
    advice: 'about 5 to 8 a week suits most athletes, about 10 is an upper limit for short spells',
    edges: () => [5, 8, 10],
    lowIncludesEdge: false,
  },
  couzens: {
    source: 'Alan Couzens, alancouzens.com/blog/CTLramp.html',
    advice: '3 to 5 a week can be held in the long term',
    edges: () => [3, 5, 5],
    lowIncludesEdge: false,
  },
  by_level: {
    source: 'uphillathlete.com forum, table by fitness level',
    advice: 'steps of 4, 6 and 8 a week below CTL 45 and of 6, 8 and 10 above 70, interpolated between',
    edges: (ctl) => {
      const extra = Math.min(2, Math.max(0, ((ctl - 45) / (70 - 45)) * 2));
      return [4 + extra, 6 + extra, 8 + extra];
    },
    lowIncludesEdge: true,
  },
};

/**
 * The band of a weekly ramp rate after one school. `ctl` matters for `by_level` alone.
 * Couzens names no upper limit, so everything above 5 is "very high" there. Throws RangeError when the rate is not finite.
 */
export function rampBand(
  ratePerWeek: number,
  options: { readonly school?: RampSchool; readonly ctl?: number } = {},
): RampBand {
  if (!Number.isFinite(ratePerWeek)) throw new RangeError('A ramp rate must be a finite number.');
  const school = options.school ?? 'friel';
  const { source, advice, edges, lowIncludesEdge } = SCHOOLS[school];
  const [low, moderate, high] = edges(options.ctl ?? 0);
  const name = nameOf(ratePerWeek, [low, moderate, high], lowIncludesEdge);
  const bounds: Readonly<Record<RampBand['name'], readonly [number | null, number | null]>> = {
    falling: [null, 0],
    low: [0, low],
    moderate: [low, moderate],
    high: [moderate, high],
    'very high': [high, null],
  };
  const [lowerEdge, upperEdge] = bounds[name];
  const text =
    name === 'falling'
      ? 'CTL is falling.'
      : `The CTL ramp is ${name}: ${advice}. Several sports together need smaller steps.`;
  return { name, lowerEdge, upperEdge, text, school, source };
}

/** A change that no chart shows; also what is left of rounding after years of rest. */
const STILL = 0.05;

function nameOf(rate: number, [low, moderate, high]: Edges, lowIncludesEdge: boolean): RampBand['name'] {
  if (rate < -STILL) return 'falling';
  if (rate < low || (lowIncludesEdge && rate === low)) return 'low';
  if (rate <= moderate) return 'moderate';
  return rate <= high ? 'high' : 'very high';
}
