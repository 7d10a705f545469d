import { once } from 'node:events';
import { get } from 'node:http';
import { createInterface } from 'node:readline';
import { expect, test } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Reply } from '../../src/shared/ipc.ts';
import { until } from '../app/lab.ts';
import { ask, callFrom, MCP_TOKEN, startServeLab, visit, type Visit } from './lab.ts';

const answerOf = <T = AppStatus>({ body }: { body: string }) => JSON.parse(body) as Reply<T>;

test('an address opens the window once, and leaves no token in the address bar', async () => {
  const { server, port } = await startServeLab();
  const { pathname, search } = new URL(server.newAddress());
  const first = await ask(port, pathname + search);
  expect(first.status).toBe(303);
  expect(first.headers.location).toMatch(/^\/window\/[\w-]{43}\/$/);
  const path = first.headers.location ?? '';
  expect(first.headers['set-cookie']).toEqual([
    expect.stringMatching(/^tp-tray=[\w-]{43}; Path=\/window\/[\w-]{43}\/; HttpOnly; SameSite=Strict$/),
  ]);
  const cookie = (first.headers['set-cookie']?.[0] ?? '').split(';')[0];
  const page = await ask(port, path, { headers: { Cookie: cookie } });
  expect(page).toMatchObject({ status: 200, body: expect.stringContaining('<title>TP Tray') as string });
  expect(await ask(port, `${path}assets/window.js`, { headers: { Cookie: cookie } })).toMatchObject({
    status: 200,
    headers: { 'content-type': expect.stringContaining('javascript') as string },
  });
  const second = await ask(port, pathname + search);
  expect(second).toMatchObject({ status: 403, body: expect.stringContaining('press Enter') as string });
  expect(second.headers['set-cookie']).toBeUndefined();
});

test('a new address voids the one before, and lets a second browser in beside the first', async () => {
  const lab = await startServeLab();
  const unused = new URL(lab.server.newAddress());
  const first = await visit(lab);
  const second = await visit(lab);
  expect((await ask(lab.port, unused.pathname + unused.search)).status).toBe(403);
  expect(second.path).not.toBe(first.path);
  for (const each of [first, second]) expect((await callFrom(each, 'app.status')).status).toBe(200);
  // The cookie of one is not the key to the other's room.
  expect((await callFrom({ ...first, path: second.path }, 'app.status')).status).toBe(403);
});

test('every answer tells browsers how little it may do', async () => {
  const lab = await startServeLab();
  const { path, cookie } = await visit(lab);
  for (const [where, headers] of [
    ['/', {}],
    [path, { Cookie: cookie }],
    ['/mcp', {}],
    ['/nothing', {}],
    ['/nothing', { Host: 'rebound.example' }],
  ] as const) {
    const answer = await ask(lab.port, where, { headers });
    expect(answer.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(
        /^default-src 'none'; script-src 'self'; .*connect-src 'self'; .*frame-ancestors 'none'; require-trusted-types-for 'script'/,
      ) as string,
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'no-store',
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'))).toEqual([]);
  }
});

test('calls are answered as those of the app are: checked, and failures as data', async () => {
  const lab = await startServeLab();
  const window = await visit(lab);
  lab.app.start();
  await until(lab.app, ({ today }) => today !== null);
  expect(answerOf(await callFrom(window, 'app.status'))).toEqual({ ok: true, value: lab.app.status() });
  expect(lab.app.status().shell).toEqual({ signIn: 'paste', opensFolders: false });
  expect(answerOf(await callFrom(window, 'preferences.change', { theme: 'dark' }))).toMatchObject({
    ok: true,
    value: { preferences: { theme: 'dark' } },
  });
  for (const [name, request] of [
    ['preferences.change', { theme: 'pink' }],
    ['app.status', { extra: 1 }],
    ['app.nothing', undefined],
    ['constructor', undefined],
    ['session.signIn', undefined],
    ['session.useCopiedCookie', undefined],
  ] as const)
    expect(answerOf(await callFrom(window, name, request))).toMatchObject({
      ok: false,
      error: { code: 'bad_input' },
    });
  expect(answerOf(await callFrom(window, 'open.page', { page: 'trainingpeaks' }))).toMatchObject({
    error: {
      code: 'not_found',
      message: expect.stringContaining('https://app.trainingpeaks.com/') as string,
    },
  });
  expect(answerOf(await callFrom(window, 'mcp.access'))).toEqual({
    ok: true,
    value: { url: lab.server.mcpUrl, token: MCP_TOKEN },
  });
});

test('what the views answer survives the way to the browser', async () => {
  const { app, server, port } = await startServeLab();
  const window = await visit({ server, port });
  app.start();
  await until(app, ({ today }) => today !== null);
  const request = { sportIds: null, ctlDays: 42, atlDays: 7 };
  const reply = answerOf<{ ctl: number[]; todayIndex: number }>(
    await callFrom(window, 'view.performance', request),
  );
  if (!reply.ok) throw new Error(reply.error.message);
  expect(reply.value.ctl[reply.value.todayIndex]).toBe(app.status().today?.ctl);
});

test('a pasted cookie is proved with TrainingPeaks before it is kept, and never given back', async () => {
  const lab = await startServeLab({ signedIn: false });
  const window = await visit(lab);
  lab.app.start();
  await until(lab.app, ({ session }) => session.state === 'signed_out');
  const { cookie } = lab.account.simulator;
  for (const wrong of ['my-password', `V001${'x'.repeat(1_700)}`]) {
    const refused = answerOf(await callFrom(window, 'session.usePastedCookie', { text: wrong }));
    expect(refused).toMatchObject({ ok: true, value: { session: { state: 'signed_out' } } });
    expect(refused.ok && refused.value.session.signInProblem).toBeTruthy();
    expect(JSON.stringify(refused)).not.toContain(wrong);
    expect(lab.account.keychain.cookie).toBeNull();
  }
  const taken = await callFrom(window, 'session.usePastedCookie', { text: `Production_tpAuth=${cookie}` });
  expect(answerOf(taken)).toMatchObject({ ok: true, value: { session: { state: 'valid' } } });
  expect(lab.account.keychain.cookie).toBe(cookie);
  await until(lab.app, ({ today }) => today !== null);
  for (const told of [taken.body, JSON.stringify(lab.app.status()), lab.logged.join('\n')]) {
    expect(told).not.toContain(cookie.slice(0, 60));
    expect(told).not.toContain('my-password');
  }
});

/** The events of a window from now on, with their names. */
async function listen({ port, path, cookie }: Visit) {
  const headers = { Cookie: cookie };
  const request = get({ host: '127.0.0.1', port, path: `${path}events`, headers, agent: false });
  const [response] = (await once(request, 'response')) as [NodeJS.ReadableStream];
  const told: { name: string; payload: AppStatus }[] = [];
  let name = '';
  const lines = createInterface({ input: response });
  // Whoever hangs up ends the answer in the middle.
  lines.on('error', () => undefined);
  lines.on('line', (line) => {
    if (line.startsWith('event: ')) name = line.slice('event: '.length);
    if (line.startsWith('data: '))
      told.push({ name, payload: JSON.parse(line.slice('data: '.length)) as AppStatus });
  });
  return { told, hangUp: () => request.destroy() };
}

test('a window hears the status at once, and again whenever it connects anew', async () => {
  const lab = await startServeLab();
  const window = await visit(lab);
  const first = await listen(window);
  await expect.poll(() => first.told.length).toBe(1);
  expect(first.told[0]).toEqual({ name: 'app.status', payload: lab.app.status() });
  await lab.app.changePreferences({ theme: 'dark' });
  await expect.poll(() => first.told.at(-1)?.payload.preferences.theme).toBe('dark');
  first.hangUp();
  await lab.app.changePreferences({ theme: 'light' });
  const second = await listen(window);
  await expect.poll(() => second.told[0]?.payload.preferences.theme).toBe('light');
  await expect.poll(() => first.told.at(-1)?.payload.preferences.theme).toBe('dark');
  second.hangUp();
});
