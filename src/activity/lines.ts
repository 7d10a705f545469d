import { z } from 'zod';
import { ASKED_OUTCOMES, type AskedQuestion } from '../shared/activity.ts';
import { ERROR_CODES } from '../shared/errors.ts';
import { redactSecrets } from '../shared/redact.ts';

const LONGEST_NAME = 60;

const keptQuestion: z.ZodType<AskedQuestion> = z.object({
  askedAt: z.iso.datetime(),
  tool: z.string(),
  client: z.string().nullable(),
  durationMilliseconds: z.number(),
  answerCharacters: z.number(),
  outcome: z.enum(ASKED_OUTCOMES),
  reason: z.enum(ERROR_CODES).nullable(),
});

/** A question as a line. It begins with the line break, so that a line that was cut off spoils only itself. */
export function lineOf(question: AskedQuestion): string {
  return `\n${JSON.stringify({ ...question, client: nameOf(question.client ?? '') })}`;
}

/** The questions of a file in its order. A line that is no question, or cut off, is passed over. */
export function questionsIn(text: string): AskedQuestion[] {
  return text.split('\n').flatMap(questionIn);
}

function questionIn(line: string): AskedQuestion[] {
  try {
    return [keptQuestion.parse(JSON.parse(line))];
  } catch {
    return [];
  }
}

/** A name as one short line, whatever a program sends in its place; null when nothing is left. */
function nameOf(text: string): string | null {
  const line = redactSecrets(text)
    .replaceAll(/[\p{C}\s]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME);
  return line === '' ? null : line;
}
