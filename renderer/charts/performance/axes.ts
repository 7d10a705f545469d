import type { LoadBar } from './load-bars.ts';
import { greatest, niceStep, smallest, ticksFromZero, type Domain } from './scale.ts';
import type { PlacedComparison, Timeline } from './timeline.ts';
import type { SeriesName } from './types.ts';
import type { IndexWindow } from './window.ts';

/** How the values of both panels run from bottom to top. */
export interface Axes {
  readonly main: Domain;
  /** Values of fitness and fatigue at which a line is drawn. */
  readonly mainTicks: readonly number[];
  readonly load: Domain;
  /** A round load that the highest bar in view has, and less than twice of which. */
  readonly loadMark: number;
  readonly form: Domain;
  readonly formTicks: readonly number[];
}

/** Of the main panel, the share that the highest bar takes. */
const BAR_SHARE = 0.36;
const MAIN_STEPS = 4;
/** All bands of form have room in this, and form of most days too. */
const LEAST_FORM = -45;
const MOST_FORM = 35;
const FORM_STEP = 10;
const FORM_TICK_STEP = 20;
const MOST_FORM_TICKS = 6;

/** The axes that hold all that is shown. Without load in view there is no mark, which then is 0. */
export function axesOf(
  timeline: Timeline,
  comparison: PlacedComparison | null,
  view: IndexWindow,
  bars: readonly LoadBar[],
  hidden: ReadonlySet<SeriesName>,
): Axes {
  const shown = [
    ...(hidden.has('ctl') ? [] : [timeline.ctl, comparison?.ctl ?? []]),
    ...(hidden.has('atl') ? [] : [timeline.atl]),
  ];
  const mainTicks = ticksFromZero(
    Math.max(0, ...shown.map((values) => greatest(values, view, 0))),
    MAIN_STEPS,
  );
  const highestBar = bars.reduce((most, { doneTss, plannedTss }) => Math.max(most, doneTss + plannedTss), 0);
  const forms = [timeline.tsb, comparison?.tsb ?? []];
  const form: Domain = [
    Math.min(...forms.map((values) => lowered(smallest(values, view, LEAST_FORM)))),
    Math.max(...forms.map((values) => raised(greatest(values, view, MOST_FORM)))),
  ];
  return {
    main: [0, mainTicks.at(-1) ?? 1],
    mainTicks,
    load: [0, roundedUp(Math.max(1, highestBar)) / BAR_SHARE],
    loadMark: highestBar === 0 ? 0 : niceStep(highestBar / 2),
    form,
    formTicks: multiples(form, Math.max(FORM_TICK_STEP, niceStep((form[1] - form[0]) / MOST_FORM_TICKS))),
  };
}

/** To a round number not far above. */
function roundedUp(value: number): number {
  const step = niceStep(value / 8);
  return Math.ceil(value / step) * step;
}

/** Whole steps beyond the usual, so that the axis stays as it is while another future is tried. */
function lowered(value: number): number {
  return LEAST_FORM - Math.ceil((LEAST_FORM - value) / FORM_STEP) * FORM_STEP;
}

function raised(value: number): number {
  return MOST_FORM + Math.ceil((value - MOST_FORM) / FORM_STEP) * FORM_STEP;
}

function multiples([least, most]: Domain, step: number): number[] {
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, index) => (first + index) * step);
}
