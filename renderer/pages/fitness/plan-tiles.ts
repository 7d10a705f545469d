import type { WeekView } from '../../../src/shared/views/week.ts';
import { planWords } from '../../week-plan.ts';
import { capital, daysText, type Texts } from '../../words/claims.ts';
import { raceBand, raceForm, raceWhy } from '../../words/race-words.ts';
import type { FitnessFacts, RaceOutlook } from './facts.ts';
import type { Tile } from './tile.ts';

/** What is done of the running week. */
export function weekTile(week: WeekView | undefined, { measures, format }: Texts): Tile {
  const isPlanned = week !== undefined && week.plannedTss > 0;
  const done = measures.number(week?.doneTss ?? null);
  const note =
    week === undefined
      ? ''
      : isPlanned
        ? planWords(measures.number(week.plannedTss), measures.number(week.remainingTss))
        : 'Nothing is planned this week';
  return {
    id: 'week',
    label: 'This week',
    value: done,
    unit: 'TSS',
    name: null,
    notes: [note],
    spoken: `This week ${done} TSS, ${note.toLowerCase()}`,
    why: {
      title: 'This week against the plan',
      paragraphs: [
        week === undefined
          ? ''
          : `${format.weekday(week.startDay)} to ${format.weekday(week.endDay)}. Done is the load of what you did, planned or not: what was not planned leaves the plan open. The mark on the bar is where the plan is tonight.`,
        ...(week?.plannedEstimated === true
          ? ['Some plans have no TSS; theirs is estimated from time and intensity.']
          : []),
        ...(week !== undefined && week.unscored > 0
          ? [`${measures.number(week.unscored)} done without a score are not counted.`]
          : []),
      ],
      inputs: [
        { label: 'Done', value: `${done} TSS` },
        {
          label: 'Planned to the end of today',
          value: `${measures.number(week?.plannedToTodayTss ?? null)} TSS`,
        },
        { label: 'Planned for the week', value: `${measures.number(week?.plannedTss ?? null)} TSS` },
        { label: 'Still to do', value: `${measures.number(week?.remainingTss ?? null)} TSS` },
      ],
    },
  };
}

/** How long to the next A race, and how it would find the athlete. */
export function raceTile(facts: FitnessFacts, areRacesKnown: boolean, texts: Texts): Tile {
  const { race } = facts;
  const label = 'Next A race';
  if (race === null) {
    const none = areRacesKnown ? 'None in your calendar' : 'Races are not read yet';
    return {
      id: 'race',
      label,
      value: '–',
      unit: '',
      name: null,
      notes: [none],
      spoken: `Next A race: ${none.toLowerCase()}`,
      why: {
        title: label,
        paragraphs: [
          'Give a race priority A in your TrainingPeaks calendar, and this shows how many days are left and how fresh you will be.',
        ],
        inputs: [],
      },
    };
  }
  const outlook = raceOutlookWords(race, facts, texts);
  const isToday = race.daysLeft === 0;
  return {
    id: 'race',
    label,
    value: isToday ? 'Today' : texts.measures.number(race.daysLeft),
    unit: isToday ? '' : race.daysLeft === 1 ? 'day' : 'days',
    name: race.title,
    notes: [capital(outlook)],
    spoken: `${isToday ? 'Today' : `${daysText(race.daysLeft, texts)} to`} ${race.title}, ${outlook}`,
    why: raceWhy(race, facts, texts),
  };
}

function raceOutlookWords(race: RaceOutlook, { sport, hasScore, today }: FitnessFacts, { measures }: Texts) {
  if (sport !== null) return 'form needs all sports';
  if (!hasScore) return 'form needs workouts with a TSS';
  const form = raceForm(race, today);
  if (form === null) return 'no plan reaches it';
  const band = raceBand(race, form);
  return `form ${measures.form(form)} that morning, ${band === null ? 'fitness close to zero' : band.label.toLowerCase()}`;
}
