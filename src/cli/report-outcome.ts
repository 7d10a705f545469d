import type { ConnectionOutcome } from '../clients/connections.ts';

/** Prints what became of each file; refusals go to standard error, and the exit status is 1 when nothing was changed. */
export function report(outcome: ConnectionOutcome): void {
  if (!outcome.changed) process.exitCode = 1;
  if (outcome.problem !== null) process.stderr.write(`${outcome.problem.message}\n`);
  for (const file of outcome.files)
    (file.changed ? process.stdout : process.stderr).write(`${file.message}\n`);
  for (const warning of outcome.warnings) process.stderr.write(`${warning}\n`);
}
