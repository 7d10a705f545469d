import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { redactSecrets } from '../../src/shared/redact.ts';
import {
  ATHLETE,
  ATHLETE_PATH,
  codeOf,
  connect,
  COOKIE,
  failureOf,
  hangUp,
  html,
  json,
  memoryCookies,
  memoryLog,
  RIDE,
  RIDE_PATH,
  startServer,
  text,
  tokenFor,
  TOKEN_PATH,
  USER_PATH,
  wireUser,
  wireWorkout,
} from './support.ts';

const WEEK_PATH = `${ATHLETE_PATH}/workouts/2026-09-14/2026-09-20`;

test('1. the token is cached, refreshed 60 seconds early, and exchanged once for many callers', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, tokenFor('gAAAAFirst'), tokenFor('gAAAASecond'));
  server.on(USER_PATH, json(wireUser()));
  let now = 1_000_000;
  const client = connect(server, { now: () => now });

  await Promise.all([client.user(), client.user(), client.user()]);
  expect(server.to(TOKEN_PATH)).toHaveLength(1);
  now += 3_539_000;
  await client.user();
  expect(server.to(TOKEN_PATH)).toHaveLength(1);
  now += 1_000;
  await Promise.all([client.user(), client.user()]);
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
  expect(server.to(USER_PATH).map(({ headers }) => headers.authorization)).toEqual([
    ...Array.from({ length: 4 }, () => 'Bearer gAAAAFirst'),
    ...Array.from({ length: 2 }, () => 'Bearer gAAAASecond'),
  ]);
});

test('2. a refused token leads to exactly one new exchange and one replay', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, tokenFor('gAAAAOld'), tokenFor('gAAAANew'));
  server.on(USER_PATH, json({ message: 'denied' }, 401), json(wireUser()));
  const client = connect(server);
  expect((await client.user()).athleteId).toBe(ATHLETE);
  expect(server.to(TOKEN_PATH)).toHaveLength(2);
  expect(server.to(USER_PATH).map(({ headers }) => headers.authorization)).toEqual([
    'Bearer gAAAAOld',
    'Bearer gAAAANew',
  ]);

  server.on(USER_PATH, json({ message: 'denied' }, 401));
  expect(await codeOf(client.user())).toBe('session_expired');
  expect(server.to(TOKEN_PATH)).toHaveLength(3);
  expect(server.to(USER_PATH)).toHaveLength(4);
});

test('3. a dead cookie is told apart from a TrainingPeaks that is down', async () => {
  for (const [answer, code, exchanges] of [
    [json({}, 401), 'session_expired', 1],
    [json({}, 403), 'session_expired', 1],
    [json({ success: false }), 'session_expired', 1],
    [json({ message: 'An error has occurred.' }, 500), 'upstream_down', 2],
    [hangUp, 'upstream_down', 4],
    [html(), 'upstream_down', 2],
    [json({ success: true, token: { bearer: 'x' } }), 'upstream_changed', 1],
  ] as const) {
    const server = await startServer();
    server.on(TOKEN_PATH, answer);
    const cookies = memoryCookies();
    expect(await codeOf(connect(server, { cookies }).session.check())).toBe(code);
    expect(server.to(TOKEN_PATH)).toHaveLength(exchanges);
    expect(cookies.current).toBe(COOKIE);
  }
});

test('4. a day is the first ten characters, never an instant', async () => {
  const server = await startServer();
  server.on(
    RIDE_PATH,
    json(wireWorkout({ workoutDay: '2026-03-29T00:00:00Z', startTime: '2026-03-29T02:30:00.123Z' })),
  );
  const workout = await connect(server).workout(ATHLETE, RIDE);
  expect(workout.day).toBe('2026-03-29');
  expect(workout.startTime).toBe('2026-03-29T02:30:00');
});

test('5. decimal hours become whole seconds', async () => {
  const server = await startServer();
  server.on(RIDE_PATH, json(wireWorkout({ totalTime: 1.2519, totalTimePlanned: 1.1666666666666667 })));
  const workout = await connect(server).workout(ATHLETE, RIDE);
  expect(workout.actual.durationSeconds).toBe(4507);
  expect(workout.plan.durationSeconds).toBe(4200);
});

test('6. a workout is completed by what was recorded, whatever `completed` says', async () => {
  const server = await startServer();
  const rows = [
    wireWorkout({ workoutId: 1, completed: null }),
    wireWorkout({ workoutId: 2, completed: true, totalTime: null, tssActual: null, distance: null }),
    wireWorkout({ workoutId: 3, completed: true, totalTime: 0, tssActual: 0, distance: 0 }),
    wireWorkout({ workoutId: 4, completed: null, totalTime: null, tssActual: 60, distance: null }),
  ];
  server.on(WEEK_PATH, json(rows));
  const { workouts } = await connect(server).workouts(ATHLETE, '2026-09-14', '2026-09-20');
  expect(workouts.map(({ completed }) => completed)).toEqual([true, false, false, true]);
});

test('7. steps arrive as text, as an object, or not at all', async () => {
  const server = await startServer();
  const structure = {
    primaryIntensityMetric: 'percentOfFtp',
    structure: [
      {
        type: 'repetition',
        length: { value: 3, unit: 'repetition' },
        steps: [
          { name: 'Hard', length: { value: 720, unit: 'second' }, targets: [{ minValue: 88, maxValue: 93 }] },
        ],
      },
    ],
  };
  const rows = [structure, JSON.stringify(structure), null].map((value, index) =>
    wireWorkout({ workoutId: index + 1, structure: value }),
  );
  server.on(WEEK_PATH, json(rows));
  const [object, string, none] = (await connect(server).workouts(ATHLETE, '2026-09-14', '2026-09-20'))
    .workouts;
  expect(object?.structure?.blocks[0]?.repeats).toBe(3);
  expect(object?.structure?.blocks[0]?.steps[0]).toMatchObject({ lengthValue: 720, targetMinimum: 88 });
  expect(string?.structure).toEqual(object?.structure);
  expect(none?.structure).toBeNull();
});

test('8. zones keep their sport with 0 as the default, and top bands are open', async () => {
  const server = await startServer();
  const set = (workoutTypeId: number, threshold: number, top: number): unknown => ({
    workoutTypeId,
    threshold,
    zones: [
      { label: 'Low', minimum: 0, maximum: threshold },
      { label: 'High', minimum: threshold, maximum: top },
    ],
  });
  server.on(
    `/api/fitness/v1/athletes/${ATHLETE}/settings`,
    json({
      powerZones: [set(0, 248, 2000), set(2, 260, 2000)],
      heartRateZones: [
        { ...(set(0, 167, 189) as object), maximumHeartRate: 189, restingHeartRate: 48 },
        set(3, 0, 255),
      ],
      speedZones: [set(0, 3.7037, 37.04), set(1, 1.25, 2)],
    }),
  );
  const { zones } = await connect(server).settings(ATHLETE);
  expect(zones.map(({ basis, sportId, threshold }) => [basis, sportId, threshold])).toEqual([
    ['power', 0, 248],
    ['power', 2, 260],
    ['heart_rate', 0, 167],
    ['heart_rate', 3, null],
    ['speed', 0, 3.7037],
    ['speed', 1, 1.25],
  ]);
  expect(zones.map(({ bands }) => bands.at(-1)?.maximum)).toEqual([null, null, null, null, null, 2]);
  expect(zones.map(({ bands }) => bands[0]?.maximum)).toEqual([248, 260, 167, 0, 3.7037, 1.25]);
  expect(zones[2]).toMatchObject({ maximumHeartRateBpm: 189, restingHeartRateBpm: 48 });
});

test('9. numbers arrive as numbers, as text, as "NaN" or as null', async () => {
  const server = await startServer();
  server.on(
    RIDE_PATH,
    json(
      wireWorkout({
        tssActual: '88.4',
        if: 'NaN',
        energy: null,
        totalTime: ' 1.5 ',
        workoutId: String(RIDE),
      }),
    ),
  );
  server.on(
    `/api/fitness/v1/athletes/${ATHLETE}/reporting/performancedata/2026-09-13/2026-09-14`,
    json([
      {
        workoutDay: '2026-09-13T00:00:00',
        tssActual: null,
        tssPlanned: 0,
        ctl: 'NaN',
        atl: 'NaN',
        tsb: 'NaN',
      },
      {
        workoutDay: '2026-09-14T00:00:00',
        tssActual: 88.4,
        tssPlanned: '86',
        ctl: '58.9',
        atl: 56.3,
        tsb: 6.8,
      },
    ]),
  );
  const client = connect(server);
  const workout = await client.workout(ATHLETE, RIDE);
  expect(workout.workoutId).toBe(RIDE);
  expect(workout.actual).toMatchObject({
    tss: 88.4,
    intensityFactor: null,
    energyKilojoules: null,
    durationSeconds: 5400,
  });
  expect(await client.performance(ATHLETE, '2026-09-13', '2026-09-14')).toEqual([
    { day: '2026-09-13', tssActual: null, tssPlanned: 0, ctl: null, atl: null, tsb: null },
    { day: '2026-09-14', tssActual: 88.4, tssPlanned: 86, ctl: 58.9, atl: 56.3, tsb: 6.8 },
  ]);
});

test('10. a request covers at most 90 days, both ends included, and every workout comes once', async () => {
  const server = await startServer();
  server.on(
    `${ATHLETE_PATH}/workouts/2026-01-01/2026-03-31`,
    json([wireWorkout({ title: 'before' }), wireWorkout({ workoutId: 7 }), wireWorkout({ title: 'after' })]),
  );
  const client = connect(server);
  const { workouts } = await client.workouts(ATHLETE, '2026-01-01', '2026-03-31');
  expect(workouts.map(({ workoutId, title }) => [workoutId, title])).toEqual([
    [RIDE, 'after'],
    [7, 'Sweet spot 3x12'],
  ]);
  const asked = server.requests.length;
  expect(await codeOf(client.workouts(ATHLETE, '2026-01-01', '2026-04-01'))).toBe('bad_input');
  expect(await codeOf(client.workouts(ATHLETE, '2026-02-01', '2026-01-31'))).toBe('bad_input');
  expect(await codeOf(client.workouts(ATHLETE, '2026-02-30', '2026-03-01'))).toBe('bad_input');
  expect(server.requests).toHaveLength(asked);
});

test('11. 400 "Invalid workoutId" means that the workout is gone', async () => {
  const server = await startServer();
  const client = connect(server);
  server.on(RIDE_PATH, json(`Invalid workoutId (${RIDE})`, 400));
  expect(await codeOf(client.workout(ATHLETE, RIDE))).toBe('not_found');
  server.on(RIDE_PATH, json({}, 404));
  expect(await codeOf(client.workout(ATHLETE, RIDE))).toBe('not_found');
  server.on(RIDE_PATH, json('No workout sent', 400));
  expect(await codeOf(client.workout(ATHLETE, RIDE))).toBe('bad_input');
  expect(server.to(RIDE_PATH)).toHaveLength(3);
});

test('12. file ids may be negative, and gzip is known by its first bytes', async () => {
  const server = await startServer();
  server.on(
    `${RIDE_PATH}/details`,
    json({
      workoutDeviceFileInfos: [
        { fileId: -542_000_001, fileName: 'ride.fit.gz' },
        { fileId: '77', fileName: 'ride.tcx' },
      ],
    }),
  );
  const fit = Uint8Array.from([14, 16, 100, 8, 46, 70, 73, 84]);
  const tcx = new TextEncoder().encode('<?xml version="1.0"?><TrainingCenterDatabase/>');
  server.on(
    `${RIDE_PATH}/rawfiledata/-542000001`,
    text(gzipSync(fit), 200, { 'Content-Type': 'application/gzip' }),
  );
  server.on(`${RIDE_PATH}/rawfiledata/77`, text(tcx, 200, { 'Content-Type': 'application/octet-stream' }));
  const client = connect(server);
  const { files } = await client.workoutDetails(ATHLETE, RIDE);
  expect(files.map(({ fileId }) => fileId)).toEqual(['-542000001', '77']);
  expect([...(await client.rawFile(ATHLETE, RIDE, '-542000001'))]).toEqual([...fit]);
  expect([...(await client.rawFile(ATHLETE, RIDE, '77'))]).toEqual([...tcx]);
  expect(await codeOf(client.rawFile(ATHLETE, RIDE, '../77'))).toBe('bad_input');
});

test('13. an analysis that is not there is empty, not an error', async () => {
  const server = await startServer();
  const client = connect(server);
  for (const status of [400, 404]) {
    for (const part of ['charts', 'summary']) {
      server.on(`/analysis/workout-analysis/v2/analyze/${part}`, text('', status));
    }
    server.on(`${RIDE_PATH}/detaildata`, text('', status));
    expect(await client.streams(RIDE)).toBeNull();
    expect(await client.analysisSummary(RIDE)).toBeNull();
    expect(await client.workoutLaps(ATHLETE, RIDE)).toEqual([]);
  }
});

test('14. the distance of an event becomes metres, however its unit is written', async () => {
  const server = await startServer();
  const distances = [
    [21_100, 'Meters'],
    [21_100, 'meters'],
    [21.1, 'Kilometers'],
    [10, 'Miles'],
    [21_100, ''],
    [42.2, null],
    [3, 'leagues'],
    [null, 'Meters'],
  ];
  const rows = distances.map(([distance, distanceUnits], index) => ({
    id: index + 1,
    eventDate: '2026-11-08T00:00:00',
    name: 'Race',
    eventType: 'RunningRoad',
    atpPriority: 'A',
    distance,
    distanceUnits,
  }));
  server.on(`${ATHLETE_PATH}/events/2026-01-01/2027-12-31`, json(rows));
  const events = await connect(server).events(ATHLETE, '2026-01-01', '2027-12-31');
  const meters = [21_100, 21_100, 21_100, 16_093.44, 21_100, 42_200, null, null];
  expect(events.map(({ distanceMeters }) => distanceMeters)).toEqual(meters);
  expect(events[0]).toMatchObject({ day: '2026-11-08', priority: 'A', eventType: 'RunningRoad' });
});

test('15. health values: the last of a series, and one value where several services upload the same', async () => {
  const server = await startServer();
  const day = (timeStamp: string, details: unknown[]): unknown => ({ id: timeStamp, timeStamp, details });
  const hrv = (value: number, uploadClient: string): unknown => ({
    type: 60,
    label: 'HRV',
    value,
    uploadClient,
  });
  server.on(
    `/api/metrics/v3/athletes/${ATHLETE}/consolidatedtimedmetrics/2026-09-13/2026-09-14`,
    json([
      day('2026-09-13T00:00:00', [hrv(55, 'Garmin Health')]),
      day('2026-09-14T00:00:00', [
        hrv(99, 'Other'),
        hrv(61, 'garmin health'),
        { type: 62, label: 'Stress', value: [12, 71, 29] },
        { type: 9, label: 'Weight', value: 68.4, time: '2026-09-14T07:02:00' },
        { type: 9, label: 'Weight', value: 68.9, time: '2026-09-14T19:02:00' },
        { type: 6, label: 'Sleep', value: 7.5, time: '2026-09-14T06:00:00' },
        { type: 6, label: 'Sleep', value: 7.25, time: '2026-09-14T06:30:00' },
        { type: 6, label: 'Sleep', value: 0.5, time: '2026-09-14T14:00:00' },
      ]),
    ]),
  );
  const metrics = await connect(server).healthMetrics(ATHLETE, '2026-09-13', '2026-09-14');
  expect(metrics).toEqual([
    { day: '2026-09-13', typeId: 60, label: 'HRV', value: 55 },
    { day: '2026-09-14', typeId: 6, label: 'Sleep', value: 8 },
    { day: '2026-09-14', typeId: 9, label: 'Weight', value: 68.9 },
    { day: '2026-09-14', typeId: 60, label: 'HRV', value: 61 },
    { day: '2026-09-14', typeId: 62, label: 'Stress', value: 29 },
  ]);
});

test('16. unknown fields do no harm, and unknown ids and names are kept', async () => {
  const server = await startServer();
  server.on(
    RIDE_PATH,
    json(
      wireWorkout({
        workoutTypeValueId: 4711,
        workoutSubTypeId: 999,
        tssSource: 12,
        newField: { deep: [1] },
        structure: { primaryIntensityMetric: 'percentOfMaxHr', structure: [{ type: 'spiral', steps: [] }] },
      }),
    ),
  );
  server.on(
    `/api/personalrecord/v2/athletes/${ATHLETE}/workouts/${RIDE}`,
    json({
      calcsPending: false,
      personalRecords: [
        {
          workoutId: RIDE,
          workoutDate: '2026-09-14T00:00:00',
          class: 'Power',
          type: 'power7min',
          value: 301,
          rank: 2,
        },
      ],
    }),
  );
  const client = connect(server);
  const workout = await client.workout(ATHLETE, RIDE);
  expect(workout).toMatchObject({ sportId: 4711, subSportId: 999, tssSource: 'other' });
  expect(workout.structure).toEqual({
    intensityMetric: 'percentOfMaxHr',
    blocks: [{ repeats: 1, steps: [] }],
  });
  expect((await client.workoutRecords(ATHLETE, RIDE)).records[0]?.type).toBe('power7min');
});

test('17. "too many requests" is honoured by every request of the process', async () => {
  const server = await startServer();
  server.on(USER_PATH, json({}, 429, { 'Retry-After': '0.4' }), json(wireUser()));
  server.on(RIDE_PATH, json(wireWorkout()));
  const client = connect(server);
  await client.session.check();
  const user = client.user();
  await expect.poll(() => server.to(USER_PATH).length).toBe(1);
  const refusedAt = server.to(USER_PATH)[0]?.at ?? NaN;
  await user;
  const retriedAt = server.to(USER_PATH)[1]?.at ?? NaN;
  expect(retriedAt - refusedAt).toBeGreaterThanOrEqual(395);

  server.on(USER_PATH, json({}, 429, { 'Retry-After': '300' }));
  const refused = await failureOf(client.user());
  expect(refused.code).toBe('rate_limited');
  expect(refused.message).toContain('5 minutes');
  expect(await codeOf(client.workout(ATHLETE, RIDE))).toBe('rate_limited');
  expect(server.to(RIDE_PATH)).toHaveLength(0);
  expect(server.to(USER_PATH)).toHaveLength(3);
});

test('18. no secret reaches the log, a message or a cause', async () => {
  const server = await startServer();
  const secrets = [COOKIE, 'gAAAATokenOne', 'INVENTEDKEY1', 'calendar-key-1', 'demo@example.test'];
  const leak = {
    message: `Bearer gAAAATokenOne of demo@example.test`,
    cookie: `Production_tpAuth=${COOKIE}`,
    sharedWorkoutInformationKey: 'INVENTEDKEY1',
    iCalendarKeys: ['calendar-key-1'],
  };
  const log = memoryLog();
  const client = connect(server, { log });
  for (const status of [400, 403, 404, 418, 500]) {
    server.on(USER_PATH, json(leak, status));
    const failure = await failureOf(client.user());
    log.error(failure.message, failure.cause);
  }
  server.on(USER_PATH, text(JSON.stringify(leak).slice(0, -4)));
  const failure = await failureOf(client.user());
  log.error(failure.message, failure.cause);
  expect(log.text()).toContain('HTTP 400');
  for (const secret of secrets) {
    expect(redactSecrets(JSON.stringify(leak))).not.toContain(secret);
    expect(log.text()).not.toContain(secret);
  }
});
