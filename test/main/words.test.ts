import { expect, test } from 'vitest';
import { agoInWords, dayInWords, signedWhole } from '../../src/main/words.ts';

test.each([
  [-5, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [119, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [3_600, '1 hour ago'],
  [86_399, '23 hours ago'],
  [86_400, '1 day ago'],
  [3 * 86_400, '3 days ago'],
])('%d seconds are "%s"', (seconds, words) => {
  const instant = '2026-03-01T10:00:00Z';
  expect(agoInWords(instant, Date.parse(instant) + seconds * 1000)).toBe(words);
});

test('a day is said without its year', () => {
  expect(dayInWords('2026-12-04')).toBe('4 Dec');
});

test.each([
  [72.4, '72'],
  [-12.2, '−12'],
  [-0.4, '0'],
  [0, '0'],
])('%d is said as %s', (value, words) => {
  expect(signedWhole(value)).toBe(words);
});
