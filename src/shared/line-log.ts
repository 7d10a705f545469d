import type { Log } from './log.ts';
import { redactSecrets } from './redact.ts';

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
    error: (message, cause) => line('error', message, described(cause)),
  };
}

function json(fields: Readonly<Record<string, unknown>> | undefined): string {
  return fields === undefined ? '' : JSON.stringify(fields);
}

/** The chain of causes, with the stack of the innermost one. */
function described(cause: unknown): string {
  if (!(cause instanceof Error))
    return cause === undefined ? '' : typeof cause === 'string' ? cause : JSON.stringify(cause);
  const head = `${cause.name}: ${cause.message}`;
  return cause.cause === undefined ? (cause.stack ?? head) : `${head} <- ${described(cause.cause)}`;
}
