import { AppError } from '../shared/errors.ts';
import { connectFile, disconnectFile, type FileOutcome } from './change-file.ts';
import type { ClientDefinition, ClientId, ConfigLocation } from './client.ts';
import { thisComputer, type Computer } from './computer.ts';
import type { ServerCommand } from './entry.ts';
import {
  inspectClient,
  installedLocations,
  whyNotFound,
  type ClientState,
  type FileState,
} from './inspect.ts';
import { checkLasting } from './lasting.ts';
import { pathsOf } from './platform.ts';
import { ConfigProblem, type ProblemCode } from './problem.ts';
import { programsOf, withoutChildren } from './processes.ts';
import { canBeQuit, quitClient, type QuitOptions } from './quit.ts';
import { CLIENT_IDS, CLIENTS, findClient } from './registry.ts';
import type { Verification } from './verify.ts';
import { WATCH_TIMING, watchFiles, type WatchTiming } from './watch.ts';

export interface ChangeOptions {
  /** Write although the client runs, which may undo it when it quits. */
  readonly whileRunning?: boolean;
}

export interface ConnectOptions extends ChangeOptions {
  /** Replace an entry that is not ours (a backup is kept), and write for a client that seems not to be installed. */
  readonly force?: boolean;
}

/** What `connect` or `disconnect` did. */
export interface ConnectionOutcome {
  readonly id: ClientId;
  readonly name: string;
  /** Whether any file was changed. */
  readonly changed: boolean;
  readonly files: readonly FileOutcome[];
  /** Why no file was touched at all; null when `files` tells. */
  readonly problem: { readonly code: ProblemCode; readonly message: string } | null;
  /** What the user should know although it went well. */
  readonly warnings: readonly string[];
  /** What the user does to make the client notice a change. */
  readonly toReload: string;
  /** Whether the client, when it runs now, may write its own copy of the file over the change. */
  readonly mayBeOverwritten: boolean;
}

/** The connections of the AI clients on a computer to one command, that which starts our server. */
export interface Connections {
  /** The state of every client we know. */
  list(): Promise<ClientState[]>;
  state(id: string): Promise<ClientState>;
  /**
   * Writes or repairs our entry in every configuration file of the client. Where the client must not run meanwhile and
   * does, nothing is written and the problem is `client_running`.
   */
  connect(id: string, options?: ConnectOptions): Promise<ConnectionOutcome>;
  /** Removes our entry, and nothing else. Refuses as `connect` does while the client must not run. */
  disconnect(id: string, options?: ChangeOptions): Promise<ConnectionOutcome>;
  /** Starts what the client's file says, as the client would. */
  verify(id: string, options: { readonly timeoutMilliseconds: number }): Promise<Verification>;
  /** The processes that are the client now, without their children; null when that cannot be told. */
  processIds(id: string): Promise<readonly number[] | null>;
  /** Whether a process runs, whatever it is. */
  isAlive(processId: number): boolean;
  /** Whether the client runs now; null when that cannot be told. */
  isRunning(id: string): Promise<boolean | null>;
  /**
   * Asks the client to quit, never by force, and waits; tells whether it is gone, null when that cannot be told. A
   * client that may run while its file is changed, or that cannot be asked here, is not asked.
   */
  quit(id: string, options: QuitOptions): Promise<boolean | null>;
  /** Tells the new state whenever it changes, for example when the entry vanished; returns a function that ends it. */
  watch(id: string, listener: (state: ClientState) => void, timing?: WatchTiming): Promise<() => void>;
}

/**
 * Every method takes a client's id and fails with AppError `bad_input` when no client has it.
 * @throws AppError `bad_input` when the command is not an absolute path: clients start it from any folder
 */
export function createConnections(command: ServerCommand, computer: Computer = thisComputer()): Connections {
  if (!pathsOf(computer.facts).isAbsolute(command.command))
    throw new AppError('bad_input', 'The command of a connection must be an absolute path.');

  /** @throws ConfigProblem `client_running`, unless no file is to be changed */
  async function refuseWhileRunning(
    client: ClientDefinition,
    isToBeChanged: (file: FileState) => boolean,
  ): Promise<void> {
    if (client.toQuit === null || (await connections.isRunning(client.id)) !== true) return;
    const { files } = await connections.state(client.id);
    if (files.some(isToBeChanged))
      throw new ConfigProblem('client_running', mustQuit(client.name, client.toQuit));
  }

  const connections: Connections = {
    list: () => Promise.all(CLIENTS.map((client) => inspectClient(client, command, computer))),
    state: async (id) => inspectClient(known(id), command, computer),

    async connect(id, { force = false, whileRunning = false } = {}) {
      const client = known(id);
      const locations = await client.locate(computer.facts, computer.disk);
      const present = await installedLocations(locations, computer);
      const chosen = present.length === 0 && force ? locations.slice(0, 1) : present;
      if (chosen.length === 0) {
        return outcome(client, [], { problem: await notInstalled(client, locations, computer) });
      }
      try {
        const warning = checkLasting(command, computer.facts);
        // What starts the same script by another runtime is rewritten, too, but nothing is lost if that is undone.
        const isWritten = ({ state }: FileState) =>
          state === 'not_connected' || state === 'moved' || (force && state === 'foreign_entry');
        if (!whileRunning) await refuseWhileRunning(client, isWritten);
        const files: FileOutcome[] = [];
        for (const { path } of chosen) files.push(await connectFile(path, client, command, force, computer));
        const unusable = await client.unusableBuild?.(computer.facts, computer.disk);
        return outcome(client, files, {
          warnings: [warning, unusable ?? null].filter((each) => each !== null),
        });
      } catch (error) {
        return refusal(client, error);
      }
    },

    async disconnect(id, { whileRunning = false } = {}) {
      const client = known(id);
      const locations = await client.locate(computer.facts, computer.disk);
      const present = await installedLocations(locations, computer);
      if (present.length === 0) {
        return outcome(client, [], { problem: await notInstalled(client, locations, computer) });
      }
      try {
        const isOurs = ({ state }: FileState) => state === 'connected' || state === 'moved';
        if (!whileRunning) await refuseWhileRunning(client, isOurs);
        const files: FileOutcome[] = [];
        for (const { path } of present) files.push(await disconnectFile(path, client, command, computer));
        return outcome(client, files);
      } catch (error) {
        return refusal(client, error);
      }
    },

    async verify(id, { timeoutMilliseconds }) {
      const { path, files, message } = await connections.state(id);
      const written = files.find((file) => file.path === path)?.starts ?? null;
      if (written === null) return { verified: false, message, errorOutput: '', cause: undefined };
      // The MCP client is large, and only a verification needs it.
      const { verifyConnection } = await import('./verify.ts');
      return verifyConnection(written, { timeoutMilliseconds, facts: computer.facts });
    },

    async processIds(id) {
      const client = known(id);
      try {
        const programs = programsOf(await computer.listProcesses(), client, computer.facts);
        return withoutChildren(programs).map(({ processId }) => processId);
      } catch {
        return null;
      }
    },

    isAlive: computer.isAlive,

    async isRunning(id) {
      const running = await connections.processIds(id);
      return running === null ? null : running.length > 0;
    },

    async quit(id, options) {
      const client = known(id);
      if (!canBeQuit(client, computer.facts)) return false;
      try {
        return await quitClient(client, computer, options);
      } catch {
        return null;
      }
    },

    async watch(id, listener, timing = WATCH_TIMING) {
      const locations = await known(id).locate(computer.facts, computer.disk);
      let last = await connections.state(id);
      let ended = false;
      const look = async () => {
        const state = await connections.state(id);
        if (ended || JSON.stringify(state) === JSON.stringify(last)) return;
        last = state;
        listener(state);
      };
      const paths = locations.map(({ path }) => path);
      const end = watchFiles(paths, () => void look(), timing);
      return () => {
        ended = true;
        end();
      };
    },
  };
  return connections;
}

function known(id: string): ClientDefinition {
  const client = findClient(id);
  if (client !== null) return client;
  throw new AppError(
    'bad_input',
    `There is no client ${JSON.stringify(id)}. The clients are: ${CLIENT_IDS.join(', ')}.`,
  );
}

/** @throws what is no reason to leave a file alone */
function refusal(client: ClientDefinition, error: unknown): ConnectionOutcome {
  if (!(error instanceof ConfigProblem)) throw error;
  return outcome(client, [], { problem: { code: error.code, message: error.message } });
}

function mustQuit(name: string, toQuit: string): string {
  return `${name} is running, and would write its own copy of the file over the change. ${toQuit}`;
}

async function notInstalled(
  client: ClientDefinition,
  [location]: readonly ConfigLocation[],
  computer: Computer,
): Promise<{ code: ProblemCode; message: string }> {
  const why = await whyNotFound(client, computer);
  return {
    code: 'not_installed',
    message: `${why} Nothing was written. The configuration would be ${location?.path ?? 'unknown'}.`,
  };
}

function outcome(
  { id, name, toReload, overwritesWhileRunning }: ClientDefinition,
  files: readonly FileOutcome[],
  rest: Partial<Pick<ConnectionOutcome, 'problem' | 'warnings'>> = {},
): ConnectionOutcome {
  return {
    id,
    name,
    changed: files.some(({ changed }) => changed),
    files,
    problem: null,
    warnings: [],
    toReload,
    mayBeOverwritten: overwritesWhileRunning,
    ...rest,
  };
}
