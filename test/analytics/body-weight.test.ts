import { expect, it } from 'vitest';
import { weightOn } from '../../src/analytics/body-weight.ts';

const WEIGHINGS = [
  { day: '2026-03-20', kilograms: 70 },
  { day: '2026-03-01', kilograms: 72 },
  { day: '2026-06-01', kilograms: 68 },
];

it.each([
  ['the last one up to the day', '2026-03-25', 70],
  ['the one of the day', '2026-03-01', 72],
  ['the first one after it, where there is none before', '2026-02-20', 72],
  ['the one before, although one after is nearer', '2026-03-19', 72],
  ['none that is more than 30 days old', '2026-04-20', null],
  ['none that is more than 30 days ahead', '2026-01-20', null],
])('%s', (_, day, kilograms) => {
  expect(weightOn(WEIGHINGS, day)).toBe(kilograms);
});

it('leaves out what no person weighs', () => {
  expect(weightOn([{ day: '2026-03-01', kilograms: 0 }], '2026-03-01')).toBeNull();
});
