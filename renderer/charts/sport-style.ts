import { BIKE, RUN, SWIM, WALK } from '../../src/shared/sports.ts';

/** How a sport looks in a chart: a colour, and a pattern that tells it apart without colour. */
export interface SportStyle {
  /** Names the colour token and the pattern. */
  readonly key:
    | 'bike'
    | 'mountain_bike'
    | 'run'
    | 'swim'
    | 'strength'
    | 'walk'
    | 'ski'
    | 'rowing'
    | 'brick'
    | 'crosstrain'
    | 'race'
    | 'custom'
    | 'other';
  readonly colour: string;
}

/** Rarer sports share a colour, each with a pattern of its own: two of them may stand next to each other. */
const RARER: ReadonlyMap<number, SportStyle['key']> = new Map([
  [4, 'brick'],
  [5, 'crosstrain'],
  [6, 'race'],
  [10, 'custom'],
  [11, 'ski'],
  [12, 'rowing'],
  [WALK, 'walk'],
]);
const STRENGTH_IDS = [9, 29];
const MOUNTAIN_BIKE = 8;

/** The same sport looks the same on every page. */
export function sportStyle(sportId: number): SportStyle {
  if (sportId === BIKE) return { key: 'bike', colour: 'var(--sport-1)' };
  if (sportId === MOUNTAIN_BIKE) return { key: 'mountain_bike', colour: 'var(--sport-1)' };
  if (sportId === RUN) return { key: 'run', colour: 'var(--sport-2)' };
  if (sportId === SWIM) return { key: 'swim', colour: 'var(--sport-3)' };
  if (STRENGTH_IDS.includes(sportId)) return { key: 'strength', colour: 'var(--sport-4)' };
  return { key: RARER.get(sportId) ?? 'other', colour: 'var(--sport-5)' };
}
