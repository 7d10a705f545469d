import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Store } from './store.ts';

const LEASE_MILLISECONDS = 60_000;
const POLL_MILLISECONDS = 150;

export interface Lease {
  /** Keeps the lease while long work goes on. */
  renew(): void;
  release(): void;
}

/**
 * Waits until no other living process holds `name`, then holds it. A process that was killed never
 * blocks the next one: its lease counts as free as soon as its process id is gone.
 */
export async function holdLease(
  store: Store,
  name: string,
  now: () => number,
  signal: AbortSignal,
): Promise<Lease> {
  const owner = randomUUID();
  const take = () => store.takeLease(name, owner, now(), LEASE_MILLISECONDS, isAlive);
  while (!take()) await sleep(POLL_MILLISECONDS, undefined, { signal });
  return { renew: take, release: () => store.releaseLease(name, owner) };
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
