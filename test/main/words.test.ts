import { expect, test } from 'vitest';
import { dayInWords } from '../../src/main/words.ts';

test('a day is said without its year', () => {
  expect(dayInWords('2026-12-04')).toBe('4 Dec');
});
