import type { Weighing } from '../../../src/analytics/body-weight.ts';
import type { Peaks } from '../../../src/mcp/tools/tp-get-peaks.ts';
import { findSport } from '../../../src/shared/sports.ts';
import type { Over, PeakChoice, PeakClass, Period } from './peak-choice.ts';
import { classesOf, oversOf, peakRows, type PeakRow } from './peak-rows.ts';

/** The part of the answers that the page shows. */
export interface ShownPeaks {
  readonly sport: string;
  readonly sportId: number;
  readonly period: Period;
  /** Every workout of the period was read: what is not among the rows does not exist. */
  readonly isWhole: boolean;
  readonly source: Peaks['source'];
  /** Null when nothing is compared, or the comparison is not there yet. */
  readonly against: Period | null;
  /** What can be chosen; empty when there are no bests at all. */
  readonly classes: readonly PeakClass[];
  readonly peakClass: PeakClass;
  readonly overs: readonly Over[];
  readonly over: Over;
  readonly rows: readonly PeakRow[];
}

/** What to show of the answers: what was chosen, as far as there is such a thing; else what tells most. */
export function shownPeaks(
  { answer, isWhole }: { readonly answer: Peaks; readonly isWhole: boolean },
  compared: Peaks | undefined,
  choice: PeakChoice,
  weights: readonly Weighing[],
): ShownPeaks {
  const classes = classesOf(answer);
  const peakClass = classes.find((each) => each === choice.peakClass) ?? classes[0] ?? 'Power';
  const overs = oversOf(answer.peaks, peakClass);
  const over = overs.find((each) => each === choice.over) ?? overs[0] ?? 'time';
  return {
    sport: answer.sport,
    sportId: findSport(answer.sport)?.id ?? 0,
    period: choice.period,
    isWhole,
    source: answer.source,
    against: compared === undefined ? null : choice.against,
    classes,
    peakClass,
    overs,
    over,
    rows: peakRows(answer.peaks, compared?.peaks ?? [], { peakClass, over, weights }),
  };
}
