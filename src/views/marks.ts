import { withNotes } from '../mcp/about.ts';
import type { KeptList, Provenance, Snapshot } from '../shared/snapshot.ts';
import { sportName } from '../shared/sports.ts';
import type { Mark, MarksRequest, MarksView } from '../shared/views/marks.ts';
import type { Availability, CalendarNote, RaceEvent } from '../shared/workout.ts';

const DAY_MILLISECONDS = 24 * 60 * 60_000;
const LONGEST_TITLE = 80;

/** Races, notes and days without training that touch the days of the request. */
export function marksView(snapshot: Snapshot, { from, to }: MarksRequest): MarksView {
  const { events, notes, availability } = snapshot.calendar(from, to);
  const gaps = [
    gapOf('Races', events, snapshot.provenance),
    gapOf('Notes', notes, snapshot.provenance),
    gapOf('Days without training', availability, snapshot.provenance),
  ].filter((gap) => gap !== null);
  return {
    about: withNotes(snapshot.provenance, gaps, gaps.length > 0),
    today: snapshot.today,
    marks: [
      ...(events?.items ?? []).map(raceMark),
      ...(availability?.items ?? []).map(availabilityMark),
      ...(notes?.items ?? []).map(noteMark),
    ].sort((one, other) => one.day.localeCompare(other.day)),
  };
}

/** What is wrong with a list, in a sentence; null when nothing is. */
function gapOf(what: string, list: KeptList<unknown> | null, { syncedAt }: Provenance): string | null {
  if (list === null) return `${what} have not been read from TrainingPeaks yet.`;
  const lag = syncedAt === null ? 0 : Date.parse(syncedAt) - Date.parse(list.readAt);
  return lag < DAY_MILLISECONDS
    ? null
    : `${what} could not be read from TrainingPeaks since ${list.readAt.slice(0, 10)}.`;
}

function raceMark({ eventId, day, name, eventType, priority, distanceMeters }: RaceEvent): Mark {
  return {
    id: `race ${eventId}`,
    day,
    endDay: null,
    kind: 'race',
    priority,
    title: name ?? 'Race',
    detail: eventType === null ? null : spaced(eventType),
    distanceMeters,
  };
}

function noteMark({ noteId, day, title, text }: CalendarNote): Mark {
  const firstLine = text?.trim().split('\n')[0]?.slice(0, LONGEST_TITLE);
  return {
    id: `note ${noteId}`,
    day,
    endDay: null,
    kind: 'note',
    priority: null,
    title: title ?? firstLine ?? 'Note',
    detail: title === null && text === firstLine ? null : text,
    distanceMeters: null,
  };
}

function availabilityMark(entry: Availability): Mark {
  const { availabilityId, firstDay, lastDay, possibleSportIds, reason, description } = entry;
  const sports = possibleSportIds?.map(sportName).join(', ');
  const possible = sports === undefined || sports === '' ? null : `Possible: ${sports}.`;
  return {
    id: `availability ${availabilityId}`,
    day: firstDay,
    endDay: lastDay === firstDay ? null : lastDay,
    kind: possibleSportIds === null ? 'unavailable' : 'limited',
    priority: null,
    title: reason ?? (possibleSportIds === null ? 'Not available' : 'Limited'),
    detail: [possible, description].filter((part) => part !== null).join(' ') || null,
    distanceMeters: null,
  };
}

/** `MultisportTriathlon` as `Multisport triathlon`. */
function spaced(name: string): string {
  return name.replace(/(?<=[a-z])[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
