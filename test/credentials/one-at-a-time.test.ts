import { setImmediate as turnOfTheLoop } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { oneAtATime, OverdueError } from '../../src/credentials/one-at-a-time.ts';

describe('oneAtATime', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('starts a call only when the one before has settled, failed or not', async () => {
    const runInTurn = oneAtATime(1000);
    const first = pending();
    const started: string[] = [];
    const failing = runInTurn(() => {
      started.push('first');
      return first.promise;
    });
    const second = runInTurn(() => {
      started.push('second');
      return Promise.resolve('done');
    });
    await turnOfTheLoop();
    expect(started).toEqual(['first']);

    first.reject(new Error('refused'));
    await expect(failing).rejects.toThrow('refused');
    expect(await second).toBe('done');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('gives up after the limit, never starts what gave up in the line, and works again later', async () => {
    const runInTurn = oneAtATime(1000);
    const stuck = pending();
    const late = vi.fn(() => Promise.resolve());
    const calls = Promise.allSettled([runInTurn(() => stuck.promise), runInTurn(late)]);
    await vi.advanceTimersByTimeAsync(1000);
    expect((await calls).map((call) => call.status === 'rejected' && (call.reason as unknown))).toEqual([
      expect.any(OverdueError),
      expect.any(OverdueError),
    ]);

    await expect(runInTurn(late)).rejects.toThrow(OverdueError);

    stuck.resolve();
    await turnOfTheLoop();
    expect(late).not.toHaveBeenCalled();
    expect(await runInTurn(() => Promise.resolve('again'))).toBe('again');
  });

  it('watches the end of the process only while a call is under way', async () => {
    const before = process.listenerCount('exit');
    const call = pending();
    const done = oneAtATime(1000)(() => call.promise);
    await turnOfTheLoop();
    expect(process.listenerCount('exit')).toBe(before + 1);
    call.resolve();
    await done;
    expect(process.listenerCount('exit')).toBe(before);
  });
});

function pending() {
  let settle: { resolve: () => void; reject: (reason: Error) => void } | undefined;
  const promise = new Promise<void>((resolve, reject) => (settle = { resolve, reject }));
  return { promise, resolve: () => settle?.resolve(), reject: (reason: Error) => settle?.reject(reason) };
}
