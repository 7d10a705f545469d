import { thisComputer, type Computer } from '../clients/computer.ts';
import type { Connections } from '../clients/connections.ts';
import type { ServerCommand } from '../clients/entry.ts';
import type { ClientState } from '../clients/inspect.ts';
import { checkLasting } from '../clients/lasting.ts';
import { pathsOf } from '../clients/platform.ts';
import { ConfigProblem } from '../clients/problem.ts';
import type { Log } from '../shared/log.ts';

export interface RepairOptions {
  readonly clients: Connections;
  /** What the clients start from now on. */
  readonly command: ServerCommand;
  /** Makes sure that the command exists. */
  readonly prepare: () => Promise<void>;
  readonly log: Log;
  readonly computer?: Computer;
}

/**
 * Repairs the entry of every client that starts this app at a place where it no longer is: it was moved, or another
 * version came in another folder. Nobody is asked, so it is done only where nothing can go wrong: the entry is exactly
 * what the packaged app writes, its program is gone, this one lies in a lasting place, and the client does not run.
 * Everything else stays offered in the window. Never fails: what stands in the way is logged.
 */
export async function repairAtStart({
  clients,
  command,
  prepare,
  log,
  computer = thisComputer(),
}: RepairOptions): Promise<void> {
  try {
    if (!isLasting(command, computer)) return;
    for (const client of await clients.list()) {
      if (!(await isLost(client, command, computer)) || (await clients.isRunning(client.id)) !== false)
        continue;
      await prepare();
      const { changed, files } = await clients.connect(client.id);
      log.info(
        changed
          ? `the entry of ${client.id} starts the program at its new place`
          : `the entry of ${client.id} could not be repaired`,
        { results: files.map(({ result }) => result) },
      );
    }
  } catch (error) {
    log.error('entries of clients could not be repaired', error);
  }
}

function isLasting(command: ServerCommand, { facts }: Computer): boolean {
  try {
    return checkLasting(command, facts) === null;
  } catch (error) {
    if (error instanceof ConfigProblem) return false;
    throw error;
  }
}

/** Whether one of the client's files starts a copy of this app that is gone, and all others are in order. */
async function isLost({ state, files }: ClientState, command: ServerCommand, on: Computer): Promise<boolean> {
  if (state !== 'moved') return false;
  const isInOrder = await Promise.all(
    files.map(async (file) => file.state === 'connected' || (await startsLostApp(file.starts, command, on))),
  );
  return isInOrder.every(Boolean);
}

const PROGRAM = /^(tp-tray|TP Tray|TP Tray Helper)(\.exe)?$/u;

async function startsLostApp(
  starts: Required<ServerCommand> | null,
  command: ServerCommand,
  { facts, disk }: Computer,
): Promise<boolean> {
  const [script = '', ...rest] = starts?.args ?? [];
  if (starts === null || rest.join(' ') !== 'mcp') return false;
  const paths = pathsOf(facts);
  const isOfThisApp =
    PROGRAM.test(paths.basename(starts.command)) &&
    /[\\/]resources[\\/]cli\.js$/iu.test(script) &&
    JSON.stringify(sorted(starts.env)) === JSON.stringify(sorted(command.env ?? {}));
  if (!isOfThisApp || !paths.isAbsolute(starts.command)) return false;
  // What cannot be looked at may be there.
  return disk.entry(starts.command).then(
    (entry) => entry === null,
    () => false,
  );
}

function sorted(variables: Readonly<Record<string, string>>): [string, string][] {
  return Object.entries(variables).sort(([one], [other]) => (one < other ? -1 : 1));
}
