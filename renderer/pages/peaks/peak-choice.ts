import type { Peaks } from '../../../src/mcp/tools/tp-get-peaks.ts';

export type Peak = Peaks['peaks'][number];
export type PeakClass = Peak['class'];

export const PERIODS = ['90d', '1y', 'all'] as const;
export type Period = (typeof PERIODS)[number];

/** What a best is over: a duration, or a distance. */
export type Over = 'time' | 'distance';

/** How the page is set. Null leaves it to what the sport is measured by. */
export interface PeakChoice {
  readonly sport: string;
  readonly period: Period;
  /** The period that it is compared with; null for none. */
  readonly against: Period | null;
  readonly peakClass: PeakClass | null;
  readonly over: Over | null;
}

const CLASSES: readonly PeakClass[] = ['Power', 'Speed', 'HeartRate'];
const OVERS: readonly Over[] = ['distance', 'time'];
const DEFAULT: Omit<PeakChoice, 'sport'> = { period: '90d', against: 'all', peakClass: null, over: null };

/** The choice an address holds; what it does not hold, or cannot mean, is as it usually is. */
export function choiceIn(address: URLSearchParams, usualSport: string): PeakChoice {
  const period = PERIODS.find((each) => each === address.get('period')) ?? DEFAULT.period;
  const asked = address.get('against');
  const against = asked === 'none' ? null : (PERIODS.find((each) => each === asked) ?? DEFAULT.against);
  return {
    sport: address.get('sport') ?? usualSport,
    period,
    against: against !== null && isLonger(against, period) ? against : null,
    peakClass: CLASSES.find((each) => each === address.get('class')) ?? null,
    over: OVERS.find((each) => each === address.get('over')) ?? null,
  };
}

/** The shortest address of a choice. */
export function addressOf(choice: PeakChoice): Record<string, string> {
  const { sport, period, against, peakClass, over } = choice;
  return {
    sport,
    ...(period === DEFAULT.period ? {} : { period }),
    ...(against === DEFAULT.against ? {} : { against: against ?? 'none' }),
    ...(peakClass === null ? {} : { class: peakClass }),
    ...(over === null ? {} : { over }),
  };
}

/** Whether one period holds the whole of another, and more: then a comparison says something. */
export function isLonger(period: Period, than: Period): boolean {
  return PERIODS.indexOf(period) > PERIODS.indexOf(than);
}
