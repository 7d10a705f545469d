import { describe, expect, test } from 'vitest';
import { parseAnalysisSummary, parseStreams } from '../../../src/trainingpeaks/wire/analysis.ts';
import { parseSettings, parseUser } from '../../../src/trainingpeaks/wire/athlete.ts';
import { parseAvailability, parseCalendarNotes } from '../../../src/trainingpeaks/wire/calendar.ts';
import { parseDetails, parseLaps } from '../../../src/trainingpeaks/wire/details.ts';
import { parseEvents } from '../../../src/trainingpeaks/wire/events.ts';
import { parseHealthMetrics } from '../../../src/trainingpeaks/wire/health.ts';
import { parsePerformance } from '../../../src/trainingpeaks/wire/performance.ts';
import { parseSportRecords, parseWorkoutRecords } from '../../../src/trainingpeaks/wire/records.ts';
import { ATHLETE, codeOf, RIDE, wireUser } from '../support.ts';

async function codeOfParsing(parse: () => unknown): Promise<string> {
  return codeOf((async () => Promise.resolve(parse()))());
}

describe('the athlete', () => {
  test('is the person who signed in, not the first of the roster', () => {
    expect(parseUser(wireUser())).toEqual({
      athleteId: ATHLETE,
      fullName: 'Dana Demo',
      userName: 'demo.rider',
      email: 'demo@example.test',
      age: 36,
      gender: 'f',
      timeZone: 'Europe/Vienna',
      isPremium: true,
      isCoach: false,
      createdDay: '2019-03-01',
    });
  });

  test.each([
    ['the user id', { userId: 5, athletes: [{ athleteId: 9 }] }, 5],
    ['the roster, as the last resort', { athletes: [{ athleteId: 'x' }, { athleteId: 9 }] }, 9],
  ])('may be known by %s', (_name, user, athleteId) => {
    expect(parseUser({ user }).athleteId).toBe(athleteId);
    expect(parseUser(user).athleteId).toBe(athleteId);
  });

  test('what the account does not say is unknown', () => {
    expect(
      parseUser({ user: { personId: 5, timeZone: 'Mars/Olympus', gender: 'x', firstName: 'Dana' } }),
    ).toEqual({
      athleteId: 5,
      fullName: 'Dana',
      userName: null,
      email: null,
      age: null,
      gender: null,
      timeZone: null,
      isPremium: null,
      isCoach: false,
      createdDay: null,
    });
  });

  test('must be somebody', async () => {
    for (const answer of [null, [], 'text', {}, { user: null }, { user: { athletes: [] } }]) {
      expect(await codeOfParsing(() => parseUser(answer))).toBe('upstream_changed');
    }
  });
});

test('settings keep no calendar keys, and tolerate half-configured zones', async () => {
  const settings = parseSettings({
    iCalendarKeys: ['key'],
    powerZones: [
      { workoutTypeId: '2', threshold: 0, zones: [{ minimum: 0, maximum: 'NaN' }, { label: 'broken' }, 'x'] },
      'x',
    ],
    heartRateZones: null,
  });
  expect(settings).toEqual({
    zones: [
      {
        basis: 'power',
        sportId: 2,
        threshold: null,
        maximumHeartRateBpm: null,
        restingHeartRateBpm: null,
        bands: [{ label: 'Zone 1', minimum: 0, maximum: null }],
      },
    ],
  });
  expect(await codeOfParsing(() => parseSettings('text'))).toBe('upstream_changed');
});

test('details: zone times, best averages with their durations and distances, files', () => {
  const meanMaxes = (...labels: readonly (readonly [string, unknown])[]): unknown => ({
    meanMaxes: labels.map(([label, value]) => ({ label, value })),
  });
  const details = parseDetails(
    {
      timeInHeartRateZones: {
        threshold: 167,
        timeInZones: [
          { label: 'Low', minimum: 0, maximum: 141, seconds: 1320 },
          { label: 'High', minimum: 142, maximum: 255, seconds: '60' },
        ],
      },
      timeInPowerZones: null,
      meanMaxPowers: meanMaxes(
        ['MM5Seconds', 498],
        ['MM20Minutes', 231],
        ['MM1Hour', '210'],
        ['MM1Hour30Minutes', 190],
      ),
      meanMaxSpeedsByDistance: meanMaxes(
        ['MM400Meter', 5],
        ['MM1Mile', 4],
        ['MMHalfMarathon', 3.5],
        ['MM5Kilometer', null],
      ),
      meanMaxHeartRates: meanMaxes(['MMConstructor', 1], ['MM5Constructor', 1], ['__proto__', 1]),
      workoutDeviceFileInfos: [{ fileId: -5, fileName: 'a.fit' }, { fileId: 1.5 }, {}],
    },
    RIDE,
  );
  expect(details.timeInZones).toEqual([
    {
      basis: 'heart_rate',
      threshold: 167,
      zones: [
        { label: 'Low', minimum: 0, maximum: 141, seconds: 1320 },
        { label: 'High', minimum: 142, maximum: null, seconds: 60 },
      ],
    },
  ]);
  expect(details.meanMaxes).toEqual([
    { basis: 'power', durationSeconds: 5, distanceMeters: null, value: 498 },
    { basis: 'power', durationSeconds: 1200, distanceMeters: null, value: 231 },
    { basis: 'power', durationSeconds: 3600, distanceMeters: null, value: 210 },
    { basis: 'power', durationSeconds: 5400, distanceMeters: null, value: 190 },
    { basis: 'speed', durationSeconds: null, distanceMeters: 400, value: 5 },
    { basis: 'speed', durationSeconds: null, distanceMeters: 1609.344, value: 4 },
    { basis: 'speed', durationSeconds: null, distanceMeters: 21_097.5, value: 3.5 },
  ]);
  expect(details.files).toEqual([{ fileId: '-5', fileName: 'a.fit' }]);
  expect(parseDetails(null, RIDE)).toEqual({ workoutId: RIDE, timeInZones: [], meanMaxes: [], files: [] });
});

test('laps: milliseconds become seconds, stops do not count', () => {
  const laps = parseLaps({
    lapsStats: [
      {
        name: 'Lap 1',
        elapsedTime: 720_500,
        stoppedTime: 20_000,
        distance: 6100.2,
        averagePower: 228,
        averageHeartRate: 0,
      },
      {},
    ],
  });
  expect(laps[0]).toMatchObject({
    name: 'Lap 1',
    durationSeconds: 700.5,
    averagePowerWatts: 228,
    averageHeartRateBpm: null,
  });
  expect(laps[1]).toMatchObject({ name: null, durationSeconds: null });
});

test('records: time frames in both forms, invalid ones left out, nothing is nothing', async () => {
  const record = {
    workoutId: RIDE,
    workoutDate: '2026-06-02T00:00:00',
    workoutTitle: 'Ramp',
    value: 262,
    rank: 1,
  };
  const records = parseSportRecords([
    { ...record, class: 'Power', type: 'power20min', timeFrame: { name: '20 min' } },
    { ...record, type: 'hR5min', timeFrame: '5 min' },
    { ...record, class: 'Power', type: 'power1min', invalid: true },
    { ...record, class: 'Mystery', type: 'mystery' },
    { ...record, value: null },
  ]);
  expect(records).toEqual([
    {
      workoutId: RIDE,
      workoutTitle: 'Ramp',
      day: '2026-06-02',
      recordClass: 'Power',
      type: 'power20min',
      timeFrame: '20 min',
      value: 262,
      rank: 1,
    },
    expect.objectContaining({ recordClass: 'HeartRate', timeFrame: '5 min' }),
  ]);
  expect(parseSportRecords(null)).toEqual([]);
  expect(parseWorkoutRecords(null)).toEqual({ pending: false, records: [] });
  expect(parseWorkoutRecords({ calcsPending: true, personalRecords: null })).toEqual({
    pending: true,
    records: [],
  });
  expect(await codeOfParsing(() => parseSportRecords({}))).toBe('upstream_changed');
});

test('the performance chart may be wrapped', async () => {
  const row = { workoutDay: '2026-09-14T00:00:00', ctl: 58.9 };
  expect(parsePerformance({ data: [row, {}] })).toEqual([
    { day: '2026-09-14', tssActual: null, tssPlanned: null, ctl: 58.9, atl: null, tsb: null },
  ]);
  expect(await codeOfParsing(() => parsePerformance({}))).toBe('upstream_changed');
});

describe('streams', () => {
  const charts = (metadata: Record<string, unknown>, data: unknown): unknown => ({ metadata, data });

  test('display units become SI, missing samples are unknown', () => {
    const streams = parseStreams(
      charts(
        {
          Power: { unit: 'watts' },
          HeartRate: { unit: 'bpm' },
          Cadence: { unit: 'rpm' },
          Speed: { unit: 'km/h' },
          Distance: { unit: 'km' },
        },
        [
          { time: 8, Power: 'NaN', HeartRate: 0, Speed: 18 },
          { time: 0, Power: 150, HeartRate: 96, Cadence: 80, Speed: 36 },
          { time: 4, Power: 0, HeartRate: 99, Cadence: 0 },
          { Power: 1 },
        ],
      ),
    );
    expect(streams).toEqual({
      stepSeconds: 4,
      timeSeconds: [0, 4, 8],
      powerWatts: [150, 0, null],
      heartRateBpm: [96, 99, null],
      cadenceRpm: [80, 0, null],
      altitudeMeters: null,
      speedMetersPerSecond: [10, null, 5],
    });
  });

  test.each([
    ['mph', { Speed: { unit: 'mph' } }, { Speed: 22.369362920544 }, 10],
    ['m/s', { Speed: { unit: 'm/s' } }, { Speed: 10 }, 10],
    ['min/km', { Pace: { unit: 'min/km' } }, { Pace: 250 }, 4],
    ['min/mi', { Pace: { unit: 'min/mi' } }, { Pace: 402.336 }, 4],
    [
      'an unknown unit beside a known pace',
      { Speed: { unit: 'knots' }, Pace: { unit: 's/km' } },
      { Speed: 9, Pace: 250 },
      4,
    ],
  ])('speed in %s', (_name, metadata, sample, expected) => {
    expect(parseStreams(charts(metadata, [{ time: 0, ...sample }]))?.speedMetersPerSecond?.[0]).toBeCloseTo(
      expected,
      9,
    );
  });

  test.each([
    ['metres', { Altitude: { unit: 'm' } }, { Altitude: 52.5 }, 52.5],
    ['feet', { Altitude: { unit: 'ft' } }, { Altitude: 100 }, 30.48],
    ['metres, smoothed only', { SmoothedAltitude: { unit: 'm' } }, { SmoothedAltitude: 52 }, 52],
  ])('altitude in %s', (_name, metadata, sample, expected) => {
    expect(parseStreams(charts(metadata, [{ time: 0, ...sample }]))?.altitudeMeters?.[0]).toBeCloseTo(
      expected,
      9,
    );
  });

  test('a unit nobody knows leaves the channel out', () => {
    const streams = parseStreams(
      charts({ Speed: { unit: 'knots' }, Power: { unit: 'hp' } }, [{ time: 0, Speed: 9, Power: 1 }]),
    );
    expect(streams).toMatchObject({ speedMetersPerSecond: null, powerWatts: null, heartRateBpm: null });
  });

  test('a developer field counts by its shown name where the plain channel is missing', () => {
    const hash = '0a1b2c3d4e5f6071';
    const data = [{ time: 0, [hash]: 240, Power: 200 }];
    const developer = { [hash]: { friendlyName: 'Power', unit: 'Watts' } };
    expect(parseStreams(charts(developer, data))?.powerWatts).toEqual([240]);
    expect(parseStreams(charts({ ...developer, Power: { unit: 'watts' } }, data))?.powerWatts).toEqual([200]);
  });

  test('no samples, no streams', async () => {
    expect(parseStreams(charts({}, []))).toBeNull();
    expect(await codeOfParsing(() => parseStreams({}))).toBe('upstream_changed');
  });
});

test('the analysis is read by identifier or shown name', async () => {
  const summary = parseAnalysisSummary({
    data: {
      TSS: { friendlyName: 'TSS', value: '88.4' },
      AerobicDecoupling: { friendlyName: 'Pw:Hr', value: null },
      Other: { friendlyName: 'Pa:Hr', value: 3.1, unit: '%' },
      EfficiencyFactor: { value: 1.46 },
      Broken: 'text',
    },
  });
  expect(summary).toEqual({
    decouplingPercent: 3.1,
    efficiencyFactor: 1.46,
    variabilityIndex: null,
    normalizedPowerWatts: null,
    intensityFactor: null,
    tss: 88.4,
    elapsedSeconds: null,
  });
  expect(await codeOfParsing(() => parseAnalysisSummary([]))).toBe('upstream_changed');
});

test('health values: bad details are dropped, the same nap counts once, other ids are kept', () => {
  const nap = { type: 6, value: 0.5, time: '2026-09-14T14:00:00' };
  const metrics = parseHealthMetrics([
    {
      timeStamp: '2026-09-14T00:00:00',
      details: [
        nap,
        nap,
        { type: 777, value: '3' },
        { type: 9, value: 'NaN' },
        { type: 9, value: [] },
        {},
        null,
      ],
    },
    { timeStamp: 'never', details: [nap] },
  ]);
  expect(metrics).toEqual([
    { day: '2026-09-14', typeId: 6, label: null, value: 0.5 },
    { day: '2026-09-14', typeId: 777, label: null, value: 3 },
  ]);
});

test('calendar notes: hidden and odd ones are dropped, blank words unknown', () => {
  const note = { id: 7, noteDate: '2026-09-20T00:00:00', title: 'Camp', description: ' ', isHidden: false };
  expect(
    parseCalendarNotes([note, { ...note, id: 8, isHidden: true }, { ...note, noteDate: null }, 'x']),
  ).toEqual([{ noteId: 7, day: '2026-09-20', title: 'Camp', text: null }]);
});

test('availability: possible sports where some are, and a stretch that makes sense', () => {
  const entry = {
    id: 1,
    startDate: '2026-07-22T00:00:00',
    endDate: '2026-08-02',
    type: 1,
    limitedAvailability: false,
    reason: 'Sick',
    availableSportTypes: [],
    description: '',
  };
  const entries = parseAvailability([
    entry,
    { ...entry, id: 2, type: 2, availableSportTypes: [1, 3, 'golf'], reason: '' },
    { ...entry, id: 3, endDate: '2026-01-01' },
    { ...entry, id: 4, endDate: null },
    { ...entry, startDate: null },
  ]);
  const sick = {
    availabilityId: 1,
    firstDay: '2026-07-22',
    lastDay: '2026-08-02',
    possibleSportIds: null,
    reason: 'Sick',
    description: null,
  };
  expect(entries).toEqual([
    sick,
    { ...sick, availabilityId: 2, possibleSportIds: [1, 3], reason: null },
    { ...sick, availabilityId: 3, lastDay: '2026-07-22' },
    { ...sick, availabilityId: 4, lastDay: '2026-07-22' },
  ]);
});

test.each([
  ['calendar notes', parseCalendarNotes],
  ['availability', parseAvailability],
])('%s: nothing at all is an empty list, something else is a change of form', async (_, parse) => {
  expect(parse(null)).toEqual([]);
  expect(await codeOfParsing(() => parse({ items: [] }))).toBe('upstream_changed');
});

test('events: odd rows are dropped, odd values unknown', () => {
  const events = parseEvents([
    { id: 1, eventDate: '2026-11-08', eventType: 'Undefined', atpPriority: '', distance: 'NaN' },
    { id: 2 },
    'x',
  ]);
  expect(events).toEqual([
    { eventId: 1, day: '2026-11-08', name: null, eventType: null, priority: null, distanceMeters: null },
  ]);
});
