import { METERS_PER_MILE } from '../../shared/lengths.ts';
import { z } from 'zod';
import type { RaceEvent } from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import { looseNumber, looseText, readRows, requiredDay, requiredId } from './primitives.ts';

/** A distance without a unit: from here on it can only be metres. */
const SMALLEST_BARE_METERS = 1000;
const UNITS: ReadonlyMap<string, number> = new Map([
  ['m', 1],
  ['meter', 1],
  ['meters', 1],
  ['metre', 1],
  ['metres', 1],
  ['km', 1000],
  ['kilometer', 1000],
  ['kilometers', 1000],
  ['kilometre', 1000],
  ['kilometres', 1000],
  ['mi', METERS_PER_MILE],
  ['mile', METERS_PER_MILE],
  ['miles', METERS_PER_MILE],
]);

const wireEvent = z.object({
  id: requiredId,
  eventDate: requiredDay,
  name: looseText,
  eventType: looseText,
  atpPriority: z.enum(['A', 'B', 'C']).nullable().catch(null),
  distance: looseNumber.catch(null),
  distanceUnits: looseText,
});

/**
 * Reads races and events. TrainingPeaks writes the unit of one distance in several ways or not at all; all
 * become metres, and a unit nobody knows makes the distance unknown.
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parseEvents(answer: unknown): readonly RaceEvent[] {
  if (answer === undefined || answer === null) return [];
  if (!Array.isArray(answer)) throw changedForm('events');
  return readRows(wireEvent, answer).map((event) => ({
    eventId: event.id,
    day: event.eventDate,
    name: event.name,
    eventType: event.eventType === 'Undefined' ? null : event.eventType,
    priority: event.atpPriority,
    distanceMeters: toMeters(event.distance, event.distanceUnits),
  }));
}

function toMeters(distance: number | null, units: string | null): number | null {
  if (distance === null || distance <= 0) return null;
  if (units === null) return distance >= SMALLEST_BARE_METERS ? distance : distance * 1000;
  const factor = UNITS.get(units.trim().toLowerCase());
  return factor === undefined ? null : distance * factor;
}
