import type { Preferences } from '../../src/shared/preferences.ts';

/** The two ways of saying the form of a day. */
export const FORM_CONVENTIONS = [
  { value: 'morning', text: 'This morning' },
  { value: 'end_of_day', text: 'End of the day' },
] as const satisfies readonly { readonly value: Preferences['formConvention']; readonly text: string }[];

/** Which difference each of them is, and who shows it that way. */
export const FORM_CONVENTION_WORDS: Readonly<Record<Preferences['formConvention'], string>> = {
  morning:
    'Yesterday’s fitness minus yesterday’s fatigue, as TrainingPeaks shows it: the form you wake up with.',
  end_of_day:
    'Fitness minus fatigue after the load of the day, as intervals.icu shows it: the form you go to bed with.',
};
