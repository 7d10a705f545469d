import type { Provenance, Snapshot } from '../shared/snapshot.ts';
import { withNotes } from './about.ts';
import { count } from './numbers.ts';

/** The provenance of an answer about the days `from` to `to`: says when some of them are not loaded or not readable. */
export function aboutRange(
  snapshot: Snapshot,
  from: string,
  to: string,
  notes: readonly string[] = [],
): Provenance {
  const { loaded, provenance } = snapshot;
  const unreadable = snapshot.setAside(from, to).length;
  const before = !loaded.complete && from < loaded.from;
  const after = to > loaded.to;
  const gaps = [
    before ? `Days before ${loaded.from} are not loaded yet and not counted.` : '',
    after ? `Days after ${loaded.to} are not loaded.` : '',
    unreadable > 0
      ? `${count(unreadable, 'workout')} of this range could not be read and ${unreadable === 1 ? 'is' : 'are'} not counted.`
      : '',
  ].filter((gap) => gap !== '');
  // A range that is wholly loaded is not partial because older years still come in.
  const own = {
    ...provenance,
    loadedBackTo: before ? provenance.loadedBackTo : null,
  };
  return withNotes(own, [...gaps, ...notes], gaps.length > 0);
}
