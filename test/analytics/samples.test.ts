import { describe, expect, it } from 'vitest';
import { continuousSegments, resampleToSeconds } from '../../src/analytics/samples.ts';
import { steady } from './builders.ts';

describe('continuousSegments', () => {
  it('splits at dropouts of more than 3 s and trims the ends', () => {
    expect(continuousSegments([null, 1, null, 3, ...steady(null, 4), Number.NaN, 5, null])).toEqual([
      { startIndex: 1, values: [1, 2, 3] },
      { startIndex: 9, values: [5] },
    ]);
    expect(continuousSegments(steady(null, 5))).toEqual([]);
  });

  it('bridges by time, not by count of samples', () => {
    expect(continuousSegments([1, null, 3], 3)).toHaveLength(1);
    expect(continuousSegments([1, null, 3], 4)).toHaveLength(2);
  });
});

describe('resampleToSeconds', () => {
  it('holds a value for gaps of up to 5 s and splits at longer ones', () => {
    expect(resampleToSeconds([0, 1, 3, 8, 14], [10, 20, 30, 40, 50])).toEqual([
      [10, 20, 20, 30, 30, 30, 30, 30, 40],
      [50],
    ]);
  });

  it('keeps dropouts and skips records that go back in time', () => {
    expect(resampleToSeconds([0, 1, 1, 0, 2], [10, null, 99, 99, 30])).toEqual([[10, null, 30]]);
    expect(resampleToSeconds([], [])).toEqual([]);
  });
});
