import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createDeadline, throwIfEnded, waitUntil } from '../../src/shared/deadline.ts';
import { AppError } from '../../src/shared/errors.ts';

const TOO_SLOW = new AppError('still_loading', 'It takes too long.');

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

describe('a deadline', () => {
  it('ends when its time is over, not before, for the reason that was given', () => {
    const { signal } = createDeadline({ milliseconds: 8_000, reason: TOO_SLOW });
    vi.advanceTimersByTime(7_999);
    expect(signal.aborted).toBe(false);
    vi.advanceTimersByTime(1);
    expect(signal.reason).toBe(TOO_SLOW);
  });

  it('ends with the first of other signals, and then needs no timer any more', () => {
    const [one, other] = [new AbortController(), new AbortController()];
    const signals = [undefined, one.signal, other.signal];
    const { signal } = createDeadline({ milliseconds: 8_000, reason: TOO_SLOW, signals });
    other.abort('the other');
    one.abort('the one');
    expect(signal.reason).toBe('the other');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('has ended when one of the others had', () => {
    const { signal } = createDeadline({ milliseconds: 8_000, signals: [AbortSignal.abort('before')] });
    expect(signal.reason).toBe('before');
    expect(vi.getTimerCount()).toBe(0);
  });

  it('lets go of its timer and of the others when it is released', () => {
    const other = new AbortController();
    const listening = vi.spyOn(other.signal, 'addEventListener');
    const leaving = vi.spyOn(other.signal, 'removeEventListener');
    const { signal, release } = createDeadline({ milliseconds: 8_000, signals: [other.signal] });
    release();
    expect(leaving.mock.calls).toEqual(listening.mock.calls);
    expect(vi.getTimerCount()).toBe(0);
    other.abort();
    expect(signal.aborted).toBe(false);
  });
});

describe('waiting', () => {
  const never = new Promise<never>(() => undefined);

  it('gives what the work gives', async () => {
    const { signal } = createDeadline({ milliseconds: 8_000 });
    expect(await waitUntil(Promise.resolve(1), signal)).toBe(1);
    expect(await waitUntil(Promise.resolve(2), undefined)).toBe(2);
    await expect(waitUntil(Promise.reject(TOO_SLOW), signal)).rejects.toBe(TOO_SLOW);
  });

  it('ends with the signal: for its reason where that is ours, else as cancelled', async () => {
    const slow = createDeadline({ milliseconds: 8_000, reason: TOO_SLOW });
    const waiting = waitUntil(never, slow.signal);
    vi.advanceTimersByTime(8_000);
    await expect(waiting).rejects.toBe(TOO_SLOW);
    expect(() => throwIfEnded(slow.signal)).toThrow(TOO_SLOW);
    const stop = AbortSignal.abort('The user pressed stop.');
    await expect(waitUntil(never, stop)).rejects.toMatchObject({
      code: 'cancelled',
      cause: 'The user pressed stop.',
    });
  });

  it('leaves no listener behind, and nobody is told of a failure after its end', async () => {
    const stop = new AbortController();
    const listening = vi.spyOn(stop.signal, 'addEventListener');
    const leaving = vi.spyOn(stop.signal, 'removeEventListener');
    let fail = (): void => undefined;
    const work = new Promise<never>((_, reject) => (fail = () => reject(TOO_SLOW)));
    const waiting = waitUntil(work, stop.signal);
    stop.abort();
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    fail();
    expect(leaving.mock.calls).toEqual(listening.mock.calls.map((call) => call.slice(0, 2)));
  });
});
