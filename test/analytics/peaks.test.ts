import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bestBy, meanMax, removePowerSpikes, type PeakEntry } from '../../src/analytics/peaks.ts';
import { steady } from './builders.ts';

const watts = fc.array(fc.integer({ min: 0, max: 1500 }), { minLength: 1, maxLength: 120 });
const best = (samples: readonly (number | null)[], seconds: number): number =>
  meanMax(samples, seconds)?.value ?? Number.NaN;

describe('meanMax', () => {
  it('is the highest sample for one second and the mean for the whole', () => {
    fc.assert(
      fc.property(watts, (samples) => {
        expect(best(samples, 1)).toBe(Math.max(...samples));
        const mean = samples.reduce((sum, value) => sum + value, 0) / samples.length;
        expect(best(samples, samples.length)).toBeCloseTo(mean, 9);
      }),
    );
  });

  it('never loses work with time, and never gains power by doubling it', () => {
    fc.assert(
      fc.property(watts, (samples) => {
        for (let seconds = 2; seconds <= samples.length; seconds += 1) {
          expect(seconds * best(samples, seconds)).toBeGreaterThanOrEqual(
            (seconds - 1) * best(samples, seconds - 1) - 1e-6,
          );
          if (seconds % 2 === 0)
            expect(best(samples, seconds)).toBeLessThanOrEqual(best(samples, seconds / 2) + 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('gives the same curve backwards', () => {
    fc.assert(
      fc.property(watts, fc.integer({ min: 1, max: 120 }), (samples, seconds) => {
        const forward = meanMax(samples, seconds)?.value;
        const backward = meanMax(samples.toReversed(), seconds)?.value;
        if (forward === undefined) expect(backward).toBeUndefined();
        else expect(backward).toBeCloseTo(forward, 9);
      }),
    );
  });

  it('does not reach over a long dropout, bridges a short one', () => {
    const torn = [...steady(300, 5), ...steady(null, 4), ...steady(200, 6)];
    expect(meanMax(torn, 6)).toEqual({ seconds: 6, value: 200, startSeconds: 9 });
    expect(meanMax(torn, 7)).toBeNull();
    expect(meanMax([100, null, 300], 3)?.value).toBe(200);
  });

  it('takes the earliest of equal windows and counts in seconds', () => {
    expect(meanMax([5, 9, 5, 9], 1)?.startSeconds).toBe(1);
    expect(meanMax([100, 300, 300, 100], 10, 5)).toEqual({ seconds: 10, value: 300, startSeconds: 5 });
    expect(meanMax([], 1)).toBeNull();
    expect(() => meanMax([1], 0)).toThrow(RangeError);
    expect(() => meanMax([1], 7, 5)).toThrow(RangeError);
  });
});

describe('removePowerSpikes', () => {
  it('removes what nobody rides and says how much', () => {
    expect(removePowerSpikes([200, 2501, 210, 650, 640, 205, null, 200])).toEqual({
      samples: [200, null, 210, null, null, 205, null, 200],
      removedCount: 3,
    });
  });

  it('keeps a sprint, a start from coasting and an ordinary ride', () => {
    for (const ride of [[200, 900, 1100, 1000, 300], [0, 0, 400, 420, 0], [200, 210, 190], []]) {
      expect(removePowerSpikes(ride)).toEqual({ samples: ride, removedCount: 0 });
    }
  });
});

describe('bestBy', () => {
  const entry = (key: string, value: number, workoutId: number, day: string): PeakEntry => ({
    key,
    value,
    workoutId,
    day,
    title: null,
  });

  it('keeps the highest of every key, once a workout', () => {
    const peaks = bestBy(
      [
        entry('power5min', 300, 1, '2026-01-01'),
        entry('power5min', 310, 2, '2026-01-05'),
        entry('power5min', 305, 2, '2026-01-05'),
        entry('power5min', 290, 3, '2026-01-07'),
        entry('hR5min', 180, 1, '2026-01-01'),
        entry('hR5min', Number.NaN, 2, '2026-01-05'),
      ],
      { top: 2 },
    );
    expect(peaks.map(({ key, top }) => [key, top.map(({ workoutId }) => workoutId)])).toEqual([
      ['power5min', [2, 1]],
      ['hR5min', [1]],
    ]);
    expect(peaks[0]?.best.value).toBe(310);
  });

  it('prefers the earliest day on a tie', () => {
    const tied = [
      entry('a', 300, 1, '2026-02-01'),
      entry('a', 300, 9, '2026-01-01'),
      entry('a', 300, 2, '2026-01-01'),
    ];
    expect(bestBy(tied)[0]?.top.map(({ workoutId }) => workoutId)).toEqual([2, 9, 1]);
  });

  it('merges two sources into the pointwise maximum', () => {
    const entries = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c'),
        value: fc.integer({ min: 0, max: 500 }),
        workoutId: fc.integer({ min: 1, max: 5 }),
        day: fc.constantFrom('2026-01-01', '2026-01-02'),
        title: fc.constant(null),
      }),
    );
    const bests = (list: readonly PeakEntry[]) =>
      new Map(bestBy(list).map(({ key, best: top }) => [key, top.value]));
    fc.assert(
      fc.property(entries, entries, (first, second) => {
        const merged = bests([...first, ...second]);
        for (const [key, value] of merged) {
          expect(value).toBe(Math.max(bests(first).get(key) ?? -1, bests(second).get(key) ?? -1));
        }
      }),
    );
  });

  it('gives nothing for nothing', () => {
    expect(bestBy([])).toEqual([]);
    expect(() => bestBy([], { top: 0 })).toThrow(RangeError);
  });
});
