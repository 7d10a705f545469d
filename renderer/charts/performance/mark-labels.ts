import type { PlacedMark } from './placed-marks.ts';

/** A flag or a note and the room that it and its name have, in pixels. */
export interface MarkLabel {
  readonly mark: PlacedMark;
  readonly x: number;
  readonly room: number;
}

/** Room of a sign without its name. */
const SIGN_REM = 1.4;
const MOST_REM = 14;
const GAP_REM = 0.5;
/** Signs closer than this would hide each other. */
const APART_REM = 1.4;

/**
 * Flags and notes of a window from left to right, each with the room up to the next one. Of those that would hide
 * each other the one of more weight stays: A, B and C races, then notes.
 */
export function markLabels(
  marks: readonly PlacedMark[],
  xOf: (index: number) => number,
  right: number,
  rem: number,
): MarkLabel[] {
  const kept: { mark: PlacedMark; x: number }[] = [];
  for (const mark of [...marks].filter(({ kind }) => kind !== 'unavailable').sort(byWeight)) {
    const x = xOf(mark.from);
    if (kept.every((other) => Math.abs(other.x - x) >= APART_REM * rem)) kept.push({ mark, x });
  }
  const inOrder = kept.sort((one, other) => one.x - other.x);
  return inOrder.map(({ mark, x }, place) => {
    const end = inOrder[place + 1]?.x ?? right;
    const free = Math.min(MOST_REM * rem, end - x - GAP_REM * rem);
    return { mark, x, room: Math.max(SIGN_REM * rem, free) };
  });
}

function byWeight(one: PlacedMark, other: PlacedMark): number {
  return weight(one) - weight(other);
}

function weight({ kind, priority }: PlacedMark): number {
  if (kind !== 'race') return 4;
  return priority === null ? 3 : ['A', 'B', 'C'].indexOf(priority);
}
