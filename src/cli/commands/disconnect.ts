import { createConnectedClients } from '../../app/client-files.ts';
import { createConnections } from '../../clients/connections.ts';
import { dataFolder } from '../../environment.ts';
import { createLog } from '../log.ts';
import { thisProgram } from '../this-program.ts';
import { report } from '../report-outcome.ts';

/**
 * Removes our entry from a client's configuration. The exit status is 1 when nothing was changed.
 * @throws AppError `bad_input` for an unknown client
 */
export async function disconnect(client: string): Promise<void> {
  const connections = createConnections(thisProgram());
  const running = await connections.isRunning(client);
  const outcome = await connections.disconnect(client, { whileRunning: true });
  if (outcome.changed) createConnectedClients(dataFolder(process.env), createLog()).set(outcome.id, false);
  report(outcome);
  if (outcome.changed) process.stdout.write(`${outcome.toReload}\n`);
  if (outcome.changed && running === true && outcome.mayBeOverwritten)
    process.stderr.write(
      `${outcome.name} is running and may write its own copy of the file back. If the connection returns, quit ${outcome.name} and disconnect again.\n`,
    );
}
