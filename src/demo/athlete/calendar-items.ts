import { RUN, WALK } from '../../shared/sports.ts';
import type { SimulatedWorkout } from '../account.ts';
import { dayText, localTime, midnight } from '../days.ts';
import type { Illness } from './execution.ts';
import { SEASON_RACES } from './schedule.ts';
import type { SeasonWeek } from './seasons.ts';
import { roundTo } from './thresholds.ts';
import type { WireObject } from '../wire-object.ts';

const TSS_OF_A_FULL_WEEK = 560;
/** The second week after the A race. */
const VACATION_WEEK_INDEX = -50;

/** Races of every season as events, past and ahead; the ones ahead without results. */
export function raceEvents(
  athleteId: number,
  weeks: readonly SeasonWeek[],
  workouts: readonly SimulatedWorkout[],
): WireObject[] {
  const raceMondays = weeks.filter((week) => week.index === 0).map((week) => week.mondayNumber);
  const firstDay = weeks[0]?.mondayNumber ?? 0;
  const events: WireObject[] = [];
  for (const raceMonday of raceMondays) {
    for (const race of SEASON_RACES) {
      const number = raceMonday + race.weekIndex * 7 + 6;
      if (number < firstDay) continue;
      const day = dayText(number);
      events.push({
        id: 880_001 + events.length,
        personId: athleteId,
        eventDate: midnight(day),
        name: race.name,
        eventType: race.eventType,
        description: null,
        comment: null,
        results: ['Division', 'Gender', 'Overall'].map((resultType) => ({
          resultType,
          place: null,
          entrants: null,
        })),
        legs: [],
        workouts: workouts.filter((workout) => workout.day === day).map((workout) => workout.workoutId),
        goals: {},
        atpPriority: race.priority,
        atpId: null,
        atpWeekId: null,
        raceTypeDuration: null,
        isHidden: false,
        isLocked: false,
        externalEventSource: null,
        externalEventId: null,
        ctlTarget: race.priority === 'A' ? 72 : null,
        distance: race.distance,
        distanceUnits: race.units,
      });
    }
  }
  return events;
}

/** The annual plan: a target load and a period name for every week. */
export function annualPlanWeeks(athleteId: number, weeks: readonly SeasonWeek[]): WireObject[] {
  return weeks.map((week) => {
    const race = SEASON_RACES.find((each) => each.weekIndex === week.index);
    const nextRace = SEASON_RACES.find((each) => each.weekIndex >= week.index && each.priority !== 'C');
    return {
      athlete: athleteId,
      week: midnight(dayText(week.mondayNumber)),
      atpType: 'TSS',
      volume: roundTo(week.load * TSS_OF_A_FULL_WEEK, 0),
      period: periodName(week),
      raceName: race?.name ?? '',
      racePriority: race?.priority ?? '',
      limitingFactors: { '1': [], '2': [], '3': [] },
      weeksToNextPriorityEvent: nextRace === undefined ? null : nextRace.weekIndex - week.index,
    };
  });
}

/** Notes of the coming weeks: days after the Monday of a week before the race. */
const NOTES_AHEAD = [
  {
    weekIndex: -3,
    daysAfterMonday: 0,
    title: 'Last big week',
    description: 'Sleep comes first. After this the training gets shorter, not easier.',
  },
  { weekIndex: -1, daysAfterMonday: 3, title: 'Bike to the workshop', description: 'New chain, new tyres.' },
];

/** Notes on the calendar: the illness, a camp in the build of every season, and what is to be done before the race. */
export function calendarNotes(
  athleteId: number,
  weeks: readonly SeasonWeek[],
  illness: Illness,
): WireObject[] {
  const camps = weeks.filter((week) => week.index === -13).map((week) => dayText(week.mondayNumber));
  const notes = [
    ...NOTES_AHEAD.flatMap(({ weekIndex, daysAfterMonday, title, description }) =>
      weeks
        .filter((week) => week.season === 0 && week.index === weekIndex)
        .map((week) => ({ day: dayText(week.mondayNumber + daysAfterMonday), title, description })),
    ),
    ...camps.map((day) => ({ day, title: 'Training camp', description: 'Warm weather, long rides.' })),
    {
      day: dayText(illness.first),
      title: 'Flu',
      description: 'Fever for two days. No training until it is gone.',
    },
  ];
  return notes
    .sort((a, b) => a.day.localeCompare(b.day))
    .map(({ day, title, description }, index) => ({
      id: 660_001 + index,
      title,
      description,
      noteDate: midnight(day),
      createdDate: localTime(day, 8 * 3600),
      modifiedDate: localTime(day, 8 * 3600),
      athleteId,
      isHidden: false,
      ownerId: athleteId,
      appliedPlanId: 0,
      parentPlanNoteId: 0,
      attachments: [],
    }));
}

/** The illness as a stretch of days without training, and a vacation after the race with some sports only. */
export function awayDays(athleteId: number, weeks: readonly SeasonWeek[], illness: Illness): WireObject[] {
  const vacations = weeks.filter((week) => week.season === -1 && week.index === VACATION_WEEK_INDEX);
  const entry = {
    personId: athleteId,
    // The simulated service sends this in both modes; the type tells them apart.
    limitedAvailability: false,
    description: null,
  };
  return [
    {
      ...entry,
      id: 550_001,
      startDate: midnight(dayText(illness.first)),
      endDate: midnight(dayText(illness.last)),
      type: 1,
      reason: 'Sick',
      availableSportTypes: [],
    },
    ...vacations.map((week, index) => ({
      ...entry,
      id: 550_002 + index,
      startDate: midnight(dayText(week.mondayNumber)),
      endDate: midnight(dayText(week.mondayNumber + 6)),
      type: 2,
      reason: 'Vacation',
      availableSportTypes: [RUN, WALK],
    })),
  ];
}

function periodName(week: SeasonWeek): string {
  const name = {
    transition: 'Transition',
    base: 'Base',
    build: 'Build',
    specific: 'Peak',
    taper: 'Taper',
    race: 'Race',
  };
  return week.phase === 'race' ? 'Race' : `${name[week.phase]} - Week ${String(weekOfPhase(week))}`;
}

function weekOfPhase(week: SeasonWeek): number {
  const first = { transition: -51, base: -47, build: -32, specific: -12, taper: -2, race: 0 };
  return week.index - first[week.phase] + 1;
}
