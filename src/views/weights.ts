import { addDays } from '../analytics/calendar.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { Weight, WeightsRequest } from '../shared/views/weights.ts';

/** TrainingPeaks' id of the metric; its unit is always kg. */
const WEIGHT = 9;
/** Longer ranges of health values are not known to work. */
const MOST_DAYS = 730;

/** Weighings of the athlete, by day. Asks TrainingPeaks. @throws AppError as the client does */
export async function weightsView(
  snapshot: Snapshot,
  { from, to }: WeightsRequest,
): Promise<readonly Weight[]> {
  const weights: Weight[] = [];
  for (let start = from; start <= to; start = addDays(start, MOST_DAYS)) {
    const end = addDays(start, MOST_DAYS - 1);
    const metrics = await snapshot.healthMetrics(start, end < to ? end : to);
    for (const { typeId, day, value } of metrics)
      if (typeId === WEIGHT) weights.push({ day, kilograms: value });
  }
  return weights;
}
