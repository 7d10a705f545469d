/** What a form (TSB) value usually means: the absolute bands of intervals.icu and Elevate. */

export type FormBandName = 'high risk' | 'optimal' | 'grey' | 'fresh' | 'transition';

export interface FormBand {
  readonly name: FormBandName;
  /** The name as a reader sees it. */
  readonly label: string;
  /** One sentence of guidance; no medical claim. */
  readonly text: string;
  /** The band holds values above `lowerEdge` up to and including `upperEdge`; null is open. */
  readonly lowerEdge: number | null;
  readonly upperEdge: number | null;
}

const DEFAULT_TRANSITION_ABOVE = 25;
/** Below this CTL a percentage of it says nothing. */
const LOWEST_CTL_FOR_PERCENT = 10;

/**
 * All five bands, from the most tired to the most rested. `transitionAbove` is the upper edge of "fresh":
 * 25 as in Elevate, 20 in some versions of intervals.icu. Throws RangeError when it is not above 5.
 */
export function formBands(transitionAbove = DEFAULT_TRANSITION_ABOVE): readonly FormBand[] {
  if (!(transitionAbove > 5)) throw new RangeError('The upper edge of the fresh band must be above 5.');
  return [
    band('high risk', 'High risk', 'Very deep fatigue; few athletes hold this for long.', null, -30),
    band('optimal', 'Optimal training', 'Tired enough to gain fitness.', -30, -10),
    band('grey', 'Grey zone', 'Neither a strong training load nor fresh.', -10, 5),
    band('fresh', 'Fresh', 'Rested; a good state to race in.', 5, transitionAbove),
    band('transition', 'Transition', 'Very rested; fitness is being lost.', transitionAbove, null),
  ];
}

/**
 * The band of a form value: <= -30 high risk, <= -10 optimal, <= 5 grey, <= 25 fresh, else transition.
 * Meant for TSS-like load only, not for TRIMP or other scales. Throws RangeError when `tsb` is not finite.
 */
export function formBand(tsb: number, options: { readonly transitionAbove?: number } = {}): FormBand {
  if (!Number.isFinite(tsb)) throw new RangeError('A form value must be a finite number.');
  const found = formBands(options.transitionAbove).find(
    ({ upperEdge }) => upperEdge === null || tsb <= upperEdge,
  );
  if (found === undefined) throw new RangeError('The last form band is open.');
  return found;
}

const MOST_DIGITS = 6;

/**
 * The decimals that a form value is to be written with: none, or as many as it takes for the written value to lie in
 * the band of the exact one. 5.3 is fresh and 5 is not, so that 5.3 is written with one.
 */
export function formDigits(tsb: number): number {
  const { name } = formBand(tsb);
  let digits = 0;
  while (digits < MOST_DIGITS && formBand(Number(tsb.toFixed(digits))).name !== name) digits += 1;
  return digits;
}

/** Form as a percentage of fitness, TSB / CTL x 100; null below CTL 10, where the absolute bands apply. */
export function formPercent(ctl: number, tsb: number): number | null {
  return ctl >= LOWEST_CTL_FOR_PERCENT ? (tsb / ctl) * 100 : null;
}

function band(
  name: FormBandName,
  label: string,
  text: string,
  lowerEdge: number | null,
  upperEdge: number | null,
): FormBand {
  return { name, label, text, lowerEdge, upperEdge };
}
