import { addDays, midnight } from '../days.ts';
import type { WireObject } from '../wire-object.ts';

export const TIME_ZONE = 'Europe/Vienna';
const BIRTHDAY = '1990-05-05';
const PERSON = {
  firstName: 'Dana',
  lastName: 'Demo',
  email: 'demo@example.test',
  userName: 'demo.rider',
} as const;

/** The answer of `users/v3/user` for the demo athlete. `created` and `today` are calendar days. */
export function accountUser(athleteId: number, created: string, today: string): WireObject {
  const expires = midnight(addDays(today, 300));
  const account = {
    accountSettingsId: athleteId,
    userType: 1,
    isAthlete: true,
    coachType: 0,
    isCoached: true,
    isPremium: true,
    accessGroupIds: [],
    premiumTrial: false,
    lastLogon: midnight(today),
  };
  const common = { userType: 1, premiumTrial: false, premiumTrialDaysRemaining: 0, age: ageOn(today) };
  return {
    user: {
      userId: athleteId,
      personId: athleteId,
      ...PERSON,
      isEmailVerified: true,
      fullName: `${PERSON.firstName} ${PERSON.lastName}`,
      ...common,
      accountSettingsId: athleteId,
      expireDate: expires,
      lastLogon: midnight(today),
      created: `${created}T09:12:44`,
      birthday: midnight(BIRTHDAY),
      gender: 'f',
      dateFormat: 'dmy',
      timeZone: TIME_ZONE,
      units: 1,
      temperatureUnit: 0,
      windSpeedUnit: 0,
      language: 'en',
      allowMarketingEmails: false,
      isAthlete: true,
      personPhotoUrl: null,
      athletes: [
        { athleteId, ...PERSON, athleteType: 4, coachedBy: 4_100_777, expireOn: expires, ...common },
      ],
      settings: { account, metrics: [{ type: 5 }, { type: 6 }, { type: 9 }, { type: 60 }] },
    },
    accountStatus: {
      status: 0,
      lockedOut: false,
      pastDue: false,
      tooManyBasicAthletes: false,
      isAthlete: true,
      isCoachedAthlete: true,
      isCoach: false,
      isPremium: true,
      paymentRequired: false,
    },
  };
}

/** The answer of `fitness/v1/athletes/{id}/settings`; `zones` holds the three zone arrays. */
export function accountSettings(athleteId: number, today: string, zones: WireObject): WireObject {
  const { firstName, lastName, email } = PERSON;
  return {
    athleteId,
    personId: athleteId,
    firstName,
    lastName,
    email,
    birthday: midnight(BIRTHDAY),
    gender: 'f',
    age: ageOn(today),
    timeZone: TIME_ZONE,
    units: 1,
    ...zones,
    nutritionSettings: { plannedCalories: null, substrateUtilizationCategory: 4 },
    iCalendarKeys: { workouts: 'DEMOCALENDARKEY1', metrics: 'DEMOCALENDARKEY2' },
  };
}

/** Settings of an account about whose zones nothing is known. */
export function noZones(): WireObject {
  return { heartRateZones: [], powerZones: [], speedZones: [] };
}

function ageOn(today: string): number {
  const years = Number(today.slice(0, 4)) - Number(BIRTHDAY.slice(0, 4));
  return today.slice(5) < BIRTHDAY.slice(5) ? years - 1 : years;
}
