import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkWorkoutScores,
  efficiencyFactor,
  intensityFactor,
  isImplausibleTss,
  isSteadyAerobic,
  normalizedPower,
  normalizedPowerOfPieces,
  tssFromPower,
  variabilityIndex,
} from '../../src/analytics/power.ts';
import { steady } from './builders.ts';

const watts = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 30, maxLength: 300 });

describe('normalizedPower', () => {
  it('needs 30 s in a row', () => {
    expect(normalizedPower(steady(200, 29))).toMatchObject({
      normalizedPowerWatts: null,
      averagePowerWatts: 200,
    });
    expect(normalizedPower(steady(200, 30)).normalizedPowerWatts).toBeCloseTo(200, 9);
    expect(normalizedPower([])).toMatchObject({
      normalizedPowerWatts: null,
      averagePowerWatts: null,
      coverage: 0,
    });
    const torn = [...steady(200, 29), ...steady(null, 4), ...steady(200, 29)];
    expect(normalizedPower(torn).normalizedPowerWatts).toBeNull();
  });

  it('bridges a dropout of 3 s by a straight line', () => {
    const bridged = [...steady(100, 40), null, null, null, ...steady(140, 40)];
    const filled = [...steady(100, 40), 110, 120, 130, ...steady(140, 40)];
    expect(normalizedPower(bridged).normalizedPowerWatts).toBeCloseTo(
      normalizedPower(filled).normalizedPowerWatts ?? Number.NaN,
      9,
    );
    expect(normalizedPower(bridged).coverage).toBeCloseTo(80 / 83, 9);
  });

  it('lets no window span a longer dropout or a pause', () => {
    const pieces = [steady(100, 600), steady(300, 600)];
    const fourth = ((571 * 100 ** 4 + 571 * 300 ** 4) / 1142) ** 0.25;
    expect(normalizedPowerOfPieces(pieces).normalizedPowerWatts).toBeCloseTo(fourth, 9);
    const withDropout = [...(pieces[0] ?? []), ...steady(null, 4), ...(pieces[1] ?? [])];
    expect(normalizedPower(withDropout).normalizedPowerWatts).toBeCloseTo(fourth, 9);
  });

  it('keeps coasting: zeros count', () => {
    const result = normalizedPower([...steady(0, 600), ...steady(200, 600)]);
    expect(result.averagePowerWatts).toBe(100);
    expect(result.normalizedPowerWatts).toBeLessThan(200);
    expect(normalizedPower(steady(0, 60))).toMatchObject({ normalizedPowerWatts: 0, variabilityIndex: null });
  });

  it('calls a value reliable from 20 minutes of one-second samples on', () => {
    expect(normalizedPower(steady(200, 1199)).reliable).toBe(false);
    expect(normalizedPower(steady(200, 1200)).reliable).toBe(true);
    const coarse = normalizedPower(steady(200, 1200), { sampleSeconds: 5 });
    expect(coarse.reliable).toBe(false);
    expect(coarse.normalizedPowerWatts).toBeCloseTo(200, 9);
    expect(normalizedPower(steady(200, 1200), { sampleSeconds: 31 }).normalizedPowerWatts).toBeNull();
    expect(() => normalizedPower([], { sampleSeconds: 0 })).toThrow(RangeError);
  });

  it('lies between the lowest and highest power and above the mean of the full windows', () => {
    fc.assert(
      fc.property(watts, (samples) => {
        const result = normalizedPower(samples).normalizedPowerWatts ?? Number.NaN;
        expect(result).toBeGreaterThanOrEqual(Math.min(...samples) - 1e-6);
        expect(result).toBeLessThanOrEqual(Math.max(...samples) + 1e-6);
        const windows = samples.slice(29).map((_, start) => samples.slice(start, start + 30));
        const means = windows.map((window) => window.reduce((sum, value) => sum + value, 0) / 30);
        expect(result).toBeGreaterThanOrEqual(
          means.reduce((sum, value) => sum + value, 0) / means.length - 1e-6,
        );
        const direct = (means.reduce((sum, value) => sum + value ** 4, 0) / means.length) ** 0.25;
        expect(result).toBeCloseTo(direct, 6);
      }),
    );
  });

  it('scales with power', () => {
    fc.assert(
      fc.property(watts, (samples) => {
        const once = normalizedPower(samples).normalizedPowerWatts ?? Number.NaN;
        const twice = normalizedPower(samples.map((value) => value * 2)).normalizedPowerWatts;
        expect(twice).toBeCloseTo(once * 2, 6);
      }),
    );
  });
});

describe('ratios', () => {
  it('are unknown without a positive denominator', () => {
    expect(intensityFactor(200, 0)).toBeNull();
    expect(variabilityIndex(200, 0)).toBeNull();
    expect(efficiencyFactor(200, Number.NaN)).toBeNull();
    expect(tssFromPower({ durationSeconds: 3600, normalizedPowerWatts: 200, ftpWatts: 0 })).toBeNull();
  });

  it('give 100 TSS for an hour at threshold', () => {
    expect(tssFromPower({ durationSeconds: 3600, normalizedPowerWatts: 280, ftpWatts: 280 })).toBe(100);
    expect(tssFromPower({ durationSeconds: 3600, normalizedPowerWatts: 0, ftpWatts: 280 })).toBe(0);
    expect(efficiencyFactor(233.553, 124.611)).toBeCloseTo(1.87426, 4);
  });

  it('admit a session to an efficiency trend only when steady and aerobic', () => {
    const steadyRide = { durationSeconds: 2400, intensityFactor: 0.7, variabilityIndex: 1.05 };
    expect(isSteadyAerobic(steadyRide)).toBe(true);
    expect(isSteadyAerobic({ ...steadyRide, variabilityIndex: null })).toBe(true);
    expect(isSteadyAerobic({ ...steadyRide, variabilityIndex: 1.06 })).toBe(false);
    expect(isSteadyAerobic({ ...steadyRide, durationSeconds: 2399 })).toBe(false);
    expect(isSteadyAerobic({ ...steadyRide, intensityFactor: 0.54 })).toBe(false);
    expect(isSteadyAerobic({ ...steadyRide, intensityFactor: 0.86 })).toBe(false);
  });
});

describe('checkWorkoutScores', () => {
  const stored = {
    durationSeconds: 3600,
    tss: 91.5,
    intensityFactor: 0.956,
    normalizedPowerWatts: 239,
    averagePowerWatts: 200,
    ftpWatts: 250,
    sampledNormalizedPowerWatts: 239.0995,
  };

  it('agrees within the rounding of stored values', () => {
    const { checks, impliedFtpWatts, implausibleTss } = checkWorkoutScores(stored);
    expect(checks.map(({ metric, agrees }) => [metric, agrees])).toEqual([
      ['tss', true],
      ['tss', true],
      ['intensity_factor', true],
      ['normalized_power', true],
    ]);
    expect(checks[0]?.difference).toBeCloseTo(0.956 ** 2 * 100 - 91.5, 9);
    expect(impliedFtpWatts).toBeCloseTo(250, 9);
    expect(implausibleTss).toBe(false);
  });

  it('shows a score computed with another threshold, and an edited one', () => {
    const outdated = checkWorkoutScores({ ...stored, ftpWatts: 280 });
    expect(outdated.checks.find(({ metric }) => metric === 'intensity_factor')?.agrees).toBe(false);
    expect(outdated.checks[1]?.recomputed).toBeCloseTo((239 / 280) ** 2 * 100, 9);
    expect(checkWorkoutScores({ ...stored, tss: 0 }).checks[0]).toMatchObject({ stored: 0, agrees: false });
  });

  it('checks a TSS only where its source has a formula', () => {
    const metrics = (tssSource: 'heart_rate' | 'run_pace') =>
      checkWorkoutScores({ ...stored, tssSource }).checks.map(({ metric }) => metric);
    expect(metrics('heart_rate')).toEqual(['normalized_power']);
    expect(metrics('run_pace')).toEqual(['tss', 'normalized_power']);
  });

  it('grants a run the tenth that scoring it moment by moment adds', () => {
    const run = { ...stored, normalizedPowerWatts: null, tss: 110, intensityFactor: 1 };
    const agrees = (given: object) => checkWorkoutScores({ ...run, ...given }).checks[0]?.agrees;
    expect(agrees({ sportId: 3 })).toBe(true);
    expect(agrees({ sportId: 3, tss: 120 })).toBe(false);
    expect(agrees({ sportId: 2, tssSource: 'run_pace' })).toBe(true);
    expect(agrees({ sportId: 2 })).toBe(false);
  });

  it('checks swims with the cube', () => {
    const swim = { ...stored, sportId: 1, tss: 94.06, durationSeconds: 3558.348, intensityFactor: 0.9836025 };
    const [check] = checkWorkoutScores({ ...swim, normalizedPowerWatts: null }).checks;
    expect(check).toMatchObject({ agrees: true, formula: 'hours x IF^3 x 100' });
    expect(check?.recomputed).toBeCloseTo(94.06, 3);
  });

  it('compares nothing with an unknown value', () => {
    const unknown = {
      durationSeconds: null,
      tss: Number.NaN,
      intensityFactor: null,
      normalizedPowerWatts: null,
    };
    expect(checkWorkoutScores(unknown)).toEqual({
      checks: [],
      impliedFtpWatts: null,
      variabilityIndex: null,
      tssPerHour: null,
      implausibleTss: false,
    });
  });

  it('flags more than 130 TSS an hour for more than 20 minutes', () => {
    expect(isImplausibleTss(131, 3600)).toBe(true);
    expect(isImplausibleTss(130, 3600)).toBe(false);
    expect(isImplausibleTss(60, 1200)).toBe(false);
    expect(isImplausibleTss(60, 1201)).toBe(true);
    expect(isImplausibleTss(null, 3600)).toBe(false);
  });
});
