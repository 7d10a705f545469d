import { expect, test } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import {
  intensityRemark,
  intensitySentence,
  namingWords,
  ownZoneName,
} from '../../renderer/words/intensity-words.ts';
import { threeZoneReduction } from '../../src/analytics/zones.ts';
import type { ZoneDistribution } from '../../src/mcp/tools/tp-training-zones-distribution.ts';

const format = formatFor('en-GB', new Date('2026-11-23T08:00:00Z'));
const measures = measuresFor('en-GB', 'metric');

type Zones = ZoneDistribution['time_in_zones'][number];

const POWER: Zones = {
  basis: 'power',
  sessions: 32,
  hours: 57.51,
  zones: [],
  low_middle_high_percent: [80, 17, 3],
  rule: threeZoneReduction([]).rule,
  distribution: 'pyramidal',
  polarization_index: null,
};

const answer = (zones: Partial<Zones> = {}): ZoneDistribution => ({
  range: { start_date: '2026-09-01', end_date: '2026-11-23' },
  sport: 'All sports',
  sessions: 88,
  by_session_average: [],
  sessions_without_intensity: 0,
  time_in_zones: [{ ...POWER, ...zones }],
});

test.each([
  [3, 'little of it hard.'],
  [0.3, 'hardly any of it hard.'],
  [0, 'none of it hard.'],
])('a pyramid with %d percent hard', (hard, end) => {
  const data = answer({ low_middle_high_percent: [80, 20 - hard, hard] });
  expect(intensitySentence(data, 'power', true)).toBe(
    `Your training by power is pyramidal: mostly easy, some in the middle, ${end}`,
  );
});

test('it says on how many of the sessions the sentence rests', () => {
  expect(intensityRemark(answer(), 'power', format)).toBe(
    '1 September to 23 November · All sports · 32 of 88 sessions with power zones',
  );
  expect(intensityRemark(answer({ sessions: 88 }), 'power', format)).toMatch(/· 88 sessions$/u);
});

test('the naming is told in the words of the page', () => {
  expect(namingWords(POWER, measures, format)).toBe(
    'This rests on 57:31 h in 32 sessions with power zones. Easy is zones 1 to 2, middle is zones 3 to 4, hard is every zone above.',
  );
  expect(namingWords({ ...POWER, polarization_index: 2.1 }, measures, format)).toMatch(/is 2\.10; above 2 /u);
});

test('a zone says its number once', () => {
  expect([ownZoneName('Zone 1: Recovery', 1), ownZoneName('Tempo', 3), ownZoneName('Zone 2', 2)]).toEqual([
    'Recovery',
    'Tempo',
    '',
  ]);
});
