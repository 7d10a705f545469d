import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { leaveWhenDone } from '../../src/main/leave-when-done.ts';
import { client, statusWith, type Change } from './status.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** An app on a desktop without a tray, whose window is open. */
function trayless(change: Change = {}) {
  const world = { status: statusWith(change), isWindowOpen: true, hasTray: false, isServing: false };
  const told: string[] = [];
  const quit = vi.fn();
  const leaving = leaveWhenDone({
    status: () => world.status,
    isWindowOpen: () => world.isWindowOpen,
    hasTray: () => Promise.resolve(world.hasTray),
    isServing: () => world.isServing,
    notify: (title, text) => told.push(`${title}: ${text}`),
    quit,
  });
  return {
    told,
    quit,
    close: async () => {
      world.isWindowOpen = false;
      leaving.begin();
      await vi.advanceTimersByTimeAsync(0);
    },
    become: (changed: Partial<typeof world>) => {
      Object.assign(world, changed);
      leaving.look();
    },
    pass: () => vi.advanceTimersByTimeAsync(60_000),
  };
}

test('an idle app ends with its window, without a word', async () => {
  const { close, pass, quit, told } = trayless();
  await pass();
  expect(quit).not.toHaveBeenCalled();
  await close();
  await pass();
  expect(quit).toHaveBeenCalledOnce();
  expect(told).toEqual([]);
});

test.each<[string, Change]>([
  ['the session is looked at', { session: { state: 'checking' } }],
  ['the login page is open', { session: { signIn: 'open' } }],
  ['the history is loaded', { sync: { state: 'loading' } }],
  ['the history is refreshed', { sync: { state: 'refreshing' } }],
  ['a client is connected to', { clients: [client('working')] }],
  ['a client must quit to be connected', { clients: [client('waiting_for_quit')] }],
  ['a client must quit to be disconnected', { clients: [client('waiting_to_disconnect')] }],
])('an app stays while %s, and ends afterwards', async (_while, change) => {
  const { close, become, pass, quit } = trayless(change);
  await close();
  await pass();
  expect(quit).not.toHaveBeenCalled();
  become({ status: statusWith() });
  await pass();
  expect(quit).toHaveBeenCalledOnce();
});

test('an app stays while a client is served', async () => {
  const { close, become, pass, quit } = trayless();
  become({ isServing: true });
  await close();
  await pass();
  expect(quit).not.toHaveBeenCalled();
  become({ isServing: false });
  await pass();
  expect(quit).toHaveBeenCalledOnce();
});

test('a moment between two things is not the end', async () => {
  const { close, become, pass, quit } = trayless({ session: { signIn: 'open' } });
  await close();
  become({ status: statusWith() });
  await vi.advanceTimersByTimeAsync(500);
  become({ status: statusWith({ sync: { state: 'loading' } }) });
  await pass();
  expect(quit).not.toHaveBeenCalled();
});

test.each([
  ['idle', null, 'Your history is loaded: Start TP Tray to see your numbers.'],
  [
    'failed',
    { code: 'upstream_down', message: 'TrainingPeaks did not answer.' },
    'Your history is not complete yet: TrainingPeaks did not answer. Start TP Tray to go on from there.',
  ],
] as const)('the end of the first load is told when it is %s', async (state, problem, words) => {
  const { close, become, pass, quit, told } = trayless({ sync: { state: 'loading' } });
  await close();
  become({ status: statusWith({ sync: { state, problem } }) });
  await pass();
  expect(told).toEqual([words]);
  expect(quit).toHaveBeenCalledOnce();
});

test('a window that is opened again keeps the app', async () => {
  const { close, become, pass, quit, told } = trayless({ sync: { state: 'loading' } });
  await close();
  become({ isWindowOpen: true });
  become({ status: statusWith() });
  await pass();
  expect(quit).not.toHaveBeenCalled();
  await close();
  await pass();
  expect(quit).toHaveBeenCalledOnce();
  expect(told).toEqual([]);
});

test('a tray that has come meanwhile keeps the app', async () => {
  const { close, become, pass, quit } = trayless({ sync: { state: 'loading' } });
  await close();
  become({ hasTray: true });
  become({ status: statusWith() });
  await pass();
  become({ status: statusWith() });
  await pass();
  expect(quit).not.toHaveBeenCalled();
});
