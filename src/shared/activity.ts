import type { ErrorCode } from './errors.ts';

/**
 * How a question of an assistant ended. `stale`: answered from what was on this computer, because TrainingPeaks could
 * not be asked.
 */
export const ASKED_OUTCOMES = ['answered', 'stale', 'refused'] as const;

/** What is kept of a question of an assistant: never what it was asked with, nor what was answered. */
export interface AskedQuestion {
  /** ISO 8601 UTC. */
  readonly askedAt: string;
  /** Name of the tool, such as `tp_get_fitness`, or address of what was read, `trainingpeaks://...`. */
  readonly tool: string;
  /** As the assistant names itself, such as `claude-ai`; null when it does not. */
  readonly client: string | null;
  readonly durationMilliseconds: number;
  /** Length of the answer as it went out, in UTF-16 units. */
  readonly answerCharacters: number;
  readonly outcome: (typeof ASKED_OUTCOMES)[number];
  /** Why it was answered from what was there, or refused; null for a fresh answer. */
  readonly reason: ErrorCode | null;
}

/** Takes note of a question, after its answer went out. Never throws. */
export type ObserveQuestion = (question: AskedQuestion) => void;

/** The questions of assistants. */
export interface ActivityList {
  /** Differs whenever the list does. */
  readonly revision: string;
  /** The newest first. */
  readonly questions: readonly AskedQuestion[];
}

/** Where questions are kept. */
export interface Journal {
  /** Returns at once and never throws: what cannot be kept is lost. */
  add(question: AskedQuestion): void;
  /** @throws AppError `storage_failed` */
  list(): Promise<ActivityList>;
  /** @throws AppError `storage_failed` */
  clear(): Promise<void>;
  /** When all that was added is kept or lost. */
  settled(): Promise<void>;
}
