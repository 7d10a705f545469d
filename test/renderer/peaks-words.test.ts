import { describe, expect, it } from 'vitest';
import { formatFor } from '../../renderer/format.ts';
import { measuresFor } from '../../renderer/measures.ts';
import { addressOf, choiceIn, type Peak, type PeakChoice } from '../../renderer/pages/peaks/peak-choice.ts';
import { classesOf, oversOf, peakRows } from '../../renderer/pages/peaks/peak-rows.ts';
import { shownPeaks } from '../../renderer/pages/peaks/shown-peaks.ts';
import {
  missingWord,
  peaksNotes,
  peaksRemark,
  peaksSentence,
  readSoFar,
  shareText,
  standing,
} from '../../renderer/words/peaks-words.ts';
import type { Peaks } from '../../src/mcp/tools/tp-get-peaks.ts';

const format = formatFor('en-GB', new Date('2026-11-25T12:00:00Z'));
const measures = measuresFor('en-GB', 'metric');

function peak(given: Partial<Peak> = {}): Peak {
  return {
    class: 'Power',
    over: '20 min',
    duration_seconds: 1200,
    distance_meters: null,
    unit: 'W',
    value: 263,
    workout_id: 1,
    date: '2026-10-13',
    title: 'Test',
    next_best: [],
    ...given,
  };
}

const FIVE_KM = peak({
  class: 'Speed',
  over: '5 km',
  duration_seconds: null,
  distance_meters: 5000,
  unit: 'm/s',
  value: 4,
});
const HEART = peak({ class: 'HeartRate', unit: 'bpm', value: 176 });

function answer(peaks: readonly Peak[], given: Partial<Peaks> = {}): Peaks {
  return {
    range: { start_date: '2026-08-28', end_date: '2026-11-25' },
    sport: 'Bike',
    source: 'workouts',
    workouts_in_range: 32,
    workouts_read: 32,
    peaks: [...peaks],
    ...given,
  };
}

const CHOICE: PeakChoice = { sport: 'Bike', period: '90d', against: 'all', peakClass: null, over: null };

function sentence(
  own: readonly Peak[],
  all: readonly Peak[] | null,
  choice = CHOICE,
  sport = 'Bike',
): string {
  const compared = all === null ? undefined : answer(all, { sport });
  return peaksSentence(
    shownPeaks({ answer: answer(own, { sport }), isWhole: true }, compared, choice, []),
    measures,
    format,
  );
}

describe('the sentence of the bests', () => {
  it.each([
    ['263 W for 20 min in the last 90 days, 94% of your best of all time.', 280],
    ['263 W for 20 min in the last 90 days, just under your best of all time.', 264],
    ['263 W for 20 min in the last 90 days, equal to your best of all time.', 263],
  ])('%s', (text, best) => {
    expect(sentence([peak()], [peak({ value: best, workout_id: 2 })])).toBe(text);
  });

  it('calls a best its own when it is that of the longer period too', () => {
    expect(sentence([peak()], [peak()])).toBe('263 W for 20 min in the last 90 days, your best of all time.');
  });

  it('calls two equal that are shown the same, and a distance only when its time is the same too', () => {
    const alone = { ...CHOICE, sport: 'Run' };
    const compared = (value: number) =>
      sentence([FIVE_KM], [{ ...FIVE_KM, value, workout_id: 2 }], alone, 'Run');
    expect(compared(4.0005)).toBe(
      '5 km in 20:50 (4:10 /km) in the last 90 days, equal to your best of all time.',
    );
    expect(compared(4.005)).toBe(
      '5 km in 20:50 (4:10 /km) in the last 90 days, just under your best of all time.',
    );
  });

  it('names the day when nothing is compared', () => {
    const alone = { ...CHOICE, against: null };
    expect(sentence([peak()], null, alone)).toBe('263 W for 20 min in the last 90 days, on 13 October.');
    expect(sentence([peak()], null, { ...alone, period: '1y' })).toBe(
      '263 W for 20 min in the last year, on 13 October.',
    );
    expect(sentence([peak()], null, { ...alone, period: 'all' })).toBe(
      '263 W for 20 min is your best of all time, set on 13 October.',
    );
  });

  it('tells a distance by its time and its pace', () => {
    expect(sentence([FIVE_KM], null, { ...CHOICE, against: null }, 'Run')).toBe(
      '5 km in 20:50 (4:10 /km) in the last 90 days, on 13 October.',
    );
  });

  it('compares no heart rates', () => {
    expect(sentence([HEART], [{ ...HEART, value: 180, workout_id: 2 }])).toBe(
      '176 bpm for 20 min in the last 90 days, on 13 October.',
    );
  });

  it('takes the effort that tells most, else the longest', () => {
    const short = peak({ over: '5 s', duration_seconds: 5, value: 700 });
    const hour = peak({ over: '60 min', duration_seconds: 3600, value: 230 });
    expect(sentence([short, peak(), hour], null)).toContain('for 20 min');
    expect(sentence([short, hour], null)).toContain('for 60 min');
    expect(sentence([short], null)).toContain('for 5 s');
  });

  it('says so when there is none', () => {
    expect(sentence([], [peak()])).toBe('No best efforts are known for Bike in the last 90 days.');
    expect(sentence([], null, { ...CHOICE, period: 'all' })).toBe('No best efforts are known for Bike.');
  });
});

it('claims nothing of workouts that were not read', () => {
  const unread = shownPeaks(
    { answer: answer([], { workouts_read: 0 }), isWhole: false },
    undefined,
    CHOICE,
    [],
  );
  expect(peaksSentence(unread, measures, format)).toBe(
    'The best efforts of Bike in the last 90 days are not read yet.',
  );
});

describe('a best beside that of the longer period', () => {
  const swim = (seconds: number, workout_id: number) =>
    peak({
      class: 'Speed',
      unit: 'm/s',
      over: '5 min',
      duration_seconds: 300,
      value: 100 / seconds,
      workout_id,
    });
  const stands = (one: Peak, other: Peak) => standing(one, other, 1, measures);

  it('stands as the values that are shown do', () => {
    expect(stands(swim(82.3, 1), swim(81.8, 2))).toBe('equal');
    expect(stands(swim(82.3, 1), swim(81.8, 1))).toBe('same');
    expect(stands(swim(81.2, 1), swim(80.6, 2))).toBe('equal');
    expect(stands(swim(82, 1), swim(81, 2))).toBe('less');
    expect(stands(swim(81, 1), swim(82, 2))).toBe('better');
  });

  it('is never called 100% of a better one', () => {
    expect(shareText(swim(81.51, 1), swim(81.49, 2), format)).toBe('just under');
    expect(shareText(swim(82, 1), swim(80, 2), format)).toBe('98% of');
  });
});

it('a best that is not there says why', () => {
  expect(missingWord({ isWhole: true, source: 'workouts' })).toBe('none');
  expect(missingWord({ isWhole: true, source: 'trainingpeaks' })).toBe('not listed');
  expect(missingWord({ isWhole: false, source: 'workouts' })).toBe('not read for this period');
});

it('a remark on one of two answers says of which period it is', () => {
  expect(peaksNotes(['both', 'own'], { period: 'all', notes: ['both', 'other'] })).toEqual([
    'both',
    'own',
    'All time: other',
  ]);
  expect(peaksNotes(['own'], null)).toEqual(['own']);
});

describe('the rows of the bests', () => {
  const asked = { peakClass: 'Power', over: 'time', weights: [] } as const;
  const minute = peak({ over: '1 min', duration_seconds: 60, value: 405 });

  it('stand beside the bests of the longer period, shortest first, whichever of both knows them', () => {
    const older = peak({ value: 280, workout_id: 2 });
    const rows = peakRows([peak()], [older, minute], asked);
    expect(rows.map(({ over, best, against }) => [over, best?.value, against?.value])).toEqual([
      ['1 min', undefined, 405],
      ['20 min', 263, 280],
    ]);
  });

  it('hold one class and one kind of length', () => {
    const all = [peak(), HEART, FIVE_KM];
    expect(peakRows(all, [], asked).map(({ best }) => best)).toEqual([peak()]);
    const [row] = peakRows(all, [], { peakClass: 'Speed', over: 'distance', weights: [] });
    expect(row).toMatchObject({ length: 5000, seconds: 1250, wattsPerKilogram: null });
  });

  it('have watts per kilogram where the weight of those days is known', () => {
    const perKilogram = (day: string, kilograms: number) =>
      peakRows([peak()], [], { ...asked, weights: [{ day, kilograms }] })[0]?.wattsPerKilogram;
    expect(perKilogram('2026-10-10', 65.75)).toBe(4);
    expect(perKilogram('2026-01-10', 65.75)).toBeNull();
  });

  it('begin with what the sport is measured by', () => {
    expect(classesOf(answer([HEART, FIVE_KM, peak()]))).toEqual(['Power', 'Speed', 'HeartRate']);
    expect(classesOf(answer([HEART, FIVE_KM, peak()], { sport: 'Run' }))).toEqual([
      'Speed',
      'Power',
      'HeartRate',
    ]);
    expect(classesOf(answer([HEART]))).toEqual(['HeartRate']);
    expect(oversOf([FIVE_KM, peak({ class: 'Speed' })], 'Speed')).toEqual(['distance', 'time']);
    expect(oversOf([FIVE_KM, peak()], 'Power')).toEqual(['time']);
  });
});

describe('the address of the page', () => {
  const parsed = (text: string) => choiceIn(new URLSearchParams(text), 'Bike');

  it('holds every choice, and what is usual is left out', () => {
    expect(addressOf(CHOICE)).toEqual({ sport: 'Bike' });
    const choices: readonly PeakChoice[] = [
      CHOICE,
      { sport: 'Run', period: '1y', against: null, peakClass: 'HeartRate', over: 'time' },
      { sport: 'Swim', period: '90d', against: '1y', peakClass: 'Speed', over: 'distance' },
    ];
    for (const choice of choices) {
      expect(parsed(new URLSearchParams(addressOf(choice)).toString())).toEqual(choice);
    }
  });

  it('that makes no sense is read as the usual', () => {
    expect(parsed('period=never&against=yesterday&class=Luck&over=hills')).toEqual(CHOICE);
    expect(parsed('period=all').against).toBeNull();
    expect(parsed('period=1y&against=90d').against).toBeNull();
  });
});

it('the remark says whose bests these are, of when, from what', () => {
  expect(peaksRemark(answer([]), format)).toBe('Bike · 28 August to 25 November · 32 workouts');
  expect(peaksRemark(answer([], { source: 'trainingpeaks', workouts_in_range: 1 }), format)).toBe(
    'Bike · 28 August to 25 November · 1 workout, by the record lists of TrainingPeaks',
  );
});

it('an answer that can be read on says how far it is', () => {
  expect(readSoFar(answer([]), format)).toBeNull();
  expect(readSoFar(answer([], { workouts_read: null }), format)).toBeNull();
  expect(readSoFar(answer([], { workouts_read: 12 }), format)).toContain('12 of 32 workouts');
  expect(readSoFar(undefined, format)).toContain('stopped');
});
