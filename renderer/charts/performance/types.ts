import type { ReactNode } from 'react';
import type { Preferences } from '../../../src/shared/preferences.ts';
import type { PerformanceView } from '../../../src/shared/views/performance.ts';

/** The first and the last day in view, both included, `YYYY-MM-DD`. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}

/** What can be shown or hidden, in the order of the legend. */
export const SERIES = ['ctl', 'atl', 'tsb', 'load'] as const;

export type SeriesName = (typeof SERIES)[number];

/** Something of the athlete's calendar that explains a curve. */
export interface ChartMark {
  readonly day: string;
  /** Last day of a mark that lasts, included; null when it is one day. */
  readonly endDay: string | null;
  /** A race is a flag, a note a mark above the chart, days without training a band. */
  readonly kind: 'race' | 'note' | 'unavailable';
  /** Of a race, where the athlete gave one. */
  readonly priority: 'A' | 'B' | 'C' | null;
  readonly title: string;
}

/** What the part after today is called beside today's line. */
export type FutureLabel = 'planned' | 'what if';

/** Another future than the planned one. Columns in step, entry `n` is `n` days after `firstDay`. Unit TSS. */
export interface ChartProjection {
  readonly label: FutureLabel;
  /** After today. Days before it stay as in the view; after its last one there is nothing. */
  readonly firstDay: string;
  readonly tss: readonly number[];
  readonly ctl: readonly number[];
  readonly atl: readonly number[];
  readonly tsbMorning: readonly number[];
  readonly tsbEndOfDay: readonly number[];
}

/**
 * An earlier season laid over this one. Entry `n` of each column is drawn at the day `n` days after `firstDay`,
 * whatever its own date was; null where there is nothing to compare with.
 */
export interface ChartComparison {
  /** What it is called on the chart, such as `a year before`. */
  readonly label: string;
  /** The day of this season at which the first entry is drawn. */
  readonly firstDay: string;
  /** The days that the entries really were, `YYYY-MM-DD`. */
  readonly days: readonly string[];
  readonly ctl: readonly (number | null)[];
  /** Form in the convention of the chart. */
  readonly tsb: readonly (number | null)[];
}

/** A workout as the tooltip names it. */
export interface DayWorkout {
  readonly title: string;
  readonly sport: string;
  readonly durationSeconds: number | null;
  readonly tss: number | null;
  /** Its TSS is estimated from planned time and intensity. */
  readonly isEstimated: boolean;
  /** Still to be done. */
  readonly planned: boolean;
}

/**
 * All props but callbacks and controls should keep their identity while their content is the same: the chart computes
 * anew what depends on one that changed. Those two may be new each time.
 */
export interface PerformanceChartProps {
  readonly view: PerformanceView;
  readonly formConvention: Preferences['formConvention'];
  readonly weekStart: Preferences['weekStart'];
  /** All sports are counted, so that the bands of form mean something. */
  readonly hasBands: boolean;
  readonly marks: readonly ChartMark[];
  /** Replaces the plan from its first day on; null shows the plan. */
  readonly projection: ChartProjection | null;
  readonly comparison: ChartComparison | null;
  /** Kept by the page. Whatever of it lies outside of the view is brought inside. */
  readonly range: DayRange;
  /** The last day that can be looked at; the plan may end before it, or after it. */
  readonly lastDay: string;
  readonly onRange: (range: DayRange) => void;
  /** The double click: back to the range that the page starts with. */
  readonly onResetRange: () => void;
  readonly hidden: ReadonlySet<SeriesName>;
  readonly onToggle: (series: SeriesName) => void;
  /** Enter or a click on a day. */
  readonly onOpenDay: (day: string) => void;
  /** The workouts behind a day; undefined while they are being asked for. */
  readonly dayDetails: (day: string) => readonly DayWorkout[] | undefined;
  /** Beside the title: presets, sports, comparison. */
  readonly controls?: ReactNode;
}
