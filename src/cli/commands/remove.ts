import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createConnectedClients } from '../../app/client-files.ts';
import { autostartFile } from '../../app/autostart-file.ts';
import { deleteStored } from '../../app/stored-data.ts';
import { deleteUpdateCaches } from '../../app/update-cache.ts';
import { removeBackups } from '../../clients/backups.ts';
import type { ClientDefinition } from '../../clients/client.ts';
import { createConnections, type ConnectionOutcome } from '../../clients/connections.ts';
import { CLIENTS } from '../../clients/registry.ts';
import { connectorAddress } from '../../connector/address.ts';
import { isSomebodyListening } from '../../connector/client.ts';
import { createKeychain } from '../../credentials/keychain.ts';
import { dataFolder } from '../../environment.ts';
import { AppError, toErrorInfo } from '../../shared/errors.ts';
import { explainToPerson } from '../explain.ts';
import { createLog } from '../log.ts';
import { thisProgram } from '../this-program.ts';

const LEFT = 1;
const MAY_COME_BACK = 2;

/**
 * Takes our entry out of every AI client and, on Linux, out of the programs that start with the user's session; with
 * `data` also signs out and deletes everything that is kept on this computer.
 * What fails keeps the rest from nothing. The exit status is 1 when something is left, else 2 when a client that runs
 * may write its entry back.
 * @throws AppError `bad_input` with `data` while the app is running: it would write its files anew
 */
export async function remove({ data }: { data: boolean }): Promise<void> {
  const folder = dataFolder(process.env);
  if (data && (await isSomebodyListening(connectorAddress(folder).socket)))
    throw new AppError('bad_input', 'TP Tray is running. Quit it, then run this again.');
  for (const client of CLIENTS) await disconnect(client, data);
  await removeAutostart();
  if (!data) return;
  await attempt('The sign-in is no longer in the keychain.', () => createKeychain().delete());
  await attempt(`What TP Tray kept in ${folder} is deleted.`, () => deleteStored(folder));
  await attempt(null, () =>
    deleteUpdateCaches({ platform: process.platform, home: homedir(), variables: process.env }),
  );
}

/** On macOS and Windows the system's register is reached by the app alone. */
async function removeAutostart(): Promise<void> {
  const file = autostartFile(homedir(), process.env['XDG_CONFIG_HOME']);
  if (process.platform !== 'linux' || !existsSync(file)) return;
  await attempt('TP Tray no longer starts when you log in.', () =>
    rm(file).catch((cause: unknown) => {
      throw new AppError('storage_failed', `The autostart entry ${file} could not be deleted.`, { cause });
    }),
  );
}

async function disconnect(client: ClientDefinition, withBackups: boolean): Promise<void> {
  const connections = createConnections(thisProgram());
  const running = await connections.isRunning(client.id);
  const outcome = await connections.disconnect(client.id, { whileRunning: true });
  createConnectedClients(dataFolder(process.env), createLog()).set(client.id, false);
  const isOut = report(outcome);
  if (withBackups && isOut) await attempt(null, () => removeBackups(client));
  if (outcome.changed && running === true && outcome.mayBeOverwritten) {
    process.stderr.write(
      `${outcome.name} is running and may write its own copy of the file back. Quit it, then run this again.\n`,
    );
    process.exitCode ??= MAY_COME_BACK;
  }
}

/**
 * Tells what was removed and what could not be. A client that has no entry of ours is no news.
 * @returns whether nothing of ours is left in its files
 */
function report({ files }: ConnectionOutcome): boolean {
  let isOut = true;
  for (const { changed, result, problem, message } of files) {
    if (changed) process.stdout.write(`${message}\n`);
    if (result !== 'refused' || problem === 'foreign_entry') continue;
    process.stderr.write(`${message}\n`);
    process.exitCode = LEFT;
    isOut = false;
  }
  return isOut;
}

/** @param done what to say then; null where the user need not know */
async function attempt(done: string | null, act: () => Promise<unknown>): Promise<void> {
  try {
    await act();
    if (done !== null) process.stdout.write(`${done}\n`);
  } catch (error) {
    process.stderr.write(`${explainToPerson(toErrorInfo(error))}\n`);
    process.exitCode = LEFT;
  }
}
