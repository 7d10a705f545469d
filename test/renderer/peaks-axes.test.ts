import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paceScale, valueAxis } from '../../renderer/charts/curve/axes.ts';

const PER_KM = paceScale(false, 'metric');

describe('the value axis of a curve', () => {
  it('stands on round values', () => {
    expect(valueAxis([195, 617, 675], { kind: 'plain' }).ticks).toEqual([0, 200, 400, 600, 800]);
    expect(valueAxis([138, 189], { kind: 'plain' }).ticks).toEqual([120, 140, 160, 180, 200]);
  });

  it('stands on round paces, the fastest on top', () => {
    const { ticks, domain } = valueAxis([1000 / 220, 1000 / 287], PER_KM);
    expect(ticks.map((speed) => Math.round(1000 / speed))).toEqual([300, 270, 240, 210]);
    expect(domain).toEqual([ticks[0], ticks.at(-1)]);
  });

  it('frames every value with few lines', () => {
    const values = fc.array(fc.double({ min: 0.5, max: 2000, noNaN: true }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(values, fc.boolean(), (some, isPaced) => {
        const { ticks, domain } = valueAxis(some, isPaced ? PER_KM : { kind: 'plain' });
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(ticks).toEqual(ticks.toSorted((one, other) => one - other));
        expect(domain[0]).toBeLessThanOrEqual(Math.min(...some));
        expect(domain[1]).toBeGreaterThanOrEqual(Math.max(...some));
      }),
    );
  });
});

it.each([
  [false, 'metric', 1000],
  [false, 'imperial', 1609.344],
  [true, 'metric', 100],
  [true, 'imperial', 91.44],
] as const)('pace is told for a stretch of the sport: swim %s, %s', (isSwim, units, meters) => {
  expect(paceScale(isSwim, units)).toEqual({ kind: 'pace', meters });
});
