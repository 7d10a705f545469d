import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AppError } from '../../../src/shared/errors.ts';
import { parseAnalysisSummary, parseStreams } from '../../../src/trainingpeaks/wire/analysis.ts';
import { parseSettings, parseUser } from '../../../src/trainingpeaks/wire/athlete.ts';
import { parseAvailability, parseCalendarNotes } from '../../../src/trainingpeaks/wire/calendar.ts';
import { parseDetails, parseLaps } from '../../../src/trainingpeaks/wire/details.ts';
import { parseEvents } from '../../../src/trainingpeaks/wire/events.ts';
import { parseHealthMetrics } from '../../../src/trainingpeaks/wire/health.ts';
import { parsePerformance } from '../../../src/trainingpeaks/wire/performance.ts';
import { parseSportRecords, parseWorkoutRecords } from '../../../src/trainingpeaks/wire/records.ts';
import { parseStructure } from '../../../src/trainingpeaks/wire/structure.ts';
import {
  parseWorkout,
  parseWorkoutChanges,
  parseWorkoutList,
} from '../../../src/trainingpeaks/wire/workout.ts';
import { ATHLETE, RIDE, wireWorkout } from '../support.ts';

const PARSERS: Readonly<Record<string, (answer: unknown) => unknown>> = {
  list: (answer) => parseWorkoutList(answer, ATHLETE),
  workout: (answer) => parseWorkout(answer, ATHLETE),
  changes: (answer) => parseWorkoutChanges(answer, ATHLETE, 20),
  structure: parseStructure,
  user: parseUser,
  settings: parseSettings,
  details: (answer) => parseDetails(answer, RIDE),
  laps: parseLaps,
  sportRecords: parseSportRecords,
  workoutRecords: parseWorkoutRecords,
  performance: parsePerformance,
  streams: parseStreams,
  summary: parseAnalysisSummary,
  health: parseHealthMetrics,
  events: parseEvents,
  calendarNotes: parseCalendarNotes,
  availability: parseAvailability,
};

/** Keys of the wire, so that random objects reach the inside of the parsers. */
const KEYS = [
  ...Object.keys(wireWorkout()),
  ...[
    'user',
    'personId',
    'athletes',
    'accountStatus',
    'settings',
    'account',
    'powerZones',
    'speedZones',
    'zones',
  ],
  ...[
    'threshold',
    'label',
    'minimum',
    'maximum',
    'timeInPowerZones',
    'timeInZones',
    'meanMaxPowers',
    'meanMaxes',
  ],
  ...[
    'value',
    'seconds',
    'workoutDeviceFileInfos',
    'fileId',
    'lapsStats',
    'personalRecords',
    'type',
    'class',
  ],
  ...[
    'metadata',
    'data',
    'time',
    'unit',
    'timeStamp',
    'details',
    'id',
    'eventDate',
    'distanceUnits',
    'modified',
  ],
  ...['deleted', 'steps', 'targets', 'length', '__proto__', 'constructor', 'toString'],
];
const LEAVES = fc.oneof(
  fc.constantFrom(
    null,
    'NaN',
    '',
    '12.5',
    '-1',
    '2026-09-14T00:00:00',
    '9999-99-99',
    'MM5Seconds',
    'Power',
    true,
    -0,
  ),
  fc.integer(),
  fc.double(),
  fc.string({ maxLength: 12 }),
);
const { answer: ANSWERS } = fc.letrec((tie) => ({
  answer: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    LEAVES,
    fc.array(tie('answer'), { maxLength: 5 }),
    fc.dictionary(fc.constantFrom(...KEYS), tie('answer'), { maxKeys: 8 }),
  ),
}));

test.each(Object.entries(PARSERS))(
  '%s: no answer makes the parser throw anything but AppError',
  (_name, parse) => {
    fc.assert(
      fc.property(ANSWERS, (answer) => {
        try {
          parse(answer);
        } catch (error) {
          expect(error).toBeInstanceOf(AppError);
        }
      }),
      { numRuns: 300 },
    );
  },
);

test('a list never loses a good row because of a bad one, and accounts for every row', () => {
  const rows = fc.array(
    fc.oneof(
      fc.constant('good' as const),
      ANSWERS.map((answer) => ({ answer })),
    ),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(rows, (kinds) => {
      const wire = kinds.map((kind, index) =>
        kind === 'good' ? wireWorkout({ workoutId: 5_000_000_000 + index }) : kind.answer,
      );
      const { workouts, setAside } = parseWorkoutList(wire, ATHLETE);
      const ids = new Set(workouts.map(({ workoutId }) => workoutId));
      for (const [index, kind] of kinds.entries()) {
        if (kind === 'good') expect(ids).toContain(5_000_000_000 + index);
      }
      expect(workouts.length + setAside.length).toBeLessThanOrEqual(wire.length);
      expect(setAside.every(({ reason }) => reason.startsWith('The '))).toBe(true);
    }),
  );
});

test('one wrong field costs at most its own row', () => {
  const keys = fc.constantFrom(...Object.keys(wireWorkout()));
  fc.assert(
    fc.property(keys, ANSWERS, (key, value) => {
      const list = parseWorkoutList(
        [wireWorkout({ workoutId: 1, [key]: value }), wireWorkout({ workoutId: 2 })],
        ATHLETE,
      );
      expect(list.workouts.some(({ workoutId }) => workoutId === 2)).toBe(true);
      for (const { actual, plan, day } of list.workouts) {
        expect(day).toMatch(/^\d{4}-\d{2}-\d{2}$/);
        const numbers: Readonly<Record<string, number | null>> = { ...actual, planned: plan.durationSeconds };
        for (const number of Object.values(numbers)) {
          expect(number === null || Number.isFinite(number)).toBe(true);
        }
      }
    }),
    { numRuns: 500 },
  );
});
