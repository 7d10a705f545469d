import { describe, expect, it } from 'vitest';
import { isRecent } from '../../src/history/recent.ts';

describe('isRecent', () => {
  it.each([
    [1000, 1000, true],
    [1000, 1099, true],
    [1000, 1100, false],
    [1000, 999, false],
    [null, 1000, false],
  ])('%s at %s within 100 ms: %s', (at, now, expected) => {
    expect(isRecent(at, now, 100)).toBe(expected);
  });
});
