import type { Provenance } from '../snapshot.ts';

export interface MarksRequest {
  /** Calendar days, both included. */
  readonly from: string;
  readonly to: string;
}

/** Something the calendar says of a day or of a stretch of days, beside workouts. */
export interface Mark {
  /** Stays the same as long as the entry exists; unique among all marks. */
  readonly id: string;
  readonly day: string;
  /** Last day of a stretch, included; null for a single day. */
  readonly endDay: string | null;
  /** `unavailable`: no training. `limited`: only some sports. */
  readonly kind: 'race' | 'note' | 'unavailable' | 'limited';
  /** Of races; null when the athlete gave none. */
  readonly priority: 'A' | 'B' | 'C' | null;
  /** The athlete's own words, such as the name of the race; else what it is. Never empty. */
  readonly title: string;
  readonly detail: string | null;
  /** Of races. */
  readonly distanceMeters: number | null;
}

/** Races, notes and days without training, as they are kept on this computer. */
export interface MarksView {
  /** Partial when one of the lists was never read; its notes say which. */
  readonly about: Provenance;
  readonly today: string;
  /** By day; on one day races first. */
  readonly marks: readonly Mark[];
}
