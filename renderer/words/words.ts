import type { Format } from '../format.ts';
/** How a step or a row stands: its mark follows from it. */
export type Tone = 'done' | 'now' | 'later' | 'attention' | 'working';

/** What a step or a row says, and what can be done there; the first choice is the one to take. */
export interface Words<Choice extends string> {
  readonly tone: Tone;
  readonly title: string;
  /** Names of files and entries stand between backticks. */
  readonly text: string;
  readonly choices: readonly Choice[];
}

/** `3 sessions`, `1 session`. */
export function counted(amount: number, singular: string, format: Format, plural = `${singular}s`): string {
  return `${format.count(amount)} ${amount === 1 ? singular : plural}`;
}
