import { z } from 'zod';
import type { Athlete, AthleteSettings, ZoneBasis, ZoneSet } from '../../shared/workout.ts';
import { changedForm } from './changed-form.ts';
import {
  looseArray,
  looseBoolean,
  looseDay,
  looseHeartRate,
  looseId,
  looseNumber,
  looseText,
  readOrNull,
  readRows,
} from './primitives.ts';
import { looseThreshold, toBands, wireBand } from './zones.ts';

const wireUser = z.object({
  personId: looseId,
  userId: looseId,
  userName: looseText,
  email: looseText,
  firstName: looseText,
  lastName: looseText,
  fullName: looseText,
  age: looseNumber.catch(null),
  gender: looseText,
  timeZone: looseText,
  created: looseDay,
  athletes: looseArray,
  settings: z.unknown().optional(),
});
const wireRosterEntry = z.object({ athleteId: looseId });
const wireAccount = z.object({ account: z.object({ isPremium: looseBoolean }) });
const wireStatus = z.object({ isCoach: looseBoolean, isPremium: looseBoolean });
const wireAnswer = z.object({ user: wireUser, accountStatus: z.unknown().optional() });

/**
 * Reads `GET /users/v3/user`. The athlete is the person who signed in; on a coach's account the roster comes
 * after that, and only when the person has no id.
 * @throws AppError `upstream_changed` when nobody can be made out
 */
export function parseUser(answer: unknown): Athlete {
  const wrapped = readOrNull(wireAnswer, answer);
  const user = wrapped?.user ?? readOrNull(wireUser, answer);
  if (user === null) throw changedForm('the athlete');
  const roster = readRows(wireRosterEntry, user.athletes).flatMap(({ athleteId }) => athleteId ?? []);
  const athleteId = user.personId ?? user.userId ?? roster[0];
  if (athleteId === undefined) throw changedForm('the athlete');
  const status = readOrNull(wireStatus, wrapped?.accountStatus);
  const gender = user.gender?.toLowerCase();
  return {
    athleteId,
    fullName: user.fullName ?? joinNames(user.firstName, user.lastName),
    userName: user.userName,
    email: user.email,
    age: user.age,
    gender: gender === 'm' || gender === 'f' ? gender : null,
    timeZone: user.timeZone !== null && isTimeZone(user.timeZone) ? user.timeZone : null,
    isPremium: readOrNull(wireAccount, user.settings)?.account.isPremium ?? status?.isPremium ?? null,
    isCoach: status?.isCoach ?? roster.some((id) => id !== athleteId),
    createdDay: user.created,
  };
}

const wireZoneSet = z.object({
  workoutTypeId: looseId,
  threshold: looseThreshold,
  maximumHeartRate: looseHeartRate.catch(null),
  restingHeartRate: looseHeartRate.catch(null),
  zones: looseArray,
});
const wireSettings = z.object({ powerZones: looseArray, heartRateZones: looseArray, speedZones: looseArray });

/**
 * Reads the zones out of `GET /fitness/v1/athletes/{id}/settings`; every sport with its own zones has a set,
 * 0 is the default. Nothing else of the answer is kept: it holds calendar keys and personal data.
 * @throws AppError `upstream_changed` when the answer is no object
 */
export function parseSettings(answer: unknown): AthleteSettings {
  const settings = readOrNull(wireSettings, answer);
  if (settings === null) throw changedForm('the athlete');
  return {
    zones: [
      ...toZoneSets(settings.powerZones, 'power'),
      ...toZoneSets(settings.heartRateZones, 'heart_rate'),
      ...toZoneSets(settings.speedZones, 'speed'),
    ],
  };
}

function toZoneSets(rows: readonly unknown[], basis: ZoneBasis): ZoneSet[] {
  return readRows(wireZoneSet, rows).map((set) => ({
    basis,
    sportId: set.workoutTypeId ?? 0,
    threshold: set.threshold,
    maximumHeartRateBpm: basis === 'heart_rate' ? set.maximumHeartRate : null,
    restingHeartRateBpm: basis === 'heart_rate' ? set.restingHeartRate : null,
    bands: toBands(readRows(wireBand, set.zones), basis, set.threshold, set.maximumHeartRate),
  }));
}

function joinNames(first: string | null, last: string | null): string | null {
  const names = [first, last].filter((name) => name !== null);
  return names.length > 0 ? names.join(' ') : null;
}

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
