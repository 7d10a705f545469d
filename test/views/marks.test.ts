import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { marksView } from '../../src/views/marks.ts';
import type { CalendarLists, KeptList, Snapshot } from '../../src/shared/snapshot.ts';
import { connectAthlete, TODAY, type McpFixture } from '../support/mcp-fixture.ts';
import { addDays, must } from '../support/wire-truth.ts';

const ALWAYS = { from: '0001-01-01', to: '9999-12-31' };

let athlete: McpFixture;
let snapshot: Snapshot;
beforeAll(async () => {
  athlete = await connectAthlete({ seasons: 2 });
  snapshot = await athlete.engine.snapshot({});
});
afterAll(() => athlete.close());

function withLists(lists: Partial<CalendarLists>): Snapshot {
  return {
    ...snapshot,
    calendar: () => ({ events: kept([]), notes: kept([]), availability: kept([]), ...lists }),
  };
}

function kept<Item>(items: readonly Item[], readAt = must(snapshot.provenance.syncedAt)): KeptList<Item> {
  return { items, readAt };
}

describe('the marks of the demo athlete', () => {
  it('are all races, notes and days away that TrainingPeaks sends, by day', () => {
    const { marks, today, about } = marksView(snapshot, ALWAYS);
    const { events, calendarNotes, availability } = must(athlete.account);
    expect(marks).toHaveLength(events.length + calendarNotes.length + availability.length);
    expect(marks.map(({ day }) => day)).toEqual(marks.map(({ day }) => day).toSorted());
    expect(new Set(marks.map(({ id }) => id)).size).toBe(marks.length);
    expect(today).toBe(TODAY);
    expect(about.partial).toBe(false);
    for (const event of events) {
      expect(marks).toContainEqual(
        expect.objectContaining({
          id: `race ${String(event['id'])}`,
          day: String(event['eventDate']).slice(0, 10),
          kind: 'race',
          title: event['name'],
          priority: event['atpPriority'],
        }),
      );
    }
  });

  it('hold an A race ahead, and the illness as a stretch of days', () => {
    const { marks } = marksView(snapshot, ALWAYS);
    const next = must(
      marks.find(({ kind, priority, day }) => kind === 'race' && priority === 'A' && day > TODAY),
    );
    expect(next).toMatchObject({ distanceMeters: 113_000, detail: 'Multisport triathlon' });
    const ill = must(marks.find(({ kind }) => kind === 'unavailable'));
    expect(ill).toMatchObject({ title: 'Sick', endDay: addDays(ill.day, 11) });
    expect(marks.find(({ kind }) => kind === 'limited')).toMatchObject({
      title: 'Vacation',
      detail: 'Possible: Run, Walk.',
    });
  });

  it('of some days are those that touch them', () => {
    const all = marksView(snapshot, ALWAYS).marks;
    const ill = must(all.find(({ kind }) => kind === 'unavailable'));
    const within = { from: addDays(ill.day, 3), to: addDays(ill.day, 5) };
    expect(marksView(snapshot, within).marks.map(({ id }) => id)).toEqual([ill.id]);
  });
});

describe('a mark', () => {
  const note = { noteId: 1, day: TODAY, title: null, text: 'Bring lights.\nAnd gels.' };
  it('has a title whatever is missing', () => {
    const { marks } = marksView(
      withLists({
        events: kept([
          { eventId: 1, day: TODAY, name: null, eventType: null, priority: null, distanceMeters: null },
        ]),
        notes: kept([note, { ...note, noteId: 2, text: 'Rest' }, { ...note, noteId: 3, text: null }]),
        availability: kept([
          {
            availabilityId: 1,
            firstDay: TODAY,
            lastDay: TODAY,
            possibleSportIds: [],
            reason: null,
            description: 'Only an hour',
          },
        ]),
      }),
      ALWAYS,
    );
    expect(marks.map(({ title, detail, endDay }) => [title, detail, endDay])).toEqual([
      ['Race', null, null],
      ['Limited', 'Only an hour', null],
      ['Bring lights.', 'Bring lights.\nAnd gels.', null],
      ['Rest', null, null],
      ['Note', null, null],
    ]);
  });
});

describe('what the marks rest on', () => {
  it('names the lists that were never read', () => {
    const { about } = marksView(withLists({ events: null, notes: null }), ALWAYS);
    expect(about.partial).toBe(true);
    expect(about.notes).toEqual([
      'Races have not been read from TrainingPeaks yet.',
      'Notes have not been read from TrainingPeaks yet.',
    ]);
  });

  it('names a list that is more than a day behind', () => {
    const { about } = marksView(withLists({ availability: kept([], '2026-06-15T10:00:00.000Z') }), ALWAYS);
    expect(about.notes).toEqual([
      'Days without training could not be read from TrainingPeaks since 2026-06-15.',
    ]);
  });
});
