import { lstatSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Points this process at the user's D-Bus session bus when its environment does not.
 *
 * AI clients start the server with little more than HOME, PATH, USER and SHELL, so the address of the bus is
 * missing although the bus runs. systemd listens at `/run/user/<uid>/bus`; that socket is used when it belongs
 * to this user. libsecret reads the variable when it first connects, so this comes before the first keychain call.
 *
 * @param environment changed in place: `DBUS_SESSION_BUS_ADDRESS` is set, or left alone
 * @param runtimeDirectory the folder that holds the socket; `/run/user/<uid>` when not given
 */
export function findSessionBus(environment: NodeJS.ProcessEnv, runtimeDirectory?: string): void {
  if (environment['DBUS_SESSION_BUS_ADDRESS']) return;
  const userId = process.getuid?.();
  if (userId === undefined) return;
  const socket = join(runtimeDirectory ?? `/run/user/${userId}`, 'bus');
  const status = lstatSync(socket, { throwIfNoEntry: false });
  if (!status?.isSocket() || status.uid !== userId) return;
  environment['DBUS_SESSION_BUS_ADDRESS'] = `unix:path=${socket}`;
}
