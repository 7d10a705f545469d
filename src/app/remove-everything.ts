import { homedir } from 'node:os';
import { removeBackups } from '../clients/backups.ts';
import { findClient } from '../clients/registry.ts';
import type { ClientId, ClientStatus } from '../shared/app-status.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { Removal, StoredKind } from '../shared/stored-data.ts';
import type { App } from './app.ts';
import { deleteStored } from './stored-data.ts';
import { deleteUpdateCaches } from './update-cache.ts';

const WITHOUT_ENTRY: readonly ClientStatus['state'][] = ['not_installed', 'not_connected', 'foreign_entry'];
/** What the running program needs itself stays: it holds nothing of the account. */
const DELETED: readonly StoredKind[] = ['history', 'activity', 'settings', 'mcp_token', 'logs', 'program'];

/** What is not in the data folder. */
interface Leftovers {
  /** Deletes the copies of a client's configuration that were kept when it was changed. @throws AppError `storage_failed` */
  removeBackups(id: ClientId): Promise<unknown>;
  /** Deletes the updates that were loaded. @throws AppError `storage_failed` */
  deleteUpdateCaches(): Promise<void>;
}

const onThisComputer: Leftovers = {
  removeBackups: async (id) => {
    const client = findClient(id);
    return client === null ? 0 : removeBackups(client);
  },
  deleteUpdateCaches: () =>
    deleteUpdateCaches({ platform: process.platform, home: homedir(), variables: process.env }),
};

/**
 * Disconnects every client and deletes the copies of its configuration, no longer starts at login, signs out, and deletes
 * everything in the data folder and what updates left elsewhere. What fails keeps the rest from nothing, and is told.
 * @throws AppError `bad_input` in the demo, and while a cookie comes from outside: everything would be loaded again
 */
export async function removeEverything(
  app: Pick<App, 'status' | 'disconnect' | 'setStartAtLogin' | 'signOut' | 'startAnew'>,
  dataFolder: string,
  leftovers: Leftovers = onThisComputer,
): Promise<Removal> {
  const { demo, session, clients, startAtLogin } = app.status();
  if (demo)
    throw new AppError('bad_input', 'This is the demo athlete. Leave the demo to delete your own data.');
  if (session.cookieFrom === 'environment')
    throw new AppError(
      'bad_input',
      'The variable TP_AUTH_COOKIE is set, so that everything would be loaded again. Remove it and start TP Tray again, then delete.',
    );
  const left: string[] = [];
  const attempt = async (what: string, act: () => Promise<unknown>) => {
    try {
      await act();
    } catch (error) {
      left.push(`${what}: ${toErrorInfo(error).message}`);
    }
  };
  for (const { id, name, state } of clients) {
    await attempt(name, async () => {
      if (!WITHOUT_ENTRY.includes(state)) await app.disconnect(id, { whileRunning: true });
      await leftovers.removeBackups(id);
    });
  }
  if (startAtLogin === true) await attempt('Start at login', () => app.setStartAtLogin(false));
  await attempt('Your sign-in', () => app.signOut());
  await attempt('The data folder', () => app.startAnew(() => deleteStored(dataFolder, DELETED)));
  await attempt('Loaded updates', () => leftovers.deleteUpdateCaches());
  return { status: app.status(), left };
}
