import { clock } from '../src/shared/wording.ts';
import { METERS_PER_FOOT, METERS_PER_MILE, METERS_PER_YARD } from '../src/shared/lengths.ts';
import { formDigits } from '../src/analytics/form-bands.ts';
import type { Preferences } from '../src/shared/preferences.ts';
import { RUN, SWIM, WALK } from '../src/shared/sports.ts';

const TRUE_MINUS = '−';
const UNKNOWN = '–';

/** A number and its unit apart, so that the unit can be set smaller. */
export interface Measure {
  readonly value: string;
  readonly unit: string;
}

/** Makes text of training quantities in the user's units and the digits of the user's country. Unknown is a dash. */
export interface Measures {
  /** A number with a fixed count of decimals. */
  readonly number: (value: number | null, digits?: number) => string;
  /** The same with its sign, for changes. */
  readonly change: (value: number | null, digits?: number) => string;
  /** Form (TSB), with a decimal where the whole number would lie in another band than the value. */
  readonly form: (tsb: number | null) => string;
  /** A percentage, 12.5 for an eighth, with its sign as the user's country writes it. */
  readonly percent: (percentage: number | null, digits?: number) => string;
  /** The same with plus or minus, for changes. */
  readonly percentChange: (percentage: number | null, digits?: number) => string;
  /** `1:15 h` as `1:15`, of seconds. */
  readonly hours: (seconds: number | null) => string;
  /** `1:05:09` or `45:30`. */
  readonly clock: (seconds: number | null) => string;
  /** km or mi; in water m or yd. */
  readonly distance: (meters: number | null, sportId: number) => Measure;
  /** Speed as the sport's athletes say it: pace on foot and in water, else km/h or mph. */
  readonly speed: (metersPerSecond: number | null, sportId: number) => Measure;
  /** The distance over which the sport's athletes say their pace; null where they say a speed. */
  readonly paceOver: (sportId: number) => { readonly meters: number; readonly unit: string } | null;
  readonly elevation: (meters: number | null) => Measure;
  readonly temperature: (celsius: number | null) => Measure;
  /** One km/h or mph in metres per second, one metre or foot in metres: for the lines of a scale. */
  readonly speedUnit: number;
  readonly elevationUnit: number;
}

/** `language` is a BCP 47 tag such as the browser's. */
export function measuresFor(language: string, units: Preferences['units']): Measures {
  const imperial = units === 'imperial';
  const formats = new Map<string, Intl.NumberFormat>();
  const text = (value: number, digits: number, signDisplay: 'auto' | 'exceptZero'): string => {
    const key = `${String(digits)} ${signDisplay}`;
    const format =
      formats.get(key) ??
      new Intl.NumberFormat(language, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        signDisplay,
      });
    formats.set(key, format);
    const rounded = Number(value.toFixed(digits));
    return format.format(rounded === 0 ? 0 : rounded).replace('-', TRUE_MINUS);
  };
  const percent = (percentage: number, digits: number, signDisplay: 'auto' | 'exceptZero') =>
    new Intl.NumberFormat(language, {
      style: 'percent',
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      signDisplay,
    })
      .format(percentage / 100)
      .replace('-', TRUE_MINUS);
  const number = (value: number | null, digits = 0) =>
    value === null ? UNKNOWN : text(value, digits, 'auto');
  const paceOver = (sportId: number) => {
    if (sportId === SWIM)
      return imperial ? { meters: 100 * METERS_PER_YARD, unit: '/100 yd' } : { meters: 100, unit: '/100 m' };
    if (sportId !== RUN && sportId !== WALK) return null;
    return imperial ? { meters: METERS_PER_MILE, unit: '/mi' } : { meters: 1000, unit: '/km' };
  };
  const change = (value: number | null, digits = 0) =>
    value === null ? UNKNOWN : text(value, digits, 'exceptZero');
  return {
    number,
    change,
    form: (tsb) => change(tsb, tsb === null ? 0 : formDigits(tsb)),
    percent: (percentage, digits = 0) =>
      percentage === null ? UNKNOWN : percent(percentage, digits, 'auto'),
    percentChange: (percentage, digits = 0) =>
      percentage === null ? UNKNOWN : percent(percentage, digits, 'exceptZero'),
    hours,
    clock,
    distance: (meters, sportId) => {
      if (sportId === SWIM)
        return imperial
          ? { value: number(meters === null ? null : meters / METERS_PER_YARD), unit: 'yd' }
          : { value: number(meters), unit: 'm' };
      return imperial
        ? { value: number(meters === null ? null : meters / METERS_PER_MILE, 1), unit: 'mi' }
        : { value: number(meters === null ? null : meters / 1000, 1), unit: 'km' };
    },
    speed: (metersPerSecond, sportId) => {
      if (metersPerSecond === null || !(metersPerSecond > 0)) return { value: UNKNOWN, unit: '' };
      const over = paceOver(sportId);
      if (over !== null) return { value: clock(over.meters / metersPerSecond), unit: over.unit };
      return imperial
        ? { value: number((metersPerSecond * 3600) / METERS_PER_MILE, 1), unit: 'mph' }
        : { value: number(metersPerSecond * 3.6, 1), unit: 'km/h' };
    },
    paceOver,
    elevation: (meters) =>
      imperial
        ? { value: number(meters === null ? null : meters / METERS_PER_FOOT), unit: 'ft' }
        : { value: number(meters), unit: 'm' },
    temperature: (celsius) =>
      imperial
        ? { value: number(celsius === null ? null : celsius * 1.8 + 32), unit: '°F' }
        : { value: number(celsius), unit: '°C' },
    speedUnit: (imperial ? METERS_PER_MILE : 1000) / 3600,
    elevationUnit: imperial ? METERS_PER_FOOT : 1,
  };
}

function hours(seconds: number | null): string {
  if (seconds === null) return UNKNOWN;
  const minutes = Math.round(seconds / 60);
  return `${String(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

function pad(value: number): string {
  return String(value).padStart(2, '0');
}
