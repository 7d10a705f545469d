import type { Provenance } from '../../src/shared/snapshot.ts';

/** What an answer rests on when nothing is amiss and nothing was synced yet. */
export function provenanceOf(asOf: string): Provenance {
  return {
    asOf,
    timeZone: 'Europe/Vienna',
    syncedAt: null,
    stale: null,
    loadedBackTo: null,
    partial: false,
    notes: [],
  };
}
