import type { Domain } from './scale.ts';
import type { IndexWindow } from './window.ts';

/** The size of the drawing, and of a letter, in pixels. */
export interface Size {
  readonly width: number;
  readonly height: number;
  /** What the browser's text size makes of 1 rem. */
  readonly rem: number;
}

/** A stretch of the drawing from top to bottom. */
export interface Strip {
  readonly top: number;
  readonly height: number;
}

/** Where everything stands, in pixels from the upper left corner of the drawing. */
export interface Geometry {
  readonly width: number;
  /** Room of the numbers left of the panels, and of the names right of them. */
  readonly left: number;
  readonly right: number;
  readonly plotWidth: number;
  /** Flags, notes and the word at today's line. */
  readonly marks: Strip;
  readonly main: Strip;
  /** Without height while form is hidden. */
  readonly form: Strip;
  /** The dates. */
  readonly axis: Strip;
  /** The whole history in small. */
  readonly navigator: Strip;
}

const LEFT_REM = 2.75;
const RIGHT_REM = 8.25;
const MARKS_REM = 1.5;
const AXIS_REM = 1.5;
const GAP_REM = 1;
const NAVIGATOR_REM = 2.25;
const NAVIGATOR_GAP_REM = 0.5;
const FORM_SHARE = 0.32;
/** With less, the names of its bands have no room; it grows with the letters, up to this share. */
const FORM_REM = 7.5;
const MOST_FORM_SHARE = 0.45;

/** Divides the drawing among its parts. */
export function geometryOf({ width, height, rem }: Size, hasForm: boolean): Geometry {
  const left = LEFT_REM * rem;
  const right = RIGHT_REM * rem;
  const marks = { top: 0, height: MARKS_REM * rem };
  const panels = Math.max(0, height - marks.height - (AXIS_REM + NAVIGATOR_GAP_REM + NAVIGATOR_REM) * rem);
  const gap = hasForm ? GAP_REM * rem : 0;
  const both = panels - gap;
  const formHeight = Math.max(both * FORM_SHARE, Math.min(FORM_REM * rem, both * MOST_FORM_SHARE));
  const form = hasForm ? Math.max(0, Math.round(formHeight)) : 0;
  const main = { top: marks.height, height: Math.max(0, both - form) };
  const bottom = main.top + main.height + gap + form;
  return {
    width,
    left,
    right,
    plotWidth: Math.max(1, width - left - right),
    marks,
    main,
    form: { top: bottom - form, height: form },
    axis: { top: bottom, height: AXIS_REM * rem },
    navigator: { top: height - NAVIGATOR_REM * rem, height: NAVIGATOR_REM * rem },
  };
}

/** Half a day on both sides, so that the first and the last bar are whole. */
export function dayDomain({ from, to }: IndexWindow): Domain {
  return [from - 0.5, to + 0.5];
}

/** The distance of an entry from the left edge of the drawing. */
export function xOf({ left, plotWidth }: Geometry, view: IndexWindow, index: number): number {
  const [least, most] = dayDomain(view);
  return left + ((index - least) / (most - least)) * plotWidth;
}

/** The entry, not rounded, at a distance from the left edge. */
export function indexAt({ left, plotWidth }: Geometry, view: IndexWindow, x: number): number {
  const [least, most] = dayDomain(view);
  return least + ((x - left) / plotWidth) * (most - least);
}

/** The distance of a value from the upper edge of the drawing. */
export function yOf({ top, height }: Strip, [least, most]: Domain, value: number): number {
  return top + height * (1 - (value - least) / (most - least));
}
