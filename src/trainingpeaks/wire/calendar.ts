import { z } from 'zod';
import type { Availability, CalendarNote } from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import {
  looseArray,
  looseBoolean,
  looseDay,
  looseId,
  looseText,
  readRows,
  requiredDay,
  requiredId,
} from './primitives.ts';

const LIMITED = 2;

const wireNote = z.object({
  id: requiredId,
  noteDate: requiredDay,
  title: looseText,
  description: looseText,
  isHidden: looseBoolean,
});

const wireAvailability = z.object({
  id: requiredId,
  startDate: requiredDay,
  endDate: looseDay,
  type: looseId,
  availableSportTypes: looseArray,
  reason: looseText,
  description: looseText,
});

/**
 * Reads the notes of a calendar; those that are hidden in TrainingPeaks are left out.
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parseCalendarNotes(answer: unknown): readonly CalendarNote[] {
  if (answer === undefined || answer === null) return [];
  if (!Array.isArray(answer)) throw changedForm('calendar notes');
  return readRows(wireNote, answer)
    .filter(({ isHidden }) => isHidden !== true)
    .map(({ id, noteDate, title, description }) => ({ noteId: id, day: noteDate, title, text: description }));
}

/**
 * Reads stretches of days without training, or with training in some sports only. A stretch without a last
 * day, or with one before its first, is its first day alone.
 * @throws AppError `upstream_changed` when the answer is no list
 */
export function parseAvailability(answer: unknown): readonly Availability[] {
  if (answer === undefined || answer === null) return [];
  if (!Array.isArray(answer)) throw changedForm('availability');
  return readRows(wireAvailability, answer).map((entry) => ({
    availabilityId: entry.id,
    firstDay: entry.startDate,
    lastDay: entry.endDate !== null && entry.endDate > entry.startDate ? entry.endDate : entry.startDate,
    possibleSportIds: entry.type === LIMITED ? readRows(requiredId, entry.availableSportTypes) : null,
    reason: entry.reason,
    description: entry.description,
  }));
}
