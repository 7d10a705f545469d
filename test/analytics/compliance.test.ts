import { describe, expect, it } from 'vitest';
import { compliancePercent, sessionCompliance } from '../../src/analytics/compliance.ts';
import { done, plan } from './builders.ts';

const today = '2026-03-10';
const distances = { distanceMeters: null, plannedDistanceMeters: null };

describe('sessionCompliance', () => {
  it('compares duration first, then distance, then TSS', () => {
    const ride = { ...done(today, 50, { planned: true, plannedTss: 100 }), ...distances };
    expect(sessionCompliance(ride, today)).toEqual({
      state: 'done',
      colour: 'yellow',
      percent: 50,
      basis: 'tss',
    });
    const withDistance = { ...ride, distanceMeters: 900, plannedDistanceMeters: 1000 };
    expect(sessionCompliance(withDistance, today)).toMatchObject({ basis: 'distance', colour: 'green' });
    const withTime = { ...withDistance, plannedDurationSeconds: 2000 };
    expect(sessionCompliance(withTime, today)).toMatchObject({
      basis: 'duration',
      percent: 180,
      colour: 'red',
    });
  });

  it('knows missed, upcoming, unplanned and nothing', () => {
    const states = [
      plan('2026-03-09', 50),
      plan(today, 50),
      done(today, 50),
      plan(today, null, { planned: false }),
      plan('2026-03-09', null, { sportId: 7 }),
    ].map((each) => sessionCompliance({ ...each, ...distances }, today));
    expect(states.map(({ state, colour }) => [state, colour])).toEqual([
      ['missed', 'red'],
      ['upcoming', null],
      ['unplanned', null],
      ['none', null],
      ['none', null],
    ]);
  });

  it('has no colour where the plan and the deed share no known measure', () => {
    const ride = { ...done(today, null, { planned: true, plannedTss: 100 }), ...distances };
    expect(sessionCompliance(ride, today)).toEqual({
      state: 'done',
      colour: null,
      percent: null,
      basis: null,
    });
  });
});

it('has no percentage of an unknown or empty plan', () => {
  expect(compliancePercent(50, 0)).toBeNull();
  expect(compliancePercent(null, 50)).toBeNull();
  expect(compliancePercent(0, 50)).toBe(0);
});
