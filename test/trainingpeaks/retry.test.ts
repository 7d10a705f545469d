import { expect, test } from 'vitest';
import {
  ATHLETE,
  ATHLETE_PATH,
  codeOf,
  connect,
  failureOf,
  hangUp,
  html,
  json,
  memoryLog,
  RIDE,
  RIDE_PATH,
  startServer,
  text,
  TOKEN_PATH,
  tokenFor,
  USER_PATH,
  wireUser,
  wireWorkout,
} from './support.ts';

test('server errors and cut connections are tried again, three times, with growing pauses', async () => {
  const server = await startServer();
  server.on(USER_PATH, json({}, 503), hangUp, json({}, 500), json(wireUser()));
  const client = connect(server, { retryDelayMs: 20 });
  expect((await client.user()).athleteId).toBe(ATHLETE);
  const at = server.to(USER_PATH).map((request) => request.at);
  const pauses = at.slice(1).map((time, index) => time - (at[index] ?? NaN));
  expect(pauses).toHaveLength(3);
  for (const [index, least] of [20, 60, 180].entries())
    expect(pauses[index]).toBeGreaterThanOrEqual(least - 5);

  server.on(USER_PATH, json({ message: 'An error has occurred.' }, 500));
  expect(await codeOf(client.user())).toBe('upstream_down');
  expect(server.to(USER_PATH)).toHaveLength(8);
});

test('an unreachable TrainingPeaks is reported as down', async () => {
  const server = await startServer();
  const unreachable = { ...server.urls, api: 'http://127.0.0.1:9' };
  const failure = await failureOf(connect(server, { urls: unreachable }).user());
  expect(failure.code).toBe('upstream_down');
  expect(failure.message).toMatch(/^TrainingPeaks could not be reached\. Check the network connection\./);
  expect(failure.cause).toBeInstanceOf(Error);
});

test.each(['http://127.0.0.1:9', 'http://localhost:9'])(
  'an address without a way to it, as %s, is tried once more and no longer waited for',
  async (api) => {
    const server = await startServer();
    const log = memoryLog();
    await failureOf(connect(server, { urls: { ...server.urls, api }, log }).session.check());
    expect(log.text().match(/unreachable/g)).toHaveLength(2);
  },
);

test('a connection that is cut each time is tried three times more', async () => {
  const server = await startServer();
  server.on(USER_PATH, hangUp);
  expect(await codeOf(connect(server).user())).toBe('upstream_down');
  expect(server.to(USER_PATH)).toHaveLength(4);
});

test('a refusal is never tried again', async () => {
  const server = await startServer();
  const client = connect(server);
  for (const [status, code] of [
    [400, 'bad_input'],
    [403, 'not_permitted'],
    [404, 'not_found'],
    [405, 'upstream_changed'],
    [410, 'not_found'],
  ] as const) {
    const before = server.to(USER_PATH).length;
    server.on(USER_PATH, json({}, status));
    expect(await codeOf(client.user())).toBe(code);
    expect(server.to(USER_PATH)).toHaveLength(before + 1);
  }
});

test('a web page, cut JSON and an empty body are tried again, then told apart', async () => {
  const server = await startServer();
  const client = connect(server);
  const workouts = `${ATHLETE_PATH}/workouts/2026-09-14/2026-09-20`;
  const list = async (): Promise<unknown> => client.workouts(ATHLETE, '2026-09-14', '2026-09-20');

  server.on(workouts, html(), text('[{"workoutId":1,'), json([wireWorkout()]));
  await list();
  expect(server.to(workouts)).toHaveLength(3);

  for (const [answer, code] of [
    [html(), 'upstream_down'],
    [text('<html>', 200, { 'Content-Type': 'application/json' }), 'upstream_down'],
    [text('[{"workoutId":1,'), 'upstream_down'],
    [text(''), 'upstream_down'],
  ] as const) {
    const before = server.to(workouts).length;
    server.on(workouts, answer);
    expect(await codeOf(list())).toBe(code);
    expect(server.to(workouts)).toHaveLength(before + 4);
  }

  for (const changed of [{}, null, 'text', 5]) {
    server.on(workouts, json(changed));
    expect(await codeOf(list())).toBe('upstream_changed');
  }
});

test('a body that ends too early counts as a lost connection', async () => {
  const server = await startServer();
  const cut = JSON.stringify(wireUser()).slice(0, 40);
  server.on(
    USER_PATH,
    (response) => {
      response.writeHead(200, { 'Content-Type': 'application/json', 'Content-Length': '4000' });
      response.write(cut, () => response.destroy());
    },
    json(wireUser()),
  );
  expect((await connect(server).user()).athleteId).toBe(ATHLETE);
});

test('the timeout covers headers and body, and one more try is all', async () => {
  const server = await startServer();
  const client = connect(server, { timeouts: { requestMs: 80 } });
  await client.session.check();
  server.on(USER_PATH, () => undefined);
  expect(await codeOf(client.user())).toBe('upstream_down');
  server.on(USER_PATH, (response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' });
    response.write('{"user":');
  });
  const failure = await failureOf(client.user());
  expect(failure.code).toBe('upstream_down');
  expect(failure.message).toContain('in time');
  expect(server.to(USER_PATH)).toHaveLength(4);
});

test('the analysis has a timeout of its own', async () => {
  const server = await startServer();
  const path = '/analysis/workout-analysis/v2/analyze/summary';
  server.on(path, async (response, request) => {
    await new Promise((resolve) => setTimeout(resolve, 150));
    await json({ data: { TSS: { value: 88.4 } } })(response, request);
  });
  const client = connect(server, { timeouts: { requestMs: 5000, analysisMs: 30 } });
  expect(await codeOf(client.analysisSummary(RIDE))).toBe('upstream_down');
  const patient = connect(server, { timeouts: { requestMs: 5000, analysisMs: 5000 } });
  expect((await patient.analysisSummary(RIDE))?.tss).toBe(88.4);
});

test('a redirect is not followed, and the token goes nowhere else', async () => {
  const server = await startServer();
  const stranger = await startServer();
  server.on(USER_PATH, text('', 302, { Location: `${stranger.urls.api}/users/v3/user` }));
  expect(await codeOf(connect(server).user())).toBe('upstream_down');
  expect(stranger.requests).toHaveLength(0);
});

test('"too many requests" without an end gives up and says when to come back', async () => {
  const server = await startServer();
  server.on(USER_PATH, json({}, 429));
  const failure = await failureOf(connect(server).user());
  expect(failure.code).toBe('rate_limited');
  expect(failure.message).toContain('Try again in a minute');
  expect(server.to(USER_PATH)).toHaveLength(4);
});

test('waits that add up to more than the cap end in rate_limited', async () => {
  const server = await startServer();
  server.on(USER_PATH, json({}, 429, { 'Retry-After': '0.15' }));
  const client = connect(server, { longestWaitMs: 200 });
  expect(await codeOf(client.user())).toBe('rate_limited');
  expect(server.to(USER_PATH).length).toBeLessThan(4);
});

test('requests carry what the web application sends, and the token exchange no Authorization', async () => {
  const server = await startServer();
  server.on(TOKEN_PATH, tokenFor('gAAAATokenOne'));
  server.on(USER_PATH, json(wireUser()));
  server.on('/analysis/workout-analysis/v2/analyze/charts', json({ metadata: {}, data: [] }));
  const client = connect(server);
  await client.user();
  expect(await client.streams(RIDE)).toBeNull();
  const [exchange, user, charts] = server.requests;
  expect(exchange?.headers.authorization).toBeUndefined();
  expect(exchange?.headers.cookie).toMatch(/^Production_tpAuth=/);
  for (const request of [user, charts]) {
    expect(request?.headers.authorization).toBe('Bearer gAAAATokenOne');
    expect(request?.headers.cookie).toBeUndefined();
  }
  for (const request of server.requests) {
    expect(request.headers.origin).toBe('https://app.trainingpeaks.com');
    expect(request.headers.referer).toBe('https://app.trainingpeaks.com/');
    expect(request.headers['user-agent']).toContain('TPTray');
  }
  expect(charts).toMatchObject({ method: 'POST', body: JSON.stringify({ workoutId: RIDE }) });
  expect(charts?.headers['content-type']).toBe('application/json');
});

test('retries are logged by path and fault, without any text of the server', async () => {
  const server = await startServer();
  const log = memoryLog();
  server.on(RIDE_PATH, json({ message: 'foreign text' }, 500), json(wireWorkout()));
  await connect(server, { log }).workout(ATHLETE, RIDE);
  expect(log.text()).toContain('server_error');
  expect(log.text()).not.toContain('foreign text');
});
