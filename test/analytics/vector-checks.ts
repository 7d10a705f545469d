/**
 * Every worked number, as a named check of a loaded set of analytics. `vectors.test.ts` runs them on the
 * real modules; `mutations.test.ts` proves that each classic mistake turns its check red.
 */
import { expect } from 'vitest';
import { alternating, daysOf, done, plan, session, steady } from './builders.ts';
import type * as subject from './subject.ts';
import chart from './vectors/performance-chart.json';
import intensity from './vectors/intensity.json';
import quality from './vectors/load-quality.json';
import power from './vectors/power.json';
import projection from './vectors/projection.json';
import scores from './vectors/stress-scores.json';

export type Subject = typeof subject;

const { workedWeek, steadyFromZero } = chart;
const week = daysOf(
  workedWeek.firstDay,
  workedWeek.days.map(({ tss }) => tss),
);
const ride = alternating(
  power.alternating.watts,
  power.alternating.blockSeconds,
  power.alternating.durationSeconds,
);
const lastDay = '2026-03-01';

export const VECTOR_CHECKS = {
  'C1.5 the worked week: CTL steps by 1/42'({ trainingLoad }: Subject) {
    const points = trainingLoad(week, { seed: workedWeek.seed });
    workedWeek.days.forEach((expected, index) => expect(points[index]?.ctl).toBeCloseTo(expected.ctl, 4));
  },
  'C1.5 the worked week: ATL steps by 1/7, not by 1 - exp(-1/7)'({ trainingLoad }: Subject) {
    const points = trainingLoad(week, { seed: workedWeek.seed });
    workedWeek.days.forEach((expected, index) => {
      expect(points[index]?.atl).toBeCloseTo(expected.atl, 4);
      expect(points[index]?.atl).not.toBeCloseTo(expected.exponentialAtl, 1);
    });
  },
  'C1.5 the worked week: TSB of the morning is of the evening before'({ trainingLoad }: Subject) {
    const points = trainingLoad(week, { seed: workedWeek.seed });
    workedWeek.days.forEach((expected, index) => {
      expect(points[index]?.tsbMorning).toBeCloseTo(expected.tsbMorning, 4);
      expect(points[index]?.tsbEndOfDay).toBeCloseTo(expected.tsbEndOfDay, 4);
    });
  },
  'C1.6 42 days of 100 from zero are CTL 63.65: no rolling mean, no exponential step'({
    trainingLoad,
  }: Subject) {
    const points = trainingLoad(daysOf('2026-01-01', steady(steadyFromZero.tss, steadyFromZero.days)));
    expect(points.at(-1)?.ctl).toBeCloseTo(steadyFromZero.ctl, 4);
  },
  'C1.7 what is left of a wrong starting value'({ seedErrorShare }: Subject) {
    for (const { days, percent } of chart.seedErrorPercent) {
      expect(seedErrorShare(days) * 100).toBeCloseTo(percent, 2);
    }
    expect([191, 192].map((days) => seedErrorShare(days) < 0.01)).toEqual([false, true]);
    expect([286, 287].map((days) => seedErrorShare(days) < 0.001)).toEqual([false, true]);
    const fatigue = { ctlDays: 7, atlDays: 7 };
    expect([29, 30].map((days) => seedErrorShare(days, fatigue) < 0.01)).toEqual([false, true]);
  },
  'C1.13 what one workout still contributes'({ workoutContribution }: Subject) {
    for (const { daysLater, ctl, atl, tsbEndOfDay } of chart.contributionOf100) {
      const contribution = workoutContribution(100, daysLater);
      expect(contribution.tsbEndOfDay).toBeCloseTo(tsbEndOfDay, 3);
      if (ctl !== undefined) expect(contribution.ctl).toBeCloseTo(ctl, 3);
      if (atl !== undefined) expect(contribution.atl).toBeCloseTo(atl, 3);
    }
    const later = Array.from({ length: 90 }, (_, days) => workoutContribution(100, days).tsbEndOfDay);
    const peakDay = later.indexOf(Math.max(...later));
    expect(later[peakDay]).toBeCloseTo(1, 1);
    expect(Math.abs(peakDay - 30)).toBeLessThanOrEqual(3);
  },
  'C0.5 a plan that was done counts once, with what was done'({ dailyLoad, weeklyLoad }: Subject) {
    const sessions = [done(lastDay, 80, { planned: true, plannedTss: 100 })];
    const range = { from: lastDay, to: lastDay, today: lastDay };
    expect(dailyLoad(sessions, range)[0]).toMatchObject({
      actualTss: 80,
      remainingPlannedTss: 0,
      missedTss: 0,
      completedCount: 1,
      plannedCount: 0,
      missedCount: 0,
    });
    expect(weeklyLoad(sessions, range)[0]).toMatchObject({
      tss: 80,
      plannedTss: 100,
      remainingPlannedTss: 0,
    });
  },
  'C0.5 a past plan that was not done is missed and no load'({ dailyLoad }: Subject) {
    const range = { from: '2026-02-28', to: '2026-03-02', today: lastDay };
    const days = dailyLoad([plan('2026-02-28', 70), plan(lastDay, 60), plan('2026-03-02', 50)], range);
    expect(days.map((day) => [day.actualTss, day.missedTss, day.remainingPlannedTss])).toEqual([
      [0, 70, 0],
      [0, 0, 60],
      [0, 0, 50],
    ]);
  },
  'C0.4 a session without a score is unscored, neither rest nor a score of zero'({ dailyLoad }: Subject) {
    const range = { from: '2026-02-26', to: lastDay, today: lastDay };
    const sessions = [done('2026-02-27', null), done('2026-02-28', Number.NaN), done(lastDay, 0)];
    expect(dailyLoad(sessions, range).map((day) => [day.state, day.unscoredCount])).toEqual([
      ['rest', 0],
      ['unscored', 1],
      ['unscored', 1],
      ['scored', 0],
    ]);
  },
  'C0.6 a plan without a score is estimated from its time and intensity'({ dailyLoad }: Subject) {
    const { durationSeconds, intensityFactor, tss } = power.twoHours;
    const next = '2026-03-02';
    const sessions = [
      plan(next, null, {
        plannedDurationSeconds: durationSeconds,
        plannedIntensityFactor: intensityFactor,
      }),
    ];
    const [day] = dailyLoad(sessions, { from: next, to: next, today: lastDay });
    expect(day?.remainingPlannedTss).toBeCloseTo(tss, 9);
    expect(day?.remainingPlannedEstimated).toBe(true);
  },
  "C0.2 today is the athlete's calendar day, not UTC's"({ todayIn }: Subject) {
    const lateEvening = Date.UTC(2026, 4, 2, 22, 30);
    expect(todayIn('UTC', lateEvening)).toBe('2026-05-02');
    expect(todayIn('Europe/Prague', lateEvening)).toBe('2026-05-03');
    expect(todayIn('Pacific/Kiritimati', Date.UTC(2026, 4, 2, 10, 0))).toBe('2026-05-03');
    expect(todayIn('Pacific/Pago_Pago', Date.UTC(2026, 4, 3, 10, 59))).toBe('2026-05-02');
  },
  'C2.5 alternating minutes: NP counts full windows only'({ normalizedPower }: Subject) {
    const result = normalizedPower(ride);
    expect(result.normalizedPowerWatts).toBeCloseTo(power.alternating.normalizedWatts, 4);
    expect(result.normalizedPowerWatts).not.toBeCloseTo(
      power.alternating.normalizedWattsWithPartialWindows,
      1,
    );
    expect(result.averagePowerWatts).toBe(power.alternating.averageWatts);
    expect(result.variabilityIndex).toBeCloseTo(power.alternating.variabilityIndex, 5);
  },
  'C2.5 alternating minutes: IF, TSS and VI'({
    normalizedPower,
    intensityFactor,
    tssFromPower,
    variabilityIndex,
  }: Subject) {
    const { ftpWatts, durationSeconds, averageWatts } = power.alternating;
    const normalizedPowerWatts = normalizedPower(ride).normalizedPowerWatts ?? Number.NaN;
    expect(intensityFactor(normalizedPowerWatts, ftpWatts)).toBeCloseTo(power.alternating.intensityFactor, 6);
    expect(tssFromPower({ durationSeconds, normalizedPowerWatts, ftpWatts })).toBeCloseTo(
      power.alternating.tss,
      4,
    );
    expect(variabilityIndex(normalizedPowerWatts, averageWatts)).toBeCloseTo(
      power.alternating.variabilityIndex,
      5,
    );
  },
  'C2.6 windows that all average the same, and constant power'({ normalizedPower }: Subject) {
    const { watts, blockSeconds, durationSeconds, normalizedWatts } = power.shortBlocks;
    const blocks = normalizedPower(alternating(watts, blockSeconds, durationSeconds));
    expect(blocks.normalizedPowerWatts).toBeCloseTo(normalizedWatts, 9);
    expect(blocks.averagePowerWatts).toBe(normalizedWatts);
    const constant = normalizedPower(steady(power.constant.watts, 3600));
    expect(constant.normalizedPowerWatts).toBeCloseTo(power.constant.normalizedWatts, 9);
  },
  'C2.4 a dropout of power is not zero watts'({ normalizedPower }: Subject) {
    const withDropout = [...steady(200, 1800), ...steady(null, 60), ...steady(200, 1800)];
    const result = normalizedPower(withDropout);
    expect(result.normalizedPowerWatts).toBeCloseTo(200, 9);
    expect(result.averagePowerWatts).toBe(200);
    expect(result.coverage).toBeCloseTo(3600 / 3660, 9);
  },
  'C3.4 decoupling divides by the first half'({ decoupling }: Subject) {
    const { halves, efficiency, percent } = power.decoupling;
    const result = decoupling({
      output: halves.flatMap(({ watts }) => steady(watts, 1800)),
      heartRateBpm: halves.flatMap(({ bpm }) => steady(bpm, 1800)),
      warmUpSeconds: 0,
    });
    expect(result.firstHalfEfficiency).toBeCloseTo(efficiency[0] ?? Number.NaN, 6);
    expect(result.secondHalfEfficiency).toBeCloseTo(efficiency[1] ?? Number.NaN, 6);
    expect(result.decouplingPercent).toBeCloseTo(percent, 4);
    expect(result.verdict).toBe('good');
  },
  'C4.1 rTSS of an hour at 5:00/km'({ runStress }: Subject) {
    const { durationSeconds, secondsPerKilometer, thresholdSecondsPerKilometer } = scores.run;
    const result = runStress({
      durationSeconds,
      normalizedSpeedMetersPerSecond: 1000 / secondsPerKilometer,
      thresholdSpeedMetersPerSecond: 1000 / thresholdSecondsPerKilometer,
    });
    expect(result.intensityFactor).toBeCloseTo(scores.run.intensityFactor, 9);
    expect(result.tss).toBeCloseTo(scores.run.tss, 9);
  },
  'C4.2 sTSS takes the cube of the intensity'({ swimStress }: Subject) {
    const { distanceMeters, durationSeconds, thresholdSecondsPer100Meters } = scores.swim;
    const result = swimStress({
      distanceMeters,
      durationSeconds,
      thresholdSpeedMetersPerSecond: 100 / thresholdSecondsPer100Meters,
    });
    expect(result.intensityFactor).toBeCloseTo(scores.swim.intensityFactor, 6);
    expect(result.tss).toBeCloseTo(scores.swim.tss, 4);
  },
  'C4.4 hrTSS-est of an hour at 150'({ trimp, heartRateStressEstimate }: Subject) {
    const { minutes, bpm, restingBpm, maximumBpm, thresholdBpm } = scores.heartRate;
    const profile = {
      restingHeartRateBpm: restingBpm,
      maximumHeartRateBpm: maximumBpm,
      thresholdHeartRateBpm: thresholdBpm,
    };
    expect(trimp(steady(bpm, minutes * 60), profile)).toBeCloseTo(scores.heartRate.trimp, 4);
    expect(trimp(steady(thresholdBpm, 3600), profile)).toBeCloseTo(scores.heartRate.hourAtThreshold, 4);
    expect(heartRateStressEstimate(steady(bpm, minutes * 60), profile)).toBeCloseTo(scores.heartRate.tss, 4);
  },
  'C5.4 the load for a ramp'({ solveRampLoad }: Subject) {
    const { ctl, rampPerWeek, dailyTss, factor } = projection.rampLoad;
    expect(solveRampLoad({ ctl, rampPerWeek }).dailyTss).toBeCloseTo(dailyTss, 4);
    expect(solveRampLoad({ ctl: 0, rampPerWeek: 1 }).dailyTss).toBeCloseTo(factor, 5);
  },
  'C6.2 form bands and their edges'({ formBand }: Subject) {
    for (const { tsb, name } of intensity.formBands) expect([tsb, formBand(tsb).name]).toEqual([tsb, name]);
  },
  'C6.3 form as a percentage of fitness'({ formPercent }: Subject) {
    const { ctl, tsb, percent } = projection.formPercent;
    expect(formPercent(ctl, tsb)).toBeCloseTo(percent, 9);
    expect(formPercent(9.99, -5)).toBeNull();
  },
  'C7.3 monotony and strain of the worked week'({ monotony }: Subject) {
    for (const sd of ['sample', 'population'] as const) {
      const result = monotony(quality.week, { sd });
      const expected = quality.monotony[sd];
      expect(result.weeklyTss).toBe(quality.monotony.sum);
      expect(result.meanTss).toBeCloseTo(quality.monotony.mean, 4);
      expect(result.standardDeviation).toBeCloseTo(expected.deviation, 4);
      expect(result.monotony).toBeCloseTo(expected.monotony, 5);
      expect(result.strain).toBeCloseTo(expected.strain, 3);
    }
  },
  'C8.2 three workload ratios of the same weeks'({ workloadRatio }: Subject) {
    const { before, ...expected } = quality.workloadRatio;
    const result = workloadRatio([...steady(before.tss, before.days), ...quality.week]);
    expect(result.rollingCoupled).toBeCloseTo(expected.rollingCoupled, 5);
    expect(result.rollingUncoupled).toBeCloseTo(expected.rollingUncoupled, 5);
    expect(result.exponentiallyWeighted).toBeCloseTo(expected.exponentiallyWeighted, 5);
  },
  'C9.7 polarization index and names'({ polarizationIndex, intensityName }: Subject) {
    for (const { index, polarized, name, ...shares } of intensity.polarization) {
      const result = polarizationIndex(shares);
      if (index === null) expect(result.index).toBeNull();
      else expect(result.index).toBeCloseTo(index, 5);
      expect(result.polarized).toBe(polarized);
      expect(result.reason === undefined).toBe(index !== null);
      expect(intensityName(shares)).toBe(name);
    }
  },
  'C10.4 best three seconds'({ meanMax }: Subject) {
    const { samples, seconds, value } = power.meanMax;
    expect(meanMax(samples, seconds)?.value).toBeCloseTo(value, 4);
    expect(meanMax(samples, seconds)?.startSeconds).toBe(2);
  },
  'C15.2 constant load to a target, and days to reach it'({ solveDailyLoad, daysToReach }: Subject) {
    for (const { ctl, targetCtl, days, dailyTss, weeklyTss } of projection.targets) {
      const solved = solveDailyLoad({ ctl, targetCtl, days });
      expect(solved.dailyTss).toBeCloseTo(dailyTss, 4);
      expect(solved.weeklyTss).toBeCloseTo(weeklyTss, 2);
      expect(solved.feasible).toBe(true);
    }
    const { exactDays, wholeDays, ...question } = projection.daysToReach;
    expect(daysToReach(question)?.exactDays).toBeCloseTo(exactDays, 3);
    expect(daysToReach(question)?.wholeDays).toBe(wholeDays);
    expect(daysToReach({ ...question, dailyTss: 75 })).toBeNull();
  },
  'C15.6 the price of a taper'({ projectConstant, projectZero }: Subject) {
    const { ctl, atl, days, dailyTss, endCtl, endAtl, nextMorningTsb } = projection.taper;
    const points = projectConstant({ day: lastDay, ctl, atl }, dailyTss, days);
    const last = points.at(-1);
    expect(last?.ctl).toBeCloseTo(endCtl, 4);
    expect(last?.atl).toBeCloseTo(endAtl, 4);
    expect(last?.tsbEndOfDay).toBeCloseTo(nextMorningTsb, 4);
    const raceMorning = projectZero({ day: '2026-03-15', ctl: endCtl, atl: endAtl }, 1)[0];
    expect(raceMorning?.tsbMorning).toBeCloseTo(nextMorningTsb, 3);
  },
  'C16.1 variation of weekly load'({ weeklyVariation }: Subject) {
    expect(weeklyVariation(quality.weeklyVariation.weeks)).toBeCloseTo(
      quality.weeklyVariation.coefficient,
      6,
    );
  },
  'C16.2 compliance colours and their edges'({ complianceColour }: Subject) {
    for (const { percent, colour } of intensity.compliance) {
      expect([percent, complianceColour(percent)]).toEqual([percent, colour]);
    }
  },
  'C17 a day off is neither planned nor done'({ dailyLoad }: Subject) {
    const dayOff = session({ day: lastDay, sportId: 7, planned: true });
    expect(dailyLoad([dayOff], { from: lastDay, to: lastDay, today: lastDay })[0]).toMatchObject({
      state: 'rest',
      completedCount: 0,
      plannedCount: 0,
      missedCount: 0,
      unknownPlanCount: 0,
    });
  },
} satisfies Readonly<Record<string, (analytics: Subject) => void>>;

export type VectorCheckName = keyof typeof VECTOR_CHECKS;
