import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Snapshot } from '../../src/shared/snapshot.ts';
import type { CalendarRequest } from '../../src/shared/views/calendar.ts';
import { lastPlanDay, projectionEnd } from '../../src/mcp/fitness.ts';
import { calendarView } from '../../src/views/calendar.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { roundedTo } from '../support/rounded-to.ts';
import { addDays, mondayOf, must } from '../support/wire-truth.ts';

const REQUEST: CalendarRequest = { from: null, weeks: 6, weekStart: 'monday', ctlDays: 42, atlDays: 7 };
const MONDAY = mondayOf(TODAY);

let athlete: McpFixture;
let snapshot: Snapshot;
beforeAll(async () => {
  athlete = await connectAthlete({ seasons: 2 });
  snapshot = await athlete.engine.snapshot({});
});
afterAll(() => athlete.close());

interface Planned {
  readonly planned_tss_total: number;
  readonly workouts: readonly {
    readonly workout_id: number;
    readonly planned_tss: number | null;
    readonly tss_estimated: boolean;
    readonly planned_duration_seconds: number | null;
  }[];
}

describe('the calendar', () => {
  it('holds the week before this one, this one and those after it, without a gap', () => {
    const { weeks, today } = calendarView(snapshot, REQUEST);
    expect(today).toBe(TODAY);
    expect(weeks.map(({ startDay, endDay }) => [startDay, endDay])).toEqual(
      [-1, 0, 1, 2, 3, 4].map((week) => [addDays(MONDAY, week * 7), addDays(MONDAY, week * 7 + 6)]),
    );
  });

  it('begins its weeks on the day the user chose, and at the week that was asked for', () => {
    const { weeks } = calendarView(snapshot, {
      ...REQUEST,
      from: '2026-03-04',
      weeks: 2,
      weekStart: 'sunday',
    });
    expect(weeks.map(({ startDay }) => startDay)).toEqual(['2026-03-01', '2026-03-08']);
  });

  it('has the plans of tp_get_planned_workouts, load by load', async () => {
    const to = addDays(MONDAY, 34);
    const { data } = await athlete.call<Planned>('tp_get_planned_workouts', {
      start_date: TODAY,
      end_date: to,
      limit: 100,
    });
    const planned = calendarView(snapshot, REQUEST)
      .weeks.flatMap(({ entries }) => entries)
      .filter(({ status, day }) => status === 'planned' && day <= to);
    expect(planned.map(({ workoutId }) => workoutId)).toEqual(data.workouts.map((row) => row.workout_id));
    expect(planned.length).toBeGreaterThan(20);
    for (const [index, entry] of planned.entries()) {
      const row = must(data.workouts[index]);
      expect(row.planned_tss).toEqual(entry.plannedTss === null ? null : roundedTo(entry.plannedTss));
      expect(entry.isPlanEstimated).toBe(row.tss_estimated);
      expect(entry.plannedDurationSeconds).toBe(row.planned_duration_seconds);
    }
    expect(planned.some(({ isPlanEstimated }) => isPlanEstimated)).toBe(true);
  });

  it('sums weeks as tp_training_load_summary does', async () => {
    const { data } = await athlete.call<{
      this_week: { tss_done: number; tss_planned: number; tss_remaining: number };
      weeks: { start_date: string; tss: number; planned_tss: number; missed_tss: number; sessions: number }[];
    }>('tp_training_load_summary', { days: 60 });
    const { weeks, thisWeek } = calendarView(snapshot, {
      ...REQUEST,
      from: addDays(MONDAY, -28),
      weeks: 4,
    });
    for (const { startDay, load } of weeks) {
      const told = must(data.weeks.find(({ start_date: start }) => start === startDay));
      expect(told).toMatchObject({
        tss: roundedTo(load.doneTss),
        planned_tss: roundedTo(load.plannedTss),
        sessions: load.doneSessions,
      });
    }
    expect(data.this_week).toMatchObject({
      tss_done: roundedTo(thisWeek.doneTss),
      tss_planned: roundedTo(thisWeek.plannedTss),
      tss_remaining: roundedTo(thisWeek.remainingTss),
    });
  });

  it('ends each week with the fitness of its evening and the form of the morning after it, projected ahead of today', async () => {
    const { weeks } = calendarView(snapshot, REQUEST);
    const { data } = await athlete.call<{
      days: { date: string; ctl: number; tsb: number }[];
    }>('tp_get_fitness', { start_date: addDays(MONDAY, -7), end_date: addDays(MONDAY, 35), step: 'day' });
    const told = new Map(data.days.map((day) => [day.date, day]));
    for (const { endDay, end } of weeks) {
      const shown = must(end);
      expect(must(told.get(endDay)).ctl).toEqual(roundedTo(shown.ctl));
      expect(must(told.get(addDays(endDay, 1))).tsb).toEqual(roundedTo(shown.form));
      expect(shown.isProjected).toBe(endDay >= TODAY);
    }
    expect(weeks.map(({ end }) => end?.isProjected)).toEqual([false, true, true, true, true, true]);
  });

  it('tells of no fitness where nothing is planned any more', () => {
    const last = must(lastPlanDay(snapshot));
    const { weeks } = calendarView(snapshot, { ...REQUEST, from: last, weeks: 3 });
    expect(weeks.map(({ end }) => end?.isProjected)).toEqual([true, undefined, undefined]);
    const unplanned: Snapshot = { ...snapshot, sessions: () => [] };
    expect(projectionEnd(unplanned)).toBe(TODAY);
  });

  it('carries the marks that touch a week, and the next A race wherever it is', () => {
    const { weeks, nextRace } = calendarView(snapshot, { ...REQUEST, weeks: 8 });
    expect(nextRace).toMatchObject({ kind: 'race', priority: 'A' });
    const raceWeek = must(weeks.find(({ marks }) => marks.some(({ id }) => id === nextRace?.id)));
    expect(must(nextRace).day >= raceWeek.startDay && must(nextRace).day <= raceWeek.endDay).toBe(true);
    expect(calendarView(snapshot, { ...REQUEST, weeks: 1 }).nextRace).toEqual(nextRace);
    for (const { marks, startDay, endDay } of weeks) {
      for (const mark of marks) {
        expect(mark.day <= endDay && (mark.endDay ?? mark.day) >= startDay).toBe(true);
      }
    }
  });

  it('has no form before the history, nor while it still loads, and the plan all the same', () => {
    const early = calendarView(snapshot, { ...REQUEST, from: '2019-01-07' });
    expect(early.weeks.map(({ end }) => end)).toEqual([null, null, null, null, null, null]);
    expect(early.weeks.every(({ entries }) => entries.length === 0)).toBe(true);
    const loading: Snapshot = {
      ...snapshot,
      loaded: { ...snapshot.loaded, from: addDays(TODAY, -89), complete: false },
    };
    const view = calendarView(loading, REQUEST);
    expect(view.weeks.every(({ end }) => end === null)).toBe(true);
    expect(view.weeks.flatMap(({ entries }) => entries).length).toBeGreaterThan(20);
  });
});
