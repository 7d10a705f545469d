import { dayText, localTime, midnight, weekday } from '../days.ts';
import type { Illness } from './execution.ts';
import { randomFrom, seedFrom } from './random.ts';
import type { Random } from './random.ts';
import { roundTo } from './thresholds.ts';
import type { WireObject } from '../wire-object.ts';

/** What the morning values follow from; days are day numbers, `last` inclusive. */
export interface HealthStory {
  readonly athleteId: number;
  readonly seed: number;
  readonly first: number;
  readonly last: number;
  readonly illness: Illness;
}

const WATCH = 'Garmin Health';
const RING = 'Oura';

/**
 * Morning values of every day: resting heart rate (5), sleep (6), weight (9), HRV (60), stress (62).
 * Some days are empty, some come from two devices, some records arrive twice.
 */
export function healthMetrics(story: HealthStory): WireObject[] {
  const records: WireObject[] = [];
  for (let number = story.first; number <= story.last; number += 1) {
    const random = randomFrom(seedFrom(story.seed, 'health', number));
    if (random.chance(0.06)) continue;
    const record = dayRecord(story, number, random);
    records.push(record);
    if (random.chance(0.03)) records.push({ ...record, id: `${String(record['id'])}b` });
  }
  return records;
}

function dayRecord(story: HealthStory, number: number, random: Random): WireObject {
  const day = dayText(number);
  const id = `5f0${number.toString(16)}${(story.seed % 4096).toString(16)}`;
  const ill = number >= story.illness.first && number <= story.illness.last;
  const monday = weekday(number) === 1 ? 1 : 0;
  const sleepHours = roundTo(random.normal(ill ? 8.4 : 7.5, 0.6), 2);
  const detail = (type: number, label: string, value: unknown, uploadClient = WATCH): WireObject => ({
    parentId: id,
    type,
    label,
    value,
    time: localTime(day, 7 * 3600),
    modifiedTime: localTime(day, 7 * 3600 + 400),
    isPotentiallyNegative: false,
    uploadClient,
  });
  const details = [
    detail(5, 'Pulse', Math.round(random.normal(48 + (ill ? 9 : 0) + monday, 1.5))),
    detail(60, 'HRV', Math.round(random.normal(64 - (ill ? 21 : 0) - monday * 4, 5))),
    detail(6, 'Sleep', sleepHours),
    detail(62, 'Stress', [8, Math.round(random.between(55, 85)), Math.round(random.between(20, 40))]),
  ];
  if (random.chance(0.1)) details.push(detail(6, 'Sleep', roundTo(sleepHours + 0.25, 2), RING));
  if (random.chance(0.35)) {
    const trend = 63.4 - ((number - story.first) / 1000) * 1.4;
    details.push(detail(9, 'Weight', roundTo(random.normal(trend, 0.35), 1), 'Withings'));
  }
  return { id, athleteId: story.athleteId, timeStamp: midnight(day), details };
}
