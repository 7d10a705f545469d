import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../shared/errors.ts';
import type { Store } from './store.ts';

const LEASE_MILLISECONDS = 60_000;
const RENEW_MILLISECONDS = 10_000;
const POLL_MILLISECONDS = 150;

export interface Lease {
  /** Fires when another process took the lease: this one must have slept longer than the lease lasts. */
  readonly lost: AbortSignal;
  release(): void;
}

/**
 * Waits until no other living process holds `name`, then holds it until it is released, however long that
 * takes. A process that was killed never blocks the next one: its lease counts as free as soon as its
 * process id is gone.
 */
export async function holdLease(
  store: Store,
  name: string,
  now: () => number,
  signal: AbortSignal,
): Promise<Lease> {
  const owner = randomUUID();
  const take = () => store.takeLease(name, owner, now(), LEASE_MILLISECONDS, isAlive);
  while (!take()) {
    await sleep(POLL_MILLISECONDS, undefined, { signal }).catch(() => undefined);
    signal.throwIfAborted();
  }
  const losing = new AbortController();
  const renewal = setInterval(() => {
    try {
      if (!take())
        losing.abort(new AppError('still_loading', 'Another TP Tray process refreshes the history.'));
    } catch {
      // The file is busy: the lease outlives several renewals.
    }
  }, RENEW_MILLISECONDS);
  renewal.unref();
  return {
    lost: losing.signal,
    release: () => {
      clearInterval(renewal);
      store.releaseLease(name, owner);
    },
  };
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it exists and belongs to somebody else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
