import type { ClientDefinition, ConfigLocation } from './client.ts';
import type { Computer } from './computer.ts';
import { parseConfig, valueOf, type ConfigDocument } from './config-document.ts';
import { readSnapshot, type Snapshot } from './config-file.ts';
import {
  asServerCommand,
  isOurs,
  SERVER_NAME,
  starts,
  startsSameScript,
  usesAnotherHome,
  type ServerCommand,
} from './entry.ts';
import { ConfigProblem } from './problem.ts';
import { canBeQuit } from './quit.ts';

/** `moved`: the entry is ours, and `connect` must write the file anew before the client can use it. */
export type FileStateName = 'connected' | 'not_connected' | 'moved' | 'foreign_entry' | 'unreadable';

/** What one configuration file says about our server. */
export interface FileState {
  readonly path: string;
  readonly exists: boolean;
  readonly state: FileStateName;
  /** What the client would start; null when it would start nothing. May hold variables that are secret. */
  readonly starts: Required<ServerCommand> | null;
  /** How many servers besides ours it names; null when it cannot be read. */
  readonly otherServers: number | null;
  /** In words for the user. */
  readonly message: string;
}

/** Whether a client is on this computer and connected, over all its configuration files. */
export interface ClientState {
  readonly id: ClientDefinition['id'];
  readonly name: string;
  readonly installed: boolean;
  readonly state: FileStateName | 'not_installed';
  /** The file the client most likely reads. */
  readonly path: string;
  /** Every file that belongs to an installed client. */
  readonly files: readonly FileState[];
  /** Whether it must quit for a change, and can be asked to on this system. */
  readonly canBeQuit: boolean;
  readonly message: string;
}

/** The worst first: one of several files that needs attention decides. */
const SEVERITY: readonly FileStateName[] = [
  'unreadable',
  'foreign_entry',
  'moved',
  'not_connected',
  'connected',
];

/** Reads every configuration file of a client; never throws for what it finds there. */
export async function inspectClient(
  client: ClientDefinition,
  command: ServerCommand,
  computer: Computer,
): Promise<ClientState> {
  const locations = await client.locate(computer.facts, computer.disk);
  const present = await installedLocations(locations, computer);
  const files = await Promise.all(present.map(({ path }) => inspectFile(path, client, command, computer)));
  const worst = SEVERITY.map((state) => files.find((file) => file.state === state)).find(Boolean);
  const chosen = files.find(({ exists }) => exists) ?? files[0];
  return {
    id: client.id,
    name: client.name,
    installed: worst !== undefined,
    state: worst?.state ?? 'not_installed',
    path: chosen?.path ?? locations[0]?.path ?? '',
    files,
    canBeQuit: canBeQuit(client, computer.facts),
    message: worst?.message ?? (await whyNotFound(client, computer)),
  };
}

/** Why there is nothing to connect, in words for the user. */
export async function whyNotFound(
  { name, unusableBuild }: ClientDefinition,
  { facts, disk }: Computer,
): Promise<string> {
  return (await unusableBuild?.(facts, disk)) ?? `${name} was not found on this computer.`;
}

/** The locations whose client is installed, as far as its files and folders tell. */
export async function installedLocations(
  locations: readonly ConfigLocation[],
  { disk }: Computer,
): Promise<readonly ConfigLocation[]> {
  const there = (path: string) =>
    disk.entry(path).then(
      (entry) => entry !== null,
      () => true,
    );
  const present = await Promise.all(
    locations.map(
      async ({ path, signs }) =>
        signs.length === 0 || (await Promise.all([path, ...signs].map(there))).some(Boolean),
    ),
  );
  return locations.filter((_location, index) => present[index]);
}

/** Reads and parses a configuration file. @throws ConfigProblem */
export async function readConfig(
  path: string,
  client: ClientDefinition,
  computer: Computer,
): Promise<{ snapshot: Snapshot; document: ConfigDocument }> {
  const snapshot = await readSnapshot(path, computer);
  return { snapshot, document: parseConfig(snapshot.text, client, path) };
}

async function inspectFile(
  path: string,
  client: ClientDefinition,
  command: ServerCommand,
  computer: Computer,
): Promise<FileState> {
  try {
    const { snapshot, document } = await readConfig(path, client, computer);
    const value = document.entry === null ? undefined : valueOf(document.entry.value);
    const file = {
      path,
      exists: snapshot.bytes !== null,
      starts: asServerCommand(value),
      otherServers: serverCount(document) - (document.entry === null ? 0 : 1),
    };
    if (document.entry === null) {
      return { ...file, state: 'not_connected', message: `${client.name} is not connected (${path}).` };
    }
    if (starts(value, command) || (await startsSameScript(value, command, computer))) {
      if (snapshot.hasByteOrderMark) {
        return {
          ...file,
          state: 'moved',
          message: `${path} starts with a byte order mark, which ${client.name} may not accept. Repair the connection to remove it.`,
        };
      }
      return { ...file, state: 'connected', message: `${client.name} is connected (${path}).` };
    }
    if (await isOurs(value, command, computer)) {
      return {
        ...file,
        state: 'moved',
        message: usesAnotherHome(value, command)
          ? `The entry in ${path} makes TP Tray use another data folder. Connect again to repair it.`
          : `The entry in ${path} starts TP Tray from another place. Connect again to repair it.`,
      };
    }
    return {
      ...file,
      state: 'foreign_entry',
      message: `${path} has a server named ${SERVER_NAME} that TP Tray did not write. It was left alone. Remove or rename it, or replace it; a copy of the file is kept.`,
    };
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    return {
      path,
      exists: true,
      starts: null,
      otherServers: null,
      state: 'unreadable',
      message: error.message,
    };
  }
}

function serverCount({ servers }: ConfigDocument): number {
  return servers?.children?.length ?? 0;
}
