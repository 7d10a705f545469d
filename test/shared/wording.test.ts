import { expect, test } from 'vitest';
import { ageInWords, wholeNumbers } from '../../src/shared/wording.ts';

test.each([
  [-5, 'just now'],
  [59, 'just now'],
  [60, '1 minute ago'],
  [119, '1 minute ago'],
  [3_599, '59 minutes ago'],
  [3_600, '1 hour ago'],
  [38 * 3_600, '38 hours ago'],
  [2 * 86_400 - 1, '47 hours ago'],
  [2 * 86_400, '2 days ago'],
  [3 * 86_400, '3 days ago'],
])('%d seconds are "%s"', (seconds, words) => {
  const instant = '2026-03-01T10:00:00Z';
  expect(ageInWords(instant, Date.parse(instant) + seconds * 1000)).toBe(words);
});

test.each([
  [72.4, '72', '+72'],
  [-12.2, '−12', '−12'],
  [-0.4, '0', '0'],
  [0, '0', '0'],
  [1204, '1,204', '+1,204'],
])('%d is written %s, with its sign %s', (value, count, signed) => {
  const numbers = wholeNumbers('en');
  expect([numbers.count(value), numbers.signed(value)]).toEqual([count, signed]);
});

test.each(['en', 'de-DE', 'sv-SE', 'fr-FR'])('the minus sign is a true one in %s', (language) => {
  expect(wholeNumbers(language).signed(-12)).toBe('−12');
});

test('a signed number has as many decimals as it is to have', () => {
  const { signed } = wholeNumbers('en');
  expect([signed(25.28, 1), signed(-0.04, 1), signed(-9.74, 2)]).toEqual(['+25.3', '0.0', '−9.74']);
});
