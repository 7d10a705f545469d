import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../src/analytics/calendar.ts';
import { weekView } from '../../src/views/week.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { realSeason } from '../support/real-season.ts';
import { roundedTo } from '../support/rounded-to.ts';

interface Summary {
  readonly this_week: Readonly<Record<'tss_done' | 'tss_planned' | 'tss_remaining', number>> & {
    readonly start_date: string;
  };
}

let athlete: McpFixture;
beforeAll(async () => {
  athlete = await connectAthlete();
});
afterAll(() => athlete.close());

/** The week of an athlete, all sports, beginning on Monday. */
async function mondayWeek({ engine }: McpFixture) {
  return weekView(await engine.snapshot({}), { sportIds: null, weekStart: 'monday' });
}

async function expectSame(one: McpFixture) {
  const week = await mondayWeek(one);
  const { data } = await one.call<Summary>('tp_training_load_summary');
  expect(data.this_week).toEqual({
    start_date: week.startDay,
    tss_done: roundedTo(week.doneTss),
    tss_planned: roundedTo(week.plannedTss),
    tss_remaining: roundedTo(week.remainingTss),
  });
  return week;
}

test('the week is that of tp_training_load_summary', async () => {
  const week = await expectSame(athlete);
  expect(week.doneTss).toBeGreaterThan(0);
  expect(week.remainingTss).toBeGreaterThan(0);
  expect(week.endDay).toBe(addDays(week.startDay, 6));
});

test('so it is in a real season', async (context) => {
  const season = await connectAthlete({ workouts: realSeason(context) });
  season.clock.now = Date.parse('2020-12-10T12:00:00Z');
  await expectSame(season);
  await season.close();
});

test('the plan up to today is what the rest of the week adds to', async () => {
  const week = await mondayWeek(athlete);
  const sessions = (await athlete.engine.snapshot({})).sessions();
  const later = sessions.filter(({ day, planned }) => planned && day > TODAY && day <= week.endDay);
  const laterTss = later.reduce((sum, { plannedTss }) => sum + (plannedTss ?? 0), 0);
  expect(laterTss).toBeGreaterThan(0);
  expect(week.plannedToTodayTss).toBeCloseTo(week.plannedTss - laterTss);
});

test('a week may begin on Sunday, and count one sport', async () => {
  const snapshot = await athlete.engine.snapshot({});
  const sunday = weekView(snapshot, { sportIds: [2], weekStart: 'sunday' });
  expect(sunday.startDay).toBe('2026-06-14');
  const rides = snapshot
    .sessions()
    .filter(
      ({ day, sportId, completed }) => completed && sportId === 2 && day >= '2026-06-14' && day <= TODAY,
    );
  expect(sunday.doneTss).toBeCloseTo(rides.reduce((sum, { tss }) => sum + (tss ?? 0), 0));
});
