import { isCalendarDay } from '../../../src/analytics/calendar.ts';
import { SERIES, type DayRange, type SeriesName } from '../../charts/performance/types.ts';
import { DEFAULT_PRESET, PRESETS, type Preset } from './periods.ts';

/** How long the load of the what-if lasts, from tomorrow on; after it the plan goes on. */
export const WHAT_IF_SPANS = ['week', 'fortnight', 'race'] as const;

export type WhatIfSpan = (typeof WHAT_IF_SPANS)[number];

/** How the page is set. All of it stands in the address, so that reloading and going back keep it. */
export interface FitnessChoices {
  /** Days in view: a named period, or days that were zoomed to. */
  readonly period: Preset | DayRange;
  /** The only sport to count; null for all. */
  readonly sportId: number | null;
  /** Id of a comparison (`comparison.ts`); null for none. */
  readonly compare: string | null;
  /** TSS a week from tomorrow on; null as planned. */
  readonly whatIfWeeklyTss: number | null;
  readonly whatIfSpan: WhatIfSpan;
  readonly hidden: readonly SeriesName[];
  /** The day whose workouts are shown. */
  readonly openDay: string | null;
}

const HIGHEST_WEEKLY_TSS = 5000;

/** Reads an address; what is missing in it or makes no sense is as at first. */
export function choicesIn(address: URLSearchParams): FitnessChoices {
  const [from, to] = [dayIn(address, 'from'), dayIn(address, 'to')];
  const weekly = wholeNumberIn(address, 'whatif');
  const hidden = (address.get('hide') ?? '').split(' ');
  return {
    period:
      from !== null && to !== null && from < to
        ? { from, to }
        : (PRESETS.find((preset) => preset === address.get('period')) ?? DEFAULT_PRESET),
    sportId: wholeNumberIn(address, 'sport'),
    compare: address.get('compare'),
    whatIfWeeklyTss: weekly === null || weekly > HIGHEST_WEEKLY_TSS ? null : weekly,
    whatIfSpan: WHAT_IF_SPANS.find((span) => span === address.get('for')) ?? 'week',
    hidden: SERIES.filter((name) => hidden.includes(name)),
    openDay: dayIn(address, 'day'),
  };
}

/** The address of a page that is set so; what is as at first is left out. */
export function addressOf(choices: FitnessChoices): URLSearchParams {
  const { period, sportId, compare, whatIfWeeklyTss, whatIfSpan, hidden, openDay } = choices;
  const parts: readonly (readonly [string, string | null])[] = [
    ['period', typeof period === 'string' && period !== DEFAULT_PRESET ? period : null],
    ['from', typeof period === 'string' ? null : period.from],
    ['to', typeof period === 'string' ? null : period.to],
    ['sport', sportId === null ? null : String(sportId)],
    ['compare', compare],
    ['whatif', whatIfWeeklyTss === null ? null : String(whatIfWeeklyTss)],
    ['for', whatIfSpan === 'week' ? null : whatIfSpan],
    ['hide', hidden.length === 0 ? null : hidden.join(' ')],
    ['day', openDay],
  ];
  const address = new URLSearchParams();
  for (const [name, value] of parts) if (value !== null) address.set(name, value);
  return address;
}

function dayIn(address: URLSearchParams, name: string): string | null {
  const text = address.get(name);
  return text !== null && isCalendarDay(text) ? text : null;
}

function wholeNumberIn(address: URLSearchParams, name: string): number | null {
  const text = address.get(name);
  return text !== null && /^\d{1,6}$/.test(text) ? Number(text) : null;
}
