import { expect, test } from 'vitest';
import { sportStyle } from '../../renderer/charts/sport-style.ts';
import { SPORTS } from '../../src/shared/sports.ts';

/** Both are strength; a day off is never in a chart. */
const ALIKE = ['Strength+', 'Day off'];

test('no two sports of a chart look the same', () => {
  const sports = SPORTS.filter(({ name }) => !ALIKE.includes(name));
  const keys = sports.map(({ id }) => sportStyle(id).key);
  expect(new Set(keys).size).toBe(sports.length);
});
