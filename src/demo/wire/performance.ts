import { dayNumber, dayText, midnight } from '../days.ts';
import type { WireObject } from '../wire-object.ts';

/** Load and intensity of one workout, as the fitness chart needs them. */
export interface DayLoad {
  readonly day: string;
  readonly sportId: number;
  readonly tssActual: number | null;
  readonly tssPlanned: number | null;
  readonly ifActual: number | null;
  readonly ifPlanned: number | null;
}

export interface PerformanceQuery {
  readonly start: string;
  readonly end: string;
  readonly today: string;
  readonly ctlConstant: number;
  readonly atlConstant: number;
  /** Starting values for an athlete without history. */
  readonly ctlStart: number;
  readonly atlStart: number;
}

/**
 * The rows of the fitness chart, one a day. CTL and ATL step by 1/constant from the first workout of the whole
 * history; TSB is yesterday's CTL minus yesterday's ATL; days after today take the planned load.
 */
export function performanceRows(loads: readonly DayLoad[], query: PerformanceQuery): WireObject[] {
  const byDay = new Map<string, DayLoad[]>();
  for (const load of loads) byDay.set(load.day, [...(byDay.get(load.day) ?? []), load]);
  const start = dayNumber(query.start);
  const first = loads.reduce((earliest, load) => Math.min(earliest, dayNumber(load.day)), start);
  let ctl = query.ctlStart;
  let atl = query.atlStart;
  const rows: WireObject[] = [];
  for (let number = first; number <= dayNumber(query.end); number += 1) {
    const day = dayText(number);
    const ofDay = byDay.get(day) ?? [];
    const ahead = day > query.today;
    const tssActual = total(ofDay.map((load) => load.tssActual));
    const tssPlanned = total(ofDay.map((load) => load.tssPlanned));
    const load = (ahead ? tssPlanned : tssActual) ?? 0;
    const tsb = ctl - atl;
    ctl += (load - ctl) / query.ctlConstant;
    atl += (load - atl) / query.atlConstant;
    if (number < start) continue;
    rows.push({
      workoutDay: midnight(day),
      tssActual: tssActual ?? (ahead ? null : 0),
      tssPlanned: tssPlanned ?? 0,
      ifActual: mean(ofDay.map((each) => each.ifActual)),
      ifPlanned: mean(ofDay.map((each) => each.ifPlanned)),
      ctl,
      atl,
      tsb,
    });
  }
  return rows;
}

function total(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((sum, value) => sum + value, 0);
}

function mean(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  const sum = total(known);
  return sum === null ? null : sum / known.length;
}
