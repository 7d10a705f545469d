import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordedTwiceNotes, sameSessions } from '../../src/mcp/recorded-twice.ts';
import type { Workout } from '../../src/shared/workout.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { addDays, dayOf, must, recordedTwice } from '../support/wire-truth.ts';

let athlete: McpFixture;
let ride: Workout;
beforeAll(async () => {
  athlete = await connectAthlete();
  const snapshot = await athlete.engine.snapshot({});
  ride = must(snapshot.workouts({ completed: true }).find(({ actual }) => actual.tss !== null));
});
afterAll(() => athlete.close());

/** A ride of an hour at eight. */
function copy(workoutId: number, day: string, tss: number | null, title: string | null = 'Ride'): Workout {
  const actual = { ...ride.actual, durationSeconds: 3600, tss };
  return { ...ride, workoutId, day, title, sportId: 2, startTime: `${day}T08:00:00`, actual };
}

const told = () => recordedTwice(athlete.rows);
const notesOf = async (tool: string, input: Record<string, unknown>) =>
  (await athlete.call(tool, input)).data.about.notes;

describe('a session recorded twice', () => {
  it.each([
    ['tp_get_fitness', {}],
    ['tp_fitness_trend', {}],
    ['tp_get_workouts', { days: 60, limit: 100 }],
    ['tp_training_load_summary', {}],
    ['tp_performance_summary', { days: 90 }],
    ['tp_get_peaks', { sport: 'Bike' }],
  ])('is named by %s', async (tool, input) => {
    expect(await notesOf(tool, input)).toContain(told());
  });

  it('is not named where it does not count', async () => {
    const day = dayOf(must(athlete.rows.findLast((row) => row['title'] === 'Zwift')));
    for (const [tool, input] of [
      ['tp_get_fitness', { sport: 'Run' }],
      ['tp_get_fitness', { end_date: addDays(day, -1) }],
      ['tp_get_workouts', { start_date: addDays(day, 1) }],
      ['tp_training_load_summary', { days: 7 }],
      ['tp_get_peaks', { sport: 'Run', days: 30 }],
    ] as const)
      expect(await notesOf(tool, input), tool).not.toContain(told());
  });

  it('still weighs on fitness weeks later, whatever days are asked for', async () => {
    expect(await notesOf('tp_get_fitness', { days: 2 })).toContain(told());
  });

  it('is named across the end of a page', async () => {
    const day = dayOf(must(athlete.rows.findLast((row) => row['title'] === 'Zwift')));
    const input = { start_date: day, end_date: day, limit: 1 };
    expect(await notesOf('tp_get_workouts', input)).toContain(told());
    expect(await notesOf('tp_get_workouts', { ...input, offset: 1 })).toContain(told());
  });
});

describe('the notes on sessions recorded twice', () => {
  it('give each its own load where the loads differ', () => {
    const notes = recordedTwiceNotes([copy(1, TODAY, 96, 'Watch'), copy(2, TODAY, 90.4, null)]);
    expect(notes).toEqual([
      `2 sessions of ${TODAY} look like one recording counted twice ("Watch" 96 TSS, "Bike" 90 TSS). Delete one in TrainingPeaks if so.`,
    ]);
  });

  it('do not say that what has no load counts twice', () => {
    const [note] = recordedTwiceNotes([copy(1, TODAY, 96), copy(2, TODAY, null)]);
    expect(note).toContain('look like one recording ("Ride" 96 TSS, "Ride" unscored).');
    expect(recordedTwiceNotes([copy(1, TODAY, null), copy(2, TODAY, null)])[0]).toContain(
      'look like one recording ("Ride", "Ride"; unscored).',
    );
  });

  it('count three copies', () => {
    const [note] = recordedTwiceNotes([1, 2, 3].map((id) => copy(id, TODAY, 50)));
    expect(note).toContain(`3 sessions of ${TODAY} look like one recording counted 3 times (`);
    expect(note).toContain('Delete all but one in TrainingPeaks');
  });

  it('stay few however many there are, the newest first', () => {
    const days = Array.from({ length: 12 }, (_, index) => addDays(TODAY, index - 11));
    const notes = recordedTwiceNotes(
      days.flatMap((day, at) => [copy(2 * at, day, 50), copy(2 * at + 1, day, 50)]),
    );
    expect(notes).toHaveLength(3);
    expect(notes[0]).toContain(TODAY);
    expect(notes[2]).toBe(
      `Likewise on ${[-2, -3, -4, -5, -6].map((back) => addDays(TODAY, back)).join(', ')} and on 5 earlier days.`,
    );
  });

  it('keep a long title within its quotes', () => {
    const [note] = recordedTwiceNotes([copy(1, TODAY, 50, 'x\n'.repeat(100)), copy(2, TODAY, 50)]);
    expect(note).not.toContain('\n');
    expect(note?.length).toBeLessThan(200);
  });

  it('stand beside each of the sessions', () => {
    const same = sameSessions([
      copy(1, TODAY, 50, 'Watch'),
      copy(2, TODAY, 50, null),
      copy(3, addDays(TODAY, -1), 50),
    ]);
    expect([...same]).toEqual([
      [1, ['Bike']],
      [2, ['Watch']],
    ]);
  });
});
