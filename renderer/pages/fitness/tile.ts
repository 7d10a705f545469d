import type { Why } from '../../words/claims.ts';

/** A number of the header, and what stands behind it. */
export interface Tile {
  readonly id: 'fitness' | 'fatigue' | 'form' | 'ramp' | 'week' | 'race';
  readonly label: string;
  readonly value: string;
  /** Small, after the value. */
  readonly unit: string;
  /** What the value is of, where it needs a name; may be cut, since the sentence has it too. */
  readonly name: string | null;
  /** A line each. */
  readonly notes: readonly string[];
  /** The same in words, for those who hear it. */
  readonly spoken: string;
  readonly why: Why;
}
