import { weightOn, type Weighing } from '../../../src/analytics/body-weight.ts';
import type { Peaks } from '../../../src/mcp/tools/tp-get-peaks.ts';
import type { Over, Peak, PeakClass } from './peak-choice.ts';

/** A best of the period, beside the best of the longer period that it is compared with. */
export interface PeakRow {
  /** `20 min`, `5 km`. */
  readonly over: string;
  /** Seconds or metres, by which the rows are ordered. */
  readonly length: number;
  /** Seconds the effort took: what it is over, or the distance at its speed. */
  readonly seconds: number;
  readonly best: Peak | null;
  readonly against: Peak | null;
  readonly wattsPerKilogram: number | null;
}

/** The classes an answer has bests of; the one that the sport is measured by first, heart rate last. */
export function classesOf({ sport, peaks }: Pick<Peaks, 'sport' | 'peaks'>): readonly PeakClass[] {
  const order: readonly PeakClass[] =
    sport === 'Run' || sport === 'Swim' || sport === 'Walk'
      ? ['Speed', 'Power', 'HeartRate']
      : ['Power', 'Speed', 'HeartRate'];
  return order.filter((each) => peaks.some((peak) => peak.class === each));
}

/** Whether there are bests over distances, over durations, or both. */
export function oversOf(peaks: readonly Peak[], peakClass: PeakClass): readonly Over[] {
  const own = peaks.filter((peak) => peak.class === peakClass);
  return (['distance', 'time'] as const).filter((over) => own.some((peak) => overOf(peak) === over));
}

/** The bests of one class, shortest first, each beside what it is compared with. */
export function peakRows(
  best: readonly Peak[],
  against: readonly Peak[],
  { peakClass, over, weights }: { peakClass: PeakClass; over: Over; weights: readonly Weighing[] },
): readonly PeakRow[] {
  const wanted = (peak: Peak) => peak.class === peakClass && overOf(peak) === over;
  const lengths = new Map<number, { best: Peak | null; against: Peak | null }>();
  for (const peak of best.filter(wanted)) lengths.set(lengthOf(peak), { best: peak, against: null });
  for (const peak of against.filter(wanted)) {
    lengths.set(lengthOf(peak), { best: lengths.get(lengthOf(peak))?.best ?? null, against: peak });
  }
  return [...lengths]
    .sort(([one], [other]) => one - other)
    .flatMap(([length, pair]) => {
      const shown = pair.best ?? pair.against;
      if (shown === null) return [];
      const weight = pair.best === null ? null : weightOn(weights, pair.best.date);
      return [
        {
          over: shown.over,
          length,
          seconds: over === 'time' ? length : length / shown.value,
          ...pair,
          wattsPerKilogram:
            peakClass !== 'Power' || weight === null || pair.best === null ? null : pair.best.value / weight,
        },
      ];
    });
}

function overOf(peak: Peak): Over {
  return peak.duration_seconds === null ? 'distance' : 'time';
}

function lengthOf({ duration_seconds: seconds, distance_meters: meters }: Peak): number {
  return seconds ?? meters ?? 0;
}
