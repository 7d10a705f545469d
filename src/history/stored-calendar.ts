import type { Availability, CalendarNote, RaceEvent } from '../shared/workout.ts';
import type { StoreAccess } from './store-access.ts';

/** The lists of the calendar beside workouts, with what each holds. */
export interface CalendarItems {
  readonly events: RaceEvent;
  readonly notes: CalendarNote;
  readonly availability: Availability;
}

/** The part of the store that keeps races, notes and availability: each list as a whole. */
export function storedCalendar({ sql, write, parse }: StoreAccess) {
  return {
    /** A list as it was last read, at milliseconds since 1970; null when it never was. */
    calendarList<Kind extends keyof CalendarItems>(
      athleteId: number,
      kind: Kind,
    ): { items: readonly CalendarItems[Kind][]; readAt: number } | null {
      const row = sql('SELECT body, read_at FROM calendar_list WHERE athlete_id = ? AND kind = ?').get(
        athleteId,
        kind,
      );
      if (row === undefined) return null;
      return { items: parse(row['body']) as CalendarItems[Kind][], readAt: Number(row['read_at']) };
    },
    saveCalendarList<Kind extends keyof CalendarItems>(
      athleteId: number,
      kind: Kind,
      items: readonly CalendarItems[Kind][],
      readAt: number,
    ): void {
      write(() =>
        sql('INSERT OR REPLACE INTO calendar_list (athlete_id, kind, body, read_at) VALUES (?, ?, ?, ?)').run(
          athleteId,
          kind,
          JSON.stringify(items),
          readAt,
        ),
      );
    },
  };
}
