/** The three-zone reduction of real zone bands: easy, between the two thresholds, hard. */
import { THREE_ZONE_HEART_RATE_EDGES, threeZoneReduction, type ThreeZones } from './zones.ts';

/** A zone with its lower edge (W, bpm or m/s) and the time spent in it. */
export interface TimedBand {
  readonly minimum: number;
  readonly seconds: number;
}

/** Lower edges, as shares of the threshold, at which the middle and the high zone begin. */
const BEGINNINGS = {
  // Coggan zone 3 begins above 0.75 of FTP, zone 5 above 1.05.
  power: { middle: 0.75, high: 1.05, rule: 'low = below 75 % of FTP, middle = to 105 %, high = above' },
  heart_rate: {
    middle: THREE_ZONE_HEART_RATE_EDGES[0] ?? 0.83,
    high: THREE_ZONE_HEART_RATE_EDGES[1] ?? 1,
    rule: 'low = to 83 % of threshold heart rate, middle = to 100 %, high = above',
  },
} as const;

/**
 * Reduces bands to three zones by where each band begins, relative to the threshold of that day: a band
 * counts whole. Pace bands, and bands without a threshold, go by number (1-2 low, 3-4 middle, 5 up high).
 */
export function threeZonesOfBands(
  basis: 'power' | 'heart_rate' | 'speed',
  bands: readonly TimedBand[],
  threshold: number | null,
): ThreeZones {
  if (basis === 'speed' || threshold === null || !(threshold > 0))
    return threeZoneReduction(bands.map(({ seconds }) => seconds));
  const { middle, high, rule } = BEGINNINGS[basis];
  const inside = (from: number, to: number) =>
    bands.reduce(
      (sum, { minimum, seconds }) =>
        minimum / threshold >= from && minimum / threshold < to ? sum + seconds : sum,
      0,
    );
  return {
    lowSeconds: inside(0, middle),
    middleSeconds: inside(middle, high),
    highSeconds: inside(high, Infinity),
    rule,
  };
}
