import type { Stats } from 'node:fs';
import { appendFile, mkdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActivityList, AskedQuestion, Journal } from '../shared/activity.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { lineOf, questionsIn } from './lines.ts';

/** About five hundred questions. */
const LARGEST_FILE_BYTES = 88 * 1024;
const MOST_LISTED = 1000;
const HOUR_MILLISECONDS = 60 * 60_000;
/** A file is begun anew after this time, and goes after as long again: nothing is kept for more than twice as long. */
const LONGEST_SPAN_MILLISECONDS = 45 * 24 * HOUR_MILLISECONDS;

interface JournalOptions {
  readonly log: Log;
  readonly now?: () => number;
}

/**
 * Keeps the questions of assistants in the data folder, a line of JSON each, for its owner alone. Several processes may
 * write at once: a line is one append, and a file that is full or 45 days old becomes the older one of two, so that
 * no line is ever copied. Kept are the last five hundred to a thousand questions, none for more than 90 days.
 */
export function createJournal(folder: string, { log, now = Date.now }: JournalOptions): Journal {
  const newest = join(folder, 'activity.jsonl');
  const older = join(folder, 'activity.1.jsonl');
  let agesSeenAt = -Infinity;
  /** What was read, as long as neither file changes. */
  let read: ActivityList | null = null;
  /** One thing after the other, so that lines stand in the order of their answers. */
  let lastWork: Promise<unknown> = Promise.resolve();

  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const done = lastWork.then(work);
    lastWork = done.catch(() => undefined);
    return done;
  };

  const ageOf = (question: AskedQuestion | undefined) =>
    question === undefined ? 0 : now() - Date.parse(question.askedAt);

  async function append(line: string): Promise<void> {
    await mkdir(folder, { mode: 0o700 }).catch(unlessPresent);
    if (now() - agesSeenAt >= HOUR_MILLISECONDS) await removeOld();
    const sizeBytes = (await factsOf(newest))?.size ?? 0;
    if (sizeBytes + Buffer.byteLength(line) > LARGEST_FILE_BYTES) await retire();
    await appendFile(newest, line, { mode: 0o600 });
  }

  async function removeOld(): Promise<void> {
    agesSeenAt = now();
    if (ageOf((await readQuestions(newest))[0]) > LONGEST_SPAN_MILLISECONDS) await retire();
    if (ageOf((await readQuestions(older)).at(-1)) > LONGEST_SPAN_MILLISECONDS)
      await rm(older, { force: true });
  }

  /** The newest file becomes the older one. Another process may have done it a moment ago. */
  async function retire(): Promise<void> {
    await rename(newest, older).catch(unlessAbsent);
  }

  async function list(): Promise<ActivityList> {
    await removeOld();
    const revision = (await Promise.all([older, newest].map(factsOf))).map(stateOf).join(' ');
    if (read?.revision !== revision) {
      const questions = [...(await readQuestions(older)), ...(await readQuestions(newest))].reverse();
      // A long question stands after shorter ones that were asked later.
      read = { revision, questions: questions.sort((one, other) => compare(other.askedAt, one.askedAt)) };
    }
    const questions = read.questions.filter((question) => ageOf(question) <= 2 * LONGEST_SPAN_MILLISECONDS);
    return { revision, questions: questions.slice(0, MOST_LISTED) };
  }

  return {
    add(question) {
      inTurn(() => append(lineOf(question))).catch((error: unknown) =>
        log.error('a question of an assistant could not be noted', error),
      );
    },
    list: () =>
      inTurn(list).catch((cause: unknown) => {
        throw new AppError('storage_failed', `What assistants asked cannot be read from ${folder}.`, {
          cause,
        });
      }),
    clear: () =>
      inTurn(async () => {
        for (const file of [newest, older]) await rm(file, { force: true });
      }).catch((cause: unknown) => {
        throw new AppError('storage_failed', `What assistants asked could not be deleted from ${folder}.`, {
          cause,
        });
      }),
    settled: async () => {
      await lastWork;
    },
  };
}

function compare(one: string, other: string): number {
  return Number(one > other) - Number(one < other);
}

async function factsOf(file: string): Promise<Stats | null> {
  return stat(file).catch(unlessAbsent);
}

/** Differs whenever the file does. */
function stateOf(facts: Stats | null): string {
  return facts === null ? '' : [facts.ino, facts.size, facts.mtimeMs].join('/');
}

/** The questions of a file in its order; none where there is no file. */
async function readQuestions(file: string): Promise<AskedQuestion[]> {
  return questionsIn((await readFile(file, 'utf8').catch(unlessAbsent)) ?? '');
}

/** For a file that need not be there. */
function unlessAbsent(error: unknown): null {
  return unless('ENOENT', error);
}

/** For a folder that may be there already. */
function unlessPresent(error: unknown): null {
  return unless('EEXIST', error);
}

function unless(code: string, error: unknown): null {
  if (error instanceof Error && 'code' in error && error.code === code) return null;
  throw error;
}
