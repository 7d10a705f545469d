import { createConnections, type Connections } from '../../clients/connections.ts';
import { thisProgram } from '../this-program.ts';
import { report } from '../report-outcome.ts';

const VERIFY_WITHIN_MILLISECONDS = 60_000;

/**
 * Connects a client, then starts what was written as the client would. The exit status is 1 when nothing was changed
 * and when the written command does not answer.
 * @throws AppError `bad_input` for an unknown client
 */
export async function connect(
  client: string,
  { force, verify }: { force: boolean; verify: boolean },
): Promise<void> {
  const connections = createConnections(thisProgram());
  const running = await connections.isRunning(client);
  const outcome = await connections.connect(client, { force });
  report(outcome);
  const advice = outcome.problem?.code ?? outcome.files.find(({ problem }) => problem !== null)?.problem;
  if (advice === 'foreign_entry')
    process.stderr.write(
      `To replace it: tp-tray connect ${client} --force. The file of before is kept beside it.\n`,
    );
  if (advice === 'not_installed')
    process.stderr.write(`To write it all the same: tp-tray connect ${client} --force\n`);
  if (!outcome.changed) return;
  if (verify) await check(connections, client);
  process.stdout.write(`${outcome.toReload}\n`);
  if (running === true && outcome.mayBeOverwritten)
    process.stderr.write(
      `${outcome.name} is running. It must be quit before its configuration is changed, else it may overwrite the file. If the connection is missing later, quit ${outcome.name} and connect again.\n`,
    );
}

async function check(connections: Connections, client: string): Promise<void> {
  const result = await connections.verify(client, { timeoutMilliseconds: VERIFY_WITHIN_MILLISECONDS });
  if (result.verified) {
    process.stdout.write(
      `Verified: the written command was started and answered, with ${result.toolNames.length} tools, in ${result.durationMilliseconds} ms.\n`,
    );
    return;
  }
  process.exitCode = 1;
  process.stderr.write(`The connection is written, but it does not work. ${result.message}\n`);
}
