import { describe, expect, it } from 'vitest';

import type { SimulatedAccount } from '../../src/demo/account.ts';
import { HOSTILE_TITLE } from '../../src/demo/athlete/story.ts';
import { syntheticAthlete } from '../../src/demo/athlete/synthetic-athlete.ts';
import { addDays } from '../../src/demo/days.ts';
import { numberIn, rowsIn, textIn } from './client.ts';
import type { Row } from './client.ts';

const TODAY = '2026-11-25'; // a Wednesday: a swim in the morning, a run in the evening
const account = syntheticAthlete({ seed: 1, today: TODAY });
const rows = account.workouts.map((workout) => workout.row());
const dayOf = (row: Row): string => textIn(row, 'workoutDay').slice(0, 10);
const isDone = (row: Row): boolean => row['totalTime'] !== null;
const isTraining = (row: Row): boolean => row['workoutTypeValueId'] !== 7;

function fitnessOn(subject: SimulatedAccount, today: string): { ctl: number; tsb: number } {
  const load = new Map<string, number>();
  for (const workout of subject.workouts.filter(({ day }) => day <= today)) {
    const tss = workout.row()['tssActual'];
    if (typeof tss === 'number') load.set(workout.day, (load.get(workout.day) ?? 0) + tss);
  }
  let [ctl, atl, tsb] = [0, 0, 0];
  for (let day = subject.workouts[0]?.day ?? today; day <= today; day = addDays(day, 1)) {
    tsb = ctl - atl;
    ctl += ((load.get(day) ?? 0) - ctl) / 42;
    atl += ((load.get(day) ?? 0) - atl) / 7;
  }
  return { ctl, tsb };
}

describe('the synthetic athlete', () => {
  it('is the same for the same seed and day, and another one for another seed', () => {
    const again = syntheticAthlete({ seed: 1, today: TODAY });
    expect(again.workouts.map((workout) => workout.row())).toEqual(rows);
    expect(again.metrics()).toEqual(account.metrics());
    const other = syntheticAthlete({ seed: 2, today: TODAY });
    expect(other.workouts.slice(0, 50).map((workout) => workout.row())).not.toEqual(rows.slice(0, 50));
  });

  it('has three seasons of about 300 completed workouts, more on request', () => {
    const done = rows.filter(isDone);
    expect(done.length).toBeGreaterThan(850);
    expect(done.length).toBeLessThan(1100);
    const five = syntheticAthlete({ seed: 1, today: TODAY, seasons: 5 });
    const years = (Date.parse(TODAY) - Date.parse(five.workouts[0]?.day ?? '')) / (365.25 * 86_400_000);
    expect(years).toBeGreaterThan(4.8);
    expect(years).toBeLessThan(5);
  });

  it('ends its history today, with the first of two sessions done', () => {
    expect(rows.filter((row) => dayOf(row) > TODAY && isDone(row))).toEqual([]);
    const today = rows.filter((row) => dayOf(row) === TODAY);
    expect(today.map(isDone)).toEqual([true, false]);
    expect(rows.every((row) => textIn(row, 'lastModifiedDate').slice(0, 10) <= TODAY)).toBe(true);
  });

  it.each([1, 2, 3])('is fit, fitter than a year ago, and in plausible form (seed %i)', (seed) => {
    for (let offset = 0; offset < 7; offset += 2) {
      const today = addDays('2026-11-23', offset);
      const subject = syntheticAthlete({ seed, today });
      const now = fitnessOn(subject, today);
      expect(now.ctl).toBeGreaterThan(60);
      expect(now.ctl).toBeLessThan(75);
      expect(Math.abs(now.tsb)).toBeLessThan(30);
      expect(now.ctl).toBeGreaterThan(fitnessOn(subject, addDays(today, -364)).ctl);
    }
  });

  it.each(['2026-01-01', '2028-02-29', '2026-03-29', '2026-07-05'])(
    'plans six weeks and an A race three to seven weeks after %s',
    (today) => {
      const subject = syntheticAthlete({ seed: 1, today });
      const race = subject.events.find(
        (event) => event['atpPriority'] === 'A' && textIn(event, 'eventDate') > today,
      );
      const raceDay = textIn(race, 'eventDate').slice(0, 10);
      expect(raceDay >= addDays(today, 21) && raceDay <= addDays(today, 49)).toBe(true);
      expect((subject.workouts.at(-1)?.day ?? '') >= addDays(today, 42)).toBe(true);
    },
  );

  it('is ill for twelve days and misses what was planned', () => {
    const leave = account.availability[0];
    const [first, last] = [textIn(leave, 'startDate').slice(0, 10), textIn(leave, 'endDate').slice(0, 10)];
    expect(addDays(first, 11)).toBe(last);
    const ill = rows.filter((row) => dayOf(row) >= first && dayOf(row) <= last && isTraining(row));
    expect(ill.length).toBeGreaterThan(6);
    expect(ill.some(isDone)).toBe(false);
    const pulse = (from: string, to: string): number => {
      const values = account
        .metrics()
        .filter((record) => textIn(record, 'timeStamp') >= from && textIn(record, 'timeStamp') <= `${to}T`)
        .flatMap((record) => rowsIn(record, 'details'))
        .filter((detail) => detail['type'] === 5)
        .map((detail) => numberIn(detail, 'value'));
      return values.reduce((sum, value) => sum + value, 0) / values.length;
    };
    expect(pulse(first, last)).toBeGreaterThan(pulse(addDays(first, -30), addDays(first, -1)) + 5);
  });

  it('has every kind of row a client must bear', () => {
    const kinds: Record<string, (row: Row) => boolean> = {
      'strength without TSS': (row) =>
        row['workoutTypeValueId'] === 9 && isDone(row) && row['tssActual'] === null,
      'heart rate only': (row) => row['tssSource'] === 4 && row['powerAverage'] === null,
      transition: (row) => row['workoutTypeValueId'] === 100 && isDone(row),
      'day off': (row) => row['workoutTypeValueId'] === 7 && !isDone(row) && row['tssSource'] === 0,
      'missed plan': (row) => dayOf(row) < TODAY && !isDone(row) && row['tssPlanned'] !== null,
      'unplanned session': (row) => isDone(row) && row['totalTimePlanned'] === null,
      'title null': (row) => row['title'] === null,
      'title empty': (row) => row['title'] === '',
      'title with instructions': (row) => row['title'] === HOSTILE_TITLE,
      'comment of the coach': (row) =>
        rowsIn(row, 'workoutComments').some((comment) => comment['isCoach'] === true),
      'no device tags': (row) => isDone(row) && row['userTags'] === '',
      'ramp block': (row) => JSON.stringify(row['structure']).includes('rampUp'),
      'target-only steps': (row) => JSON.stringify(row['structure']).includes('"target"'),
      'structure without polyline': (row) =>
        row['structure'] !== null && !JSON.stringify(row['structure']).includes('polyline'),
    };
    for (const [kind, fits] of Object.entries(kinds)) {
      expect(rows.filter(fits).length, kind).toBeGreaterThan(0);
    }
    const fileIds = account.workouts.map(({ recording }) => recording?.fileId ?? 1);
    expect(Math.min(...fileIds)).toBeLessThan(0);
    const raceDay = account.events.find(
      (event) => event['atpPriority'] === 'A' && textIn(event, 'eventDate') < TODAY,
    );
    const legs = rows.filter((row) => isDone(row) && row['workoutDay'] === raceDay?.['eventDate']);
    expect(legs.map((row) => row['workoutTypeValueId'])).toEqual([1, 100, 2, 100, 3]);
  });

  it('holds one duplicate upload and one plan that was not paired', () => {
    const recent = rows.filter((row) => dayOf(row) > addDays(TODAY, -60) && dayOf(row) < TODAY);
    const copies = recent.filter((row) => row['title'] === 'Zwift');
    expect(copies).toHaveLength(1);
    const original = recent.find(
      (row) => row['tssActual'] === copies[0]?.['tssActual'] && row['title'] !== 'Zwift',
    );
    expect(dayOf(original ?? {})).toBe(dayOf(copies[0] ?? {}));
    const unpaired = recent.filter(
      (row) =>
        !isDone(row) &&
        recent.some(
          (other) => isDone(other) && other['title'] === row['title'] && dayOf(other) === dayOf(row),
        ),
    );
    expect(unpaired).toHaveLength(1);
  });

  it('knows no zero where nothing is known', () => {
    const swim = rows.find((row) => row['workoutTypeValueId'] === 1 && isDone(row));
    expect(swim).toMatchObject({
      heartRateAverage: null,
      powerAverage: null,
      energy: null,
      elevationGain: null,
    });
    const plan = rows.find((row) => dayOf(row) > TODAY && row['structure'] !== null);
    expect(plan).toMatchObject({
      distance: null,
      totalTime: null,
      tssActual: null,
      if: null,
      startTime: null,
    });
  });
});
