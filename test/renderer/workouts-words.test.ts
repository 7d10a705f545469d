import { describe, expect, test } from 'vitest';
import { measuresFor } from '../../renderer/measures.ts';
import { stepLength, stepTarget } from '../../renderer/pages/workouts/steps.ts';
import {
  decouplingWords,
  scoreDoubts,
  variabilityWords,
  workoutSentence,
  workoutTitle,
} from '../../renderer/words/workout-words.ts';
import type { WorkoutFacts } from '../../src/mcp/tools/tp-get-workout.ts';
import type { WorkoutAnalysis } from '../../src/mcp/tools/tp-workout-analysis.ts';
import type { StructureStep } from '../../src/shared/workout.ts';

const measures = measuresFor('en-GB', 'metric');

const FACTS: WorkoutFacts = {
  workout_id: 1,
  date: '2026-11-17',
  start_time: '17:30',
  sport: 'Bike',
  title: 'VO2 max',
  status: 'completed',
  duration_seconds: 4680,
  distance_meters: 41_200,
  tss: 94,
  intensity_factor: 0.85,
  average_heart_rate_bpm: 144,
  average_power_watts: 179,
  normalized_power_watts: 214,
  personal_records: 0,
  planned_duration_seconds: null,
  planned_tss: null,
  variability_index: 1.2,
  efficiency_factor: 1.49,
  maximum_power_watts: 333,
  energy_kilojoules: 837,
  calories_kilocalories: 803,
  minimum_heart_rate_bpm: 91,
  maximum_heart_rate_bpm: 186,
  average_cadence: 85,
  maximum_cadence: 91,
  average_speed_meters_per_second: 8.8,
  maximum_speed_meters_per_second: 11,
  normalized_graded_speed_meters_per_second: null,
  elevation_gain_meters: null,
  elevation_loss_meters: null,
  average_temperature_celsius: null,
  tss_source: 'power',
  rpe: 7,
  feeling: 3,
  planned_distance_meters: null,
  planned_intensity_factor: null,
  description: null,
  coach_comments: null,
  comments: [],
  tags: [],
  last_modified: null,
};

describe('the sentence of a workout', () => {
  test.each<[Partial<WorkoutFacts>, string]>([
    [{}, '1:18 h and 94 TSS at 85% of threshold.'],
    [{ planned_duration_seconds: 4500 }, '1:18 h and 94 TSS at 85% of threshold, done as planned.'],
    [{ planned_duration_seconds: 3600 }, '1:18 h and 94 TSS at 85% of threshold, 30% longer than planned.'],
    [{ planned_tss: 188 }, '1:18 h and 94 TSS at 85% of threshold, 50% less load than planned.'],
    [{ tss: null, intensity_factor: null, duration_seconds: 1800 }, '30 min and no TSS.'],
    [{ status: 'planned', planned_duration_seconds: 3600, planned_tss: 60 }, 'Planned: 1:00 h and 60 TSS.'],
    [{ status: 'missed', planned_tss: 60 }, 'Missed: 60 TSS were planned and not done.'],
    [{ status: 'missed' }, 'Missed: it was planned and not done.'],
    [{ status: 'day_off' }, 'A day off.'],
  ])('%o', (change, sentence) => {
    expect(workoutSentence({ ...FACTS, ...change }, measures)).toBe(sentence);
  });

  test('a workout without a title is named by its sport', () => {
    expect(workoutTitle({ title: '  ', sport: 'Run' })).toBe('Run without a title');
  });
});

describe('what the numbers say', () => {
  test.each([
    [1.05, 'this was steady'],
    [1.06, 'this varied a little'],
    [1.11, 'this was intervals, hills or stop and go'],
  ])('a variability index of %f', (variability, words) => {
    expect(variabilityWords(variability)).toContain(words);
  });

  test.each<[NonNullable<WorkoutAnalysis['decoupling']>, string]>([
    [{ percent: 3, verdict: 'good', remarks: [] }, 'fell this much'],
    [{ percent: 3, verdict: 'good', remarks: [] }, 'good endurance'],
    [{ percent: -2, verdict: 'good', remarks: [] }, 'rose this much'],
    [
      { percent: 14, verdict: null, remarks: ['Not applicable: interval session.'] },
      'It says little here. Not applicable',
    ],
    [
      { percent: null, verdict: null, remarks: ['Less than 20 minutes remain.'] },
      'cannot be told here. Less than 20',
    ],
  ])('a decoupling: %o', (decoupling, words) => {
    expect(decouplingWords(decoupling, measures)).toContain(words);
  });

  test('only scores that do not agree are doubted', () => {
    const check = { metric: 'tss', stored: 88, recomputed: 79, formula: 'hours x IF^2 x 100' };
    const analysis = (agrees: boolean, implausible = false) =>
      ({ score_checks: [{ ...check, agrees }], implausible_tss: implausible }) as WorkoutAnalysis;
    expect(scoreDoubts(analysis(true), measures)).toEqual([]);
    expect(scoreDoubts(analysis(false), measures)).toEqual([
      'The stored TSS of 88.00 differs from hours × IF² × 100, which gives 79.00.',
    ]);
    expect(scoreDoubts(analysis(true, true), measures)).toHaveLength(1);
  });
});

describe('a planned step', () => {
  const STEP: StructureStep = {
    name: null,
    lengthValue: 720,
    lengthUnit: 'second',
    targetMinimum: 88,
    targetMaximum: 92,
    intensityClass: null,
  };
  const FTP = { intensityMetric: 'percentOfFtp', blocks: [] };

  test.each<[Partial<StructureStep>, string, string]>([
    [{}, '12:00', '88–92%'],
    [{ targetMaximum: 88 }, '12:00', '88%'],
    [{ targetMinimum: null }, '12:00', 'up to 92%'],
    [{ targetMinimum: null, targetMaximum: null }, '12:00', 'free'],
    [{ lengthValue: null }, 'open', '88–92%'],
    [{ lengthValue: 400, lengthUnit: 'meter' }, '400 meter', '88–92%'],
  ])('%o', (change, length, target) => {
    const step = { ...STEP, ...change };
    expect([stepLength(step, measures), stepTarget(step, FTP, measures)]).toEqual([length, target]);
  });
});
