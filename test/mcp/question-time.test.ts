import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createHistory, type HistoryRemote } from '../../src/history/history.ts';
import { callTool } from '../../src/mcp/call-tool.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import type { AnyTool, Engine } from '../../src/mcp/tool.ts';
import { waitUntil } from '../../src/shared/deadline.ts';
import { clockAt, openStore, QUIET } from '../history/builders.ts';
import { FakeRemote } from '../history/fake-remote.ts';
import { NOON, season } from '../history/sync-setup.ts';

const SECOND = 1000;
/** What the strictest host allows. */
const HOST_SECONDS = 60;

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

/** A TrainingPeaks that takes `seconds` for every answer, and stops when it is told to. */
function slowed<Part extends object>(part: Part, seconds: number): Part {
  const slow = (value: unknown): unknown => {
    if (typeof value !== 'function') return value;
    return async (...given: unknown[]): Promise<unknown> => {
      const signal = given.find((each) => each instanceof AbortSignal);
      await waitUntil(new Promise((resolve) => setTimeout(resolve, seconds * SECOND)), signal);
      return Reflect.apply(value, part, given) as unknown;
    };
  };
  return new Proxy(part, { get: (target, name) => slow(Reflect.get(target, name)) });
}

function slowEngine(seconds: number): { engine: Engine; close: () => Promise<void> } {
  const clock = clockAt(NOON);
  const remote = new FakeRemote(clock.now, season('2024-05-03', '2027-03-01'));
  const session = {
    ...slowed(remote.session, seconds),
    currentCookie: remote.session.currentCookie,
    forget: remote.session.forget,
  };
  const slowRemote: HistoryRemote = new Proxy(slowed<HistoryRemote>(remote, seconds), {
    get: (target, name) => (name === 'session' ? session : (Reflect.get(target, name) as unknown)),
  });
  const history = createHistory({ store: openStore(), remote: slowRemote, log: QUIET, now: clock.now });
  const engine: Engine = {
    log: QUIET,
    now: clock.now,
    snapshot: (options) => history.snapshot(options),
    session: {
      ...history.session,
      forget: () => {
        history.session.forget();
        return Promise.resolve();
      },
    },
  };
  return { engine, close: () => history.close() };
}

async function secondsUntil(work: Promise<unknown>): Promise<number> {
  const state = { isDone: false };
  void work.then(() => (state.isDone = true));
  let seconds = 0;
  for (; !state.isDone && seconds <= 2 * HOST_SECONDS; seconds += 1)
    await vi.advanceTimersByTimeAsync(SECOND);
  return seconds;
}

const WORKOUT_ID = 1000;
const inputOf = ({ input }: AnyTool) => ('workout_id' in input.shape ? { workout_id: WORKOUT_ID } : {});

describe('a first question', () => {
  it.each([1, 5, 12, 19, 25, 300])(
    'is answered inside a minute when every request takes %i seconds',
    async (latency) => {
      for (const tool of TOOLS) {
        const { engine, close } = slowEngine(latency);
        const asked = callTool(tool, inputOf(tool), engine, new AbortController().signal);
        const seconds = await secondsUntil(asked);
        expect([tool.name, seconds < HOST_SECONDS]).toEqual([tool.name, true]);
        const closed = close();
        await vi.runAllTimersAsync();
        await closed;
      }
    },
  );

  it('that cannot be answered by then says that it is still loading', async () => {
    const { engine, close } = slowEngine(300);
    const tool = TOOLS.find(({ name }) => name === 'tp_get_fitness');
    if (tool === undefined) throw new Error('There is no such tool.');
    const asked = callTool(tool, {}, engine, new AbortController().signal);
    expect(await secondsUntil(asked)).toBeLessThan(HOST_SECONDS);
    expect((await asked).content[0]).toMatchObject({
      text: expect.stringMatching(/^still_loading: /) as string,
    });
    await close();
  });
});

describe('the time of a question', () => {
  const [tool] = TOOLS;
  const endless = {
    ...(tool as AnyTool),
    call: (_input: unknown, { signal }: { signal: AbortSignal }) =>
      waitUntil(new Promise<never>(() => undefined), signal),
  };

  it('ends what a tool waits for, and leaves no timer behind', async () => {
    const { engine } = slowEngine(0);
    const asked = callTool(endless, {}, engine, new AbortController().signal);
    expect(await secondsUntil(asked)).toBe(55);
    expect((await asked).content).toEqual([
      expect.objectContaining({
        text: expect.stringMatching(/^still_loading: TrainingPeaks answers slowly/) as string,
      }),
    ]);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('ends with a cancelled question', async () => {
    const { engine } = slowEngine(0);
    const stop = new AbortController();
    const asked = callTool(endless, {}, engine, stop.signal);
    stop.abort();
    expect((await asked).content[0]).toMatchObject({ text: expect.stringMatching(/^cancelled: /) as string });
    expect(vi.getTimerCount()).toBe(0);
  });
});
