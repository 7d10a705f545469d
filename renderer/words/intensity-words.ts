import type { ZoneDistribution } from '../../src/mcp/tools/tp-training-zones-distribution.ts';

type Basis = ZoneDistribution['time_in_zones'][number]['basis'];

export const BASIS_NAMES: Readonly<Record<Basis, string>> = {
  power: 'power',
  heart_rate: 'heart rate',
  speed: 'pace',
};

/** What each name of a distribution means, after Seiler's three zones. */
const MEANINGS: Readonly<Record<string, string>> = {
  base: 'nearly all of it easy',
  pyramidal: 'mostly easy, some in the middle, little hard',
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
  const name = distribution === 'mixed' ? 'mixed' : distribution;
  return `Your training by ${BASIS_NAMES[zones.basis]} is ${name}${meaning === undefined ? '.' : `: ${meaning}.`}`;
}
