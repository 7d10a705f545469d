import type { ZoneDistribution } from '../../src/mcp/tools/tp-training-zones-distribution.ts';

import { LOW_THROUGH, MIDDLE_THROUGH } from '../../src/analytics/zones.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';
import { counted } from './words.ts';

type Zones = ZoneDistribution['time_in_zones'][number];
type Basis = Zones['basis'];

export const BASIS_NAMES: Readonly<Record<Basis, string>> = {
  power: 'power',
  heart_rate: 'heart rate',
  speed: 'pace',
};

/** What each name of a distribution means, after Seiler's three zones. */
const MEANINGS: Readonly<Record<string, string>> = {
  base: 'nearly all of it easy',
  pyramidal: 'mostly easy, some in the middle',
  polarized: 'mostly easy, and the rest hard rather than in the middle',
  threshold: 'much of it in the middle, around threshold',
  'high-intensity': 'much of it hard',
  mixed: 'no clear pattern',
};

/**
 * How the time divides over easy, middle and hard, in a sentence. `chosen` is the basis in view; `allRead`: the zones
 * of every session could be read.
 */
export function intensitySentence(data: ZoneDistribution, chosen: Basis | null, allRead: boolean): string {
  const zones = data.time_in_zones.find(({ basis }) => basis === chosen);
  if (data.sessions === 0) return 'No training in this period.';
  if (zones === undefined)
    return allRead
      ? 'Your sessions have no time in zones in this period.'
      : 'The zones of these sessions are not read yet.';
  const { distribution } = zones;
  if (distribution === null) return `Too little time in ${BASIS_NAMES[zones.basis]} zones to name a pattern.`;
  const meaning = MEANINGS[distribution];
  const rest = distribution === 'pyramidal' ? `, ${hardWords(zones)}` : '';
  return `Your training by ${BASIS_NAMES[zones.basis]} is ${distribution}${meaning === undefined ? '.' : `: ${meaning}${rest}.`}`;
}

/** How much of little is hard: what the page shows as 0% is not called some. */
function hardWords({ low_middle_high_percent: [, , hard = 0] }: Zones): string {
  if (hard === 0) return 'none of it hard';
  return Math.round(hard) === 0 ? 'hardly any of it hard' : 'little of it hard';
}

/** Which days, which sports, and on how many of the sessions the sentence rests. */
export function intensityRemark(data: ZoneDistribution, chosen: Basis | null, format: Format): string {
  const { range, sport, sessions } = data;
  const zones = data.time_in_zones.find(({ basis }) => basis === chosen);
  const all = counted(sessions, 'session', format);
  return [
    `${format.day(range.start_date)} to ${format.day(range.end_date)}`,
    sport,
    zones === undefined || zones.sessions === sessions
      ? all
      : `${format.count(zones.sessions)} of ${all} with ${BASIS_NAMES[zones.basis]} zones`,
  ].join(' · ');
}

/** How the name of a distribution comes about. */
export function namingWords(zones: Zones, measures: Measures, format: Format): string {
  const { hours, sessions, polarization_index: index } = zones;
  const middle = `${String(LOW_THROUGH + 1)} to ${String(MIDDLE_THROUGH)}`;
  return [
    `This rests on ${measures.hours(hours === null ? null : hours * 3600)} h in ${counted(sessions, 'session', format)} with ${BASIS_NAMES[zones.basis]} zones.`,
    `Easy is zones 1 to ${String(LOW_THROUGH)}, middle is zones ${middle}, hard is every zone above.`,
    index === null
      ? ''
      : `The polarization index is ${measures.number(index, 2)}; above 2 counts as polarized (Treff and others, 2019).`,
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** `Aerobic` of `Zone 2: Aerobic`, whose number stands beside it; empty for a zone without a name of its own. */
export function ownZoneName(label: string, number: number): string {
  return label.replace(new RegExp(`^zone ${String(number)}\\b:?\\s*`, 'iu'), '');
}
