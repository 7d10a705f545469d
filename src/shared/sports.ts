/** A TrainingPeaks sport (`workoutTypeValueId`) and the names users call it by. */
export interface Sport {
  readonly id: number;
  readonly name: string;
  readonly aliases: readonly string[];
}

/** The sports of TrainingPeaks. Ids and names: `GET /fitness/v6/workouttypes`. */
export const SPORTS: readonly Sport[] = [
  { id: 1, name: 'Swim', aliases: ['swimming'] },
  { id: 2, name: 'Bike', aliases: ['cycling', 'ride', 'cycle', 'biking', 'road bike'] },
  { id: 3, name: 'Run', aliases: ['running'] },
  { id: 4, name: 'Brick', aliases: [] },
  { id: 5, name: 'Crosstrain', aliases: ['cross training', 'crosstraining', 'x-train', 'xtrain'] },
  { id: 6, name: 'Race', aliases: [] },
  { id: 7, name: 'Day off', aliases: ['dayoff', 'rest day', 'rest'] },
  { id: 8, name: 'Mountain bike', aliases: ['mtb', 'mountain biking', 'mountainbike'] },
  { id: 9, name: 'Strength', aliases: ['gym', 'weights'] },
  { id: 10, name: 'Custom', aliases: [] },
  { id: 11, name: 'XC-Ski', aliases: ['xc ski', 'cross country ski', 'ski', 'skiing', 'nordic ski'] },
  { id: 12, name: 'Rowing', aliases: ['row'] },
  { id: 13, name: 'Walk', aliases: ['walking', 'hike', 'hiking'] },
  { id: 29, name: 'Strength+', aliases: ['structured strength', 'mobility', 'yoga'] },
  { id: 100, name: 'Other', aliases: [] },
];

export const SWIM = 1;
export const BIKE = 2;
export const RUN = 3;
export const DAY_OFF = 7;
export const WALK = 13;

/** The English name of a sport id; an id TrainingPeaks adds later reads as "Other (id)". */
export function sportName(sportId: number): string {
  return SPORTS.find((sport) => sport.id === sportId)?.name ?? `Other (${String(sportId)})`;
}

/** The sport a user means by a word ("Bike", "mtb", "running"), or null. Case and spaces do not matter. */
export function findSport(word: string): Sport | null {
  const wanted = fold(word);
  return SPORTS.find((sport) => [sport.name, ...sport.aliases].some((name) => fold(name) === wanted)) ?? null;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[\s_-]+/g, '');
}
