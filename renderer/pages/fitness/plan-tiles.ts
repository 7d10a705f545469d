import { formBand } from '../../../src/analytics/form-bands.ts';
import type { WeekView } from '../../../src/shared/views/week.ts';
import { capital, daysText, raceForm, raceWhy, type Texts } from '../../words/fitness-words.ts';
import type { FitnessFacts } from './facts.ts';
import type { Tile } from './tile.ts';

/** What is done of the running week. */
export function weekTile(week: WeekView | undefined, { measures, format }: Texts): Tile {
  const isPlanned = week !== undefined && week.plannedTss > 0;
  const done = measures.number(week?.doneTss ?? null);
  const note =
    week === undefined
      ? ''
      : isPlanned
        ? `${measures.number(week.remainingTss)} TSS still to do`
        : 'Nothing is planned this week';
  return {
    id: 'week',
    label: 'This week',
    value: done,
    unit: isPlanned ? `of ${measures.number(week.plannedTss)} TSS` : 'TSS',
    name: null,
    notes: [note],
    spoken: isPlanned
      ? `This week ${done} of ${measures.number(week.plannedTss)} planned TSS, ${note}`
      : `This week ${done} TSS, ${note.toLowerCase()}`,
    why: {
      title: 'This week against the plan',
      paragraphs: [
        week === undefined
          ? ''
          : `${format.weekday(week.startDay)} to ${format.weekday(week.endDay)}. Done is the load of what you did, planned or not. The mark on the bar is where the plan is tonight.`,
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
  const { race, today } = facts;
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
  const form = raceForm(race, today);
  const outlook =
    form === null
      ? 'the plan does not reach it'
      : `form ${texts.measures.change(form)}, ${formBand(form).label.toLowerCase()}`;
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
