import { createLineLog } from '../shared/line-log.ts';
import type { Log } from '../shared/log.ts';

/** Diagnostics on standard error, one line each, secrets scrubbed. Claude keeps them in its log of the server. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(line)): Log {
  return createLineLog(write);
}
