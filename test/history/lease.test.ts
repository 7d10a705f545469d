import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { holdLease } from '../../src/history/lease.ts';
import { openStore } from './builders.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const noSignal = () => new AbortController().signal;
const now = () => Date.now();

describe('holdLease', () => {
  it('lets one after the other', async () => {
    const store = openStore();
    const order: string[] = [];
    const first = await holdLease(store, 'sync', now, noSignal());
    const second = holdLease(store, 'sync', now, noSignal()).then((lease) => {
      order.push('second has it');
      return lease;
    });
    await vi.advanceTimersByTimeAsync(10 * SECOND);
    order.push('first lets go');
    first.release();
    await vi.advanceTimersByTimeAsync(SECOND);
    (await second).release();
    expect(order).toEqual(['first lets go', 'second has it']);
  });

  it('holds however long the work takes', async () => {
    const store = openStore();
    const lease = await holdLease(store, 'sync', now, noSignal());
    await vi.advanceTimersByTimeAsync(DAY);
    expect(store.takeLease('sync', 'somebody else', now(), 60 * SECOND, () => true)).toBe(false);
    expect(lease.lost.aborted).toBe(false);
    lease.release();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('does not wait for a process that is gone', async () => {
    const store = openStore();
    store.takeLease('sync', 'the dead', now(), 60 * SECOND, () => true);
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('no such process'), { code: 'ESRCH' });
    });
    (await holdLease(store, 'sync', now, noSignal())).release();
    kill.mockRestore();
  });

  it('waits for a process of somebody else', async () => {
    const store = openStore();
    store.takeLease('sync', 'another user', now(), 60 * SECOND, () => true);
    const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
      throw Object.assign(new Error('not permitted'), { code: 'EPERM' });
    });
    const held = vi.fn();
    const waiting = holdLease(store, 'sync', now, noSignal()).then((lease) => {
      held();
      lease.release();
    });
    await vi.advanceTimersByTimeAsync(59 * SECOND);
    expect(held).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2 * SECOND);
    await waiting;
    kill.mockRestore();
  });

  it('says when it was lost, as after a long sleep of the computer', async () => {
    const store = openStore();
    const lease = await holdLease(store, 'sync', now, noSignal());
    vi.setSystemTime(Date.now() + DAY);
    expect(store.takeLease('sync', 'somebody else', now(), 60 * SECOND, () => true)).toBe(true);
    await vi.advanceTimersByTimeAsync(11 * SECOND);
    expect(lease.lost.aborted).toBe(true);
    lease.release();
    expect(store.takeLease('sync', 'a third', now(), 60 * SECOND, () => true)).toBe(false);
  });

  it('survives a file that is busy for a while', async () => {
    const store = openStore();
    const lease = await holdLease(store, 'sync', now, noSignal());
    const busy = vi.spyOn(store, 'takeLease').mockImplementation(() => {
      throw new Error('busy');
    });
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    busy.mockRestore();
    await vi.advanceTimersByTimeAsync(30 * SECOND);
    expect(lease.lost.aborted).toBe(false);
    expect(store.takeLease('sync', 'somebody else', now(), 60 * SECOND, () => true)).toBe(false);
    lease.release();
  });

  it('stops waiting when it is told to', async () => {
    const store = openStore();
    const lease = await holdLease(store, 'sync', now, noSignal());
    const stop = new AbortController();
    const waiting = holdLease(store, 'sync', now, stop.signal);
    const outcome = expect(waiting).rejects.toThrow('enough');
    stop.abort(new Error('enough'));
    await vi.advanceTimersByTimeAsync(SECOND);
    await outcome;
    lease.release();
  });
});
