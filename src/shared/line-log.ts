import type { Log } from './log.ts';
import { redactSecrets } from './redact.ts';

/** Between our own words and what caused them, and between one cause and the next. */
const CAUSED_BY = ' <- ';
const LONGEST_QUOTE = 300;

/** A log of one line for each entry, secrets scrubbed. The lines given to `write` end with a line break. */
export function createLineLog(write: (line: string) => void): Log {
  const line = (level: string, message: string, rest: string) => {
    write(
      redactSecrets(`${new Date().toISOString()} ${level} ${message}${rest === '' ? '' : ` ${rest}`}`) + '\n',
    );
  };
  return {
    info: (message, fields) => line('info', message, json(fields)),
    warn: (message, fields) => line('warn', message, json(fields)),
    error: (message, cause) =>
      line('error', message, cause === undefined ? '' : CAUSED_BY.trimStart() + described(cause)),
  };
}

/**
 * What a line of such a log says in our own words: its time and message, the messages of our own errors, and of others
 * only what kind they are. Null for what belongs to the line before, such as a stack.
 */
export function ownWordsOf(line: string): string | null {
  const [head = '', ...causes] = line.split(CAUSED_BY);
  if (!/^\d{4}-\d\d-\d\dT[\d:.]+Z (info|warn|error) /.test(head)) return null;
  const kinds = causes.map((cause) =>
    cause.startsWith('AppError: ') ? cause : (/^\w*Error(?=:|$)/.exec(cause)?.[0] ?? '(not quoted)'),
  );
  return [head, ...kinds].join(CAUSED_BY).slice(0, LONGEST_QUOTE);
}

function json(fields: Readonly<Record<string, unknown>> | undefined): string {
  return fields === undefined ? '' : JSON.stringify(fields);
}

/** The chain of causes, with the stack of the innermost one. */
function described(cause: unknown): string {
  if (!(cause instanceof Error)) return typeof cause === 'string' ? cause : JSON.stringify(cause);
  const head = `${cause.name}: ${cause.message}`;
  return cause.cause === undefined ? (cause.stack ?? head) : head + CAUSED_BY + described(cause.cause);
}
