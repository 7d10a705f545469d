import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  intensityName,
  polarizationIndex,
  intensityClass,
  sessionDistribution,
} from '../../src/analytics/distribution.ts';

describe('sessionDistribution', () => {
  it.each([
    [0.7499, 'recovery'],
    [0.75, 'endurance'],
    [0.85, 'tempo'],
    [0.95, 'threshold'],
    [1.05, 'threshold'],
    [1.0501, 'above threshold'],
  ])('calls IF %d %s', (intensityFactor, name) => {
    expect(intensityClass(intensityFactor)).toBe(name);
  });

  it('counts sessions without an intensity apart', () => {
    const { classes, unknown } = sessionDistribution([
      { intensityFactor: 0.7, durationSeconds: 3600, tss: 49 },
      { intensityFactor: 0.72, durationSeconds: null, tss: null },
      { intensityFactor: 0.9, durationSeconds: 1800, tss: 40 },
      { intensityFactor: null, durationSeconds: 900, tss: 10 },
      { intensityFactor: 0, durationSeconds: 60, tss: null },
    ]);
    expect(classes.map(({ name, count, seconds, tss }) => [name, count, seconds, tss])).toEqual([
      ['recovery', 2, 3600, 49],
      ['endurance', 0, 0, 0],
      ['tempo', 1, 1800, 40],
      ['threshold', 0, 0, 0],
      ['above threshold', 0, 0, 0],
    ]);
    expect(classes[0]).toMatchObject({ countShare: 2 / 3, secondsShare: 2 / 3 });
    expect(unknown).toEqual({ count: 2, seconds: 960, tss: 10 });
  });

  it('has no shares of nothing', () => {
    expect(sessionDistribution([]).classes[0]).toMatchObject({ countShare: null, secondsShare: null });
  });
});

describe('intensityName', () => {
  it.each([
    [{ low: 95, middle: 3, high: 2 }, 'base'],
    [{ low: 20, middle: 60, high: 20 }, 'threshold'],
    [{ low: 40, middle: 40, high: 20 }, 'mixed'],
    [{ low: 60, middle: 20, high: 20 }, 'mixed'],
    [{ low: 0, middle: 0, high: 7 }, 'high-intensity'],
    [{ low: 0, middle: 0, high: 0 }, null],
  ])('calls %o %s', (amounts, name) => {
    expect(intensityName(amounts)).toBe(name);
  });
});

describe('polarizationIndex', () => {
  it('follows the rules for empty zones', () => {
    expect(polarizationIndex({ low: 9, middle: 1, high: 0 })).toEqual({ index: 0, polarized: false });
    expect(polarizationIndex({ low: 0, middle: 0, high: 0 }).index).toBeNull();
    expect(polarizationIndex({ low: 0.995, middle: 0, high: 0.005 }).index).toBeNull();
    expect(() => polarizationIndex({ low: -1, middle: 0, high: 0 })).toThrow(RangeError);
    expect(() => polarizationIndex({ low: Number.NaN, middle: 0, high: 0 })).toThrow(RangeError);
  });

  it('depends on proportions alone, and is finite or explained', () => {
    const amount = fc.integer({ min: 0, max: 1000 });
    fc.assert(
      fc.property(amount, amount, amount, fc.integer({ min: 1, max: 3600 }), (low, middle, high, factor) => {
        const once = polarizationIndex({ low, middle, high });
        const scaled = polarizationIndex({ low: low * factor, middle: middle * factor, high: high * factor });
        if (once.index === null) {
          expect(once.reason).toBeTruthy();
          expect(scaled.index).toBeNull();
        } else {
          expect(Number.isFinite(once.index)).toBe(true);
          expect(scaled.index).toBeCloseTo(once.index, 9);
        }
        expect(once.polarized && !(low > high && high > middle)).toBe(false);
      }),
    );
  });
});
