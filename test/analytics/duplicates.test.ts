import { describe, expect, it } from 'vitest';
import { sessionsRecordedTwice, suspectedDuplicates } from '../../src/analytics/duplicates.ts';

const ride = (workoutId: number, startTime: string | null, durationSeconds: number | null = 3600) => ({
  workoutId,
  startTime,
  durationSeconds,
  completed: true,
});

describe('suspectedDuplicates', () => {
  it('pairs sessions that start within two minutes and last about as long', () => {
    const found = suspectedDuplicates([ride(2, '2026-03-01T08:02:00', 3420), ride(1, '2026-03-01T08:00:00')]);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({
      first: { workoutId: 1 },
      second: { workoutId: 2 },
      startDifferenceSeconds: 120,
    });
    expect(found[0]?.durationDifferencePercent).toBeCloseTo(5, 9);
  });

  it.each([
    ['a later start', ride(2, '2026-03-01T08:02:01')],
    ['another length', ride(2, '2026-03-01T08:00:00', 3419)],
    ['an unknown start', ride(2, null)],
    ['an unknown length', ride(2, '2026-03-01T08:00:00', null)],
    ['no length', ride(2, '2026-03-01T08:00:00', 0)],
    ['a plan', { ...ride(2, '2026-03-01T08:00:00'), completed: false }],
    ['unreadable text', ride(2, 'at eight')],
  ])('leaves %s alone', (_, other) => {
    expect(suspectedDuplicates([ride(1, '2026-03-01T08:00:00'), other])).toEqual([]);
  });

  it('sees over midnight and through three copies', () => {
    const copies = [
      ride(1, '2026-02-28T23:59:30'),
      ride(2, '2026-03-01T00:00:10'),
      ride(3, '2026-03-01T00:01:00'),
    ];
    expect(
      suspectedDuplicates(copies).map(({ first, second }) => [first.workoutId, second.workoutId]),
    ).toEqual([
      [1, 2],
      [1, 3],
      [2, 3],
    ]);
  });
});

describe('sessionsRecordedTwice', () => {
  const groupsOf = (...sessions: ReturnType<typeof ride>[]) =>
    sessionsRecordedTwice(sessions).map((group) => group.map(({ workoutId }) => workoutId));

  it('keeps all copies of a session together and other sessions apart', () => {
    expect(
      groupsOf(
        ride(5, '2026-03-02T08:00:30'),
        ride(1, '2026-03-01T08:00:00'),
        ride(2, '2026-03-01T08:01:30'),
        ride(3, '2026-03-01T08:03:00'),
        ride(4, '2026-03-02T08:00:00'),
        ride(6, '2026-03-03T08:00:00'),
      ),
    ).toEqual([
      [1, 2, 3],
      [4, 5],
    ]);
  });

  it('joins what a later pair shows to be one', () => {
    const found = groupsOf(
      ride(1, '2026-03-01T08:00:00', 1000),
      ride(2, '2026-03-01T08:00:10', 1100),
      ride(3, '2026-03-01T08:00:20', 1045),
    );
    expect(found.map((group) => group.toSorted())).toEqual([[1, 2, 3]]);
  });
});
