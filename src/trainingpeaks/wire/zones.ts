import { z } from 'zod';
import type { ZoneBand, ZoneBasis } from '../../shared/workout.ts';
import { knownNumber, looseNumber, looseText } from './primitives.ts';

/** A band as settings and zone times carry it; without a lower end it says nothing. */
export const wireBand = z.object({
  label: looseText,
  minimum: knownNumber,
  maximum: looseNumber.catch(null),
});

export const looseThreshold = looseNumber
  .transform((value) => (value !== null && value > 0 ? value : null))
  .catch(null);

const POWER_SENTINEL_WATTS = 2000;
const HEART_RATE_SENTINEL_BPM = 250;
const SPEED_SENTINEL_THRESHOLDS = 10;
/** Ten times a threshold survives rounding to two decimals. */
const SPEED_TOLERANCE = 0.995;

/**
 * Names bands and opens the top one: TrainingPeaks ends it at 2000 W, at ten times the threshold speed, or at
 * 255 bpm or the maximum heart rate.
 */
export function toBands<T extends z.infer<typeof wireBand>>(
  rows: readonly T[],
  basis: ZoneBasis,
  threshold: number | null,
  maximumHeartRateBpm: number | null,
): (T & ZoneBand)[] {
  return rows.map((row, index) => {
    const open =
      index === rows.length - 1 &&
      row.maximum !== null &&
      isSentinel(row.maximum, basis, threshold, maximumHeartRateBpm);
    return { ...row, label: row.label ?? `Zone ${index + 1}`, maximum: open ? null : row.maximum };
  });
}

function isSentinel(
  maximum: number,
  basis: ZoneBasis,
  threshold: number | null,
  maximumHeartRateBpm: number | null,
): boolean {
  switch (basis) {
    case 'power':
      return maximum >= POWER_SENTINEL_WATTS;
    case 'heart_rate':
      return (
        maximum >= HEART_RATE_SENTINEL_BPM || (maximumHeartRateBpm !== null && maximum >= maximumHeartRateBpm)
      );
    case 'speed':
      return threshold !== null && maximum >= threshold * SPEED_SENTINEL_THRESHOLDS * SPEED_TOLERANCE;
  }
}
