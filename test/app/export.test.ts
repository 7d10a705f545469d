import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { exportedFile, writeExport } from '../../src/app/export/exported-file.ts';
import { workoutsCsv } from '../../src/app/export/workouts-csv.ts';
import { callTool } from '../../src/mcp/call-tool.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';
import type { Snapshot } from '../../src/shared/snapshot.ts';
import type { Workout } from '../../src/shared/workout.ts';
import { connectAthlete } from '../support/mcp-fixture.ts';
import { parseCsv } from '../support/parse-csv.ts';

async function athlete() {
  const fixture = await connectAthlete({ seasons: 2 });
  onTestFinished(() => fixture.close());
  return { ...fixture, snapshot: await fixture.engine.snapshot({}) };
}

/** The rows of a table by the names of its columns. */
function tableOf(text: string): Record<string, string>[] {
  const [head = [], ...rows] = parseCsv(text.replace(/^\uFEFF/u, ''));
  return rows.map((row) => {
    expect(row).toHaveLength(head.length);
    return Object.fromEntries(head.map((name, index) => [name, row[index] ?? '']));
  });
}

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-export-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('every workout is there once, in the order of the calendar, with what is known of it', async () => {
  const { snapshot } = await athlete();
  const { name, lines } = exportedFile('workouts', snapshot, DEFAULT_PREFERENCES);
  expect(name).toBe(`TP Tray workouts ${snapshot.today}.csv`);
  const rows = tableOf([...lines].join(''));
  const workouts = snapshot.workouts({});
  expect(rows.map((row) => row['workout_id'])).toEqual(workouts.map(({ workoutId }) => String(workoutId)));
  for (const [index, workout] of workouts.entries()) {
    const row = rows[index] ?? {};
    const text = (value: number | null) => (value === null ? '' : String(value));
    expect(row).toMatchObject({
      date: workout.day,
      tss: text(workout.actual.tss),
      duration_seconds: text(workout.actual.durationSeconds),
      average_power_watts: text(workout.actual.averagePowerWatts),
      elevation_gain_meters: text(workout.actual.elevationGainMeters),
      planned_tss: text(workout.plan.tss),
      planned: workout.planned ? 'yes' : 'no',
    });
  }
  expect(rows.some((row) => row['steps'] !== '')).toBe(true);
});

test('it is UTF-8 that spreadsheets know as such, and titles are no formulas', async () => {
  const { snapshot } = await athlete();
  const [workout] = snapshot.workouts({});
  if (workout === undefined) throw new Error('The athlete has trained.');
  const odd: Workout = {
    ...workout,
    title: '=HYPERLINK("http://evil.test";"Kräftigung, 日本")',
    description: 'one\r\ntwo "three"',
    tags: ['-1', 'b'],
    comments: [{ author: '@coach', byCoach: true, day: null, text: 'well done' }],
  };
  const strange: Snapshot = {
    ...snapshot,
    workouts: ({ from = '' }) => (workout.day.startsWith(from.slice(0, 4)) ? [odd] : []),
  };
  const file = join(temporaryFolder(), 'workouts.csv');
  await writeExport(file, exportedFile('workouts', strange, DEFAULT_PREFERENCES).lines);
  expect([...readFileSync(file).subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  const [row] = tableOf(readFileSync(file, 'utf8'));
  expect(row).toMatchObject({
    title: '\'=HYPERLINK("http://evil.test";"Kräftigung, 日本")',
    description: 'one\r\ntwo "three"',
    tags: "'-1; b",
    comments: "'@coach: well done",
  });
});

test('a long history is read in pieces', async () => {
  const { snapshot } = await athlete();
  const asked: string[] = [];
  const lines = workoutsCsv({
    ...snapshot,
    workouts: (filter) => {
      asked.push(filter.from ?? '');
      return snapshot.workouts(filter);
    },
  });
  lines.next();
  expect(asked).toEqual([]);
  lines.next();
  expect(asked).toHaveLength(1);
  expect([...lines].length).toBe(snapshot.sessions().length - 1);
  expect(asked.length).toBeGreaterThan(1);
});

test('fitness by day is what an assistant is told', async () => {
  const { snapshot, engine } = await athlete();
  const rows = tableOf([...exportedFile('fitness', snapshot, DEFAULT_PREFERENCES).lines].join(''));
  const tool = TOOLS.find(({ name }) => name === 'tp_get_fitness');
  if (tool === undefined) throw new Error('There is such a tool.');
  const input = { days: 60, step: 'day' };
  const { structuredContent } = await callTool(tool, input, engine, new AbortController().signal);
  const { days } = structuredContent as { days: { date: string; ctl: number; atl: number; tsb: number }[] };
  expect(days.length).toBeGreaterThan(50);
  for (const day of days) {
    const row = rows.find(({ date }) => date === day.date);
    expect(Number(row?.['ctl'])).toBeCloseTo(day.ctl, 0);
    expect(Number(row?.['atl'])).toBeCloseTo(day.atl, 0);
    expect(Number(row?.['tsb_morning'])).toBeCloseTo(day.tsb, 0);
  }
  expect(rows.find(({ date }) => date === snapshot.today)?.['planned']).toBe('no');
  expect(rows.at(-1)?.['planned']).toBe('yes');
});

test('fitness by day follows the constants of the user', async () => {
  const { snapshot } = await athlete();
  const lastCtl = (preferences: typeof DEFAULT_PREFERENCES) =>
    tableOf([...exportedFile('fitness', snapshot, preferences).lines].join('')).at(-1)?.['ctl'];
  expect(lastCtl({ ...DEFAULT_PREFERENCES, ctlDays: 60 })).not.toBe(lastCtl(DEFAULT_PREFERENCES));
});

test('a history without workouts is refused, before a file is begun', async () => {
  const { snapshot } = await athlete();
  const empty: Snapshot = { ...snapshot, sessions: () => [] };
  for (const table of ['workouts', 'fitness'] as const)
    expect(() => exportedFile(table, empty, DEFAULT_PREFERENCES)).toThrow(/no (completed )?workout/u);
});

test('a disk that refuses leaves no half file', async () => {
  const folder = temporaryFolder();
  function* breaking() {
    yield 'date\r\n';
    throw new Error('the history was closed');
  }
  await expect(writeExport(join(folder, 'half.csv'), breaking())).rejects.toMatchObject({
    code: 'storage_failed',
    message: expect.stringContaining('half.csv') as string,
  });
  expect(existsSync(join(folder, 'half.csv'))).toBe(false);
  writeFileSync(join(folder, 'file'), '');
  await expect(writeExport(join(folder, 'file', 'x.csv'), ['a'])).rejects.toMatchObject({
    code: 'storage_failed',
  });
});
