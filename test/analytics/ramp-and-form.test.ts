import { describe, expect, it } from 'vitest';
import { formBand, formBands, formDigits, formPercent } from '../../src/analytics/form-bands.ts';
import { rampBand, rampRate } from '../../src/analytics/ramp-rate.ts';
import { trainingLoad } from '../../src/analytics/training-load.ts';
import { daysOf, steady } from './builders.ts';

describe('rampRate', () => {
  const points = trainingLoad(daysOf('2026-01-01', steady(100, 30)));

  it('is the CTL gained over the span', () => {
    const gained = (points[20]?.ctl ?? 0) - (points[13]?.ctl ?? 0);
    expect(rampRate(points, '2026-01-21')).toBe(gained);
    expect(rampRate(points, '2026-01-29', 28)).toBe((points[28]?.ctl ?? 0) - (points[0]?.ctl ?? 0));
  });

  it('is unknown where the span leaves the series', () => {
    expect(rampRate(points, '2026-01-07')).toBeNull();
    expect(rampRate(points, '2026-01-08')).not.toBeNull();
    expect(rampRate(points, '2026-02-01')).toBeNull();
    expect(rampRate(points, '2025-12-31')).toBeNull();
    expect(rampRate([], '2026-01-01')).toBeNull();
  });
});

describe('rampBand', () => {
  it.each([
    [-0.1, 'falling'],
    [0, 'low'],
    [4.9, 'low'],
    [5, 'moderate'],
    [8, 'moderate'],
    [10, 'high'],
    [10.1, 'very high'],
  ])('puts %d a week after Friel into %s', (rate, name) => {
    expect(rampBand(rate)).toMatchObject({ name, school: 'friel' });
  });

  it.each([
    [2.9, 'low'],
    [3, 'moderate'],
    [5, 'moderate'],
    [5.1, 'very high'],
  ])('puts %d a week after Couzens into %s', (rate, name) => {
    expect(rampBand(rate, { school: 'couzens' }).name).toBe(name);
  });

  it.each([
    [30, 4, 'low'],
    [30, 6, 'moderate'],
    [30, 8, 'high'],
    [30, 8.1, 'very high'],
    [90, 6, 'low'],
    [90, 8, 'moderate'],
    [90, 10, 'high'],
    [57.5, 5, 'low'],
    [57.5, 5.1, 'moderate'],
  ])('knows the level: CTL %d at %d a week is %s', (ctl, rate, name) => {
    expect(rampBand(rate, { school: 'by_level', ctl }).name).toBe(name);
  });

  it('names its source and refuses an unknown rate', () => {
    expect(rampBand(6).source).toContain('Friel');
    expect(rampBand(-1).text).toContain('falling');
    expect(() => rampBand(Number.NaN)).toThrow(RangeError);
  });
});

describe('form', () => {
  it('moves the edge of transition on demand', () => {
    expect(formBand(22).name).toBe('fresh');
    expect(formBand(22, { transitionAbove: 20 }).name).toBe('transition');
    expect(formBand(20, { transitionAbove: 20 }).name).toBe('fresh');
    expect(() => formBand(0, { transitionAbove: 5 })).toThrow(RangeError);
    expect(() => formBand(Number.NaN)).toThrow(RangeError);
  });

  it('leaves no hole between the bands', () => {
    const bands = formBands();
    bands.slice(1).forEach((band, index) => expect(band.lowerEdge).toBe(bands[index]?.upperEdge));
    expect([bands[0]?.lowerEdge, bands.at(-1)?.upperEdge]).toEqual([null, null]);
  });

  it('is a percentage of fitness from CTL 10 on', () => {
    expect(formPercent(120, -30)).toBe(-25);
    expect(formPercent(40, -30)).toBe(-75);
    expect(formPercent(10, 1)).toBe(10);
    expect(formPercent(0, 0)).toBeNull();
  });
});

describe('formDigits', () => {
  it.each([
    [25, 0],
    [25.3, 1],
    [25.04, 2],
    [24.7, 0],
    [5.3, 1],
    [-10.4, 0],
    [-9.7, 1],
    [-29.6, 1],
    [-30.2, 0],
    [12.4, 0],
  ])('%d is written with %d decimals', (tsb, digits) => {
    expect(formDigits(tsb)).toBe(digits);
    expect(formBand(Number(tsb.toFixed(digits))).name).toBe(formBand(tsb).name);
  });

  it('has an end', () => {
    expect(formDigits(5 + 1e-12)).toBe(6);
  });
});
