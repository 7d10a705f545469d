import { describe, expect, it } from 'vitest';
import { decoupling } from '../../src/analytics/decoupling.ts';
import { alternating, steady } from './builders.ts';

const steadyRide = { output: steady(200, 4200), heartRateBpm: [...steady(140, 2400), ...steady(147, 1800)] };

describe('decoupling', () => {
  it('leaves out the first ten minutes', () => {
    const result = decoupling(steadyRide);
    expect(result).toMatchObject({ basis: 'np', verdict: 'good', reasons: [], heartRateCoverage: 1 });
    expect(result.decouplingPercent).toBeCloseTo((1 - 140 / 147) * 100, 9);
  });

  it('is negative when efficiency rose', () => {
    const reversed = { ...steadyRide, heartRateBpm: [...steady(147, 2400), ...steady(140, 1800)] };
    const result = decoupling(reversed);
    expect(result.decouplingPercent).toBeCloseTo(-5, 9);
    expect(result.verdict).toBe('good');
  });

  it.each([
    [147, 'good'],
    [150, 'moderate'],
    [160, 'high'],
  ])('judges a second half at %d bpm as %s', (bpm, verdict) => {
    expect(
      decoupling({ ...steadyRide, heartRateBpm: [...steady(140, 2400), ...steady(bpm, 1800)] }).verdict,
    ).toBe(verdict);
  });

  it('gives a number but no verdict for an interval session, on either basis', () => {
    const output = alternating([320, 80], 120, 4200);
    for (const basis of ['np', 'avg'] as const) {
      const result = decoupling({ ...steadyRide, output, basis });
      expect(result.basis).toBe(basis);
      expect(result.decouplingPercent).not.toBeNull();
      expect(result.variabilityIndex).toBeGreaterThan(1.1);
      expect(result.verdict).toBeNull();
      expect(result.reasons).toContain('Not applicable: interval session.');
    }
  });

  it('gives a number from 20 minutes on and a verdict from 60', () => {
    const ride = (seconds: number) =>
      decoupling({ output: steady(200, seconds), heartRateBpm: steady(140, seconds), warmUpSeconds: 0 });
    expect(ride(1199).decouplingPercent).toBeNull();
    expect(ride(1200).decouplingPercent).toBeCloseTo(0, 9);
    expect(ride(3599).verdict).toBeNull();
    expect(ride(3600).verdict).toBe('good');
  });

  it('does not read a missing heart rate as zero, and asks for 95 % of it', () => {
    const few = [
      ...steady<number | null>(140, 2400),
      ...steady(0, 90),
      ...steady(null, 80),
      ...steady(147, 1630),
    ];
    const result = decoupling({ ...steadyRide, heartRateBpm: few });
    expect(result.heartRateCoverage).toBeCloseTo(3430 / 3600, 9);
    expect(result.firstHalfEfficiency).toBeCloseTo(200 / 140, 9);
    const secondHalfBpm = (85 * 140 + 1630 * 147) / 1715;
    expect(result.secondHalfEfficiency).toBeCloseTo(200 / secondHalfBpm, 9);
    const many = [...steady<number | null>(140, 2400), ...steady(0, 200), ...steady(147, 1600)];
    const refused = decoupling({ ...steadyRide, heartRateBpm: many });
    expect(refused).toMatchObject({ decouplingPercent: null, verdict: null });
    expect(refused.reasons[0]).toContain('Heart rate');
  });

  it('uses the average for speed, whatever basis is asked', () => {
    const run = { ...steadyRide, output: steady(3.2, 4200), channel: 'speed', basis: 'np' } as const;
    expect(decoupling(run)).toMatchObject({ basis: 'avg', variabilityIndex: null, verdict: 'good' });
  });

  it('remarks on heat without changing the number', () => {
    const hot = decoupling({ ...steadyRide, averageTemperatureCelsius: 31 });
    expect(hot.decouplingPercent).toBe(decoupling(steadyRide).decouplingPercent);
    expect(hot.verdict).toBe('good');
    expect(hot.reasons).toHaveLength(1);
  });

  it('says so when there is nothing to compare', () => {
    expect(decoupling({ ...steadyRide, output: steady(0, 4200) })).toMatchObject({ decouplingPercent: null });
    expect(decoupling({ output: [], heartRateBpm: [] })).toMatchObject({ decouplingPercent: null });
  });
});
