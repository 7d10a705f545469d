import type { ConnectionOutcome, Connections, ConnectOptions } from '../clients/connections.ts';
import type { ClientState } from '../clients/inspect.ts';
import type { ClientId } from '../shared/app-status.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Connections as AppConnections } from './app.ts';
import { clientStatus, NOTHING_KNOWN, problemOf, type Knowledge, type Wait } from './client-status.ts';
import type { ClientFiles } from './client-files.ts';
import { createQuitWatch } from './quit-watch.ts';

/** A client gives a server 60 seconds to answer. */
const VERIFY_WITHIN_MILLISECONDS = 60_000;
/** How long the user is kept waiting; what quits later is noticed all the same. */
const QUIT_WITHIN_MILLISECONDS = 10_000;

/**
 * Fits the client connections to the app: adds what only a running program can know, that a connection was tried and
 * works, and that a client must quit, either before its file may be changed or to notice that it was.
 *
 * A change that waits for its client to quit goes on by itself as soon as it has. One that was written all the same
 * waits too: should the client undo it when it quits, it is written again.
 * @param prepare makes sure that the command to be written exists
 * @param files what was known when the program ended last
 */
export function createAppConnections(
  clients: Connections,
  prepare: () => Promise<void>,
  files: ClientFiles,
  log: Log,
): AppConnections {
  const known = new Map<ClientId, Knowledge>();
  const tried = new Set<ClientId>();
  const quitWatch = createQuitWatch(clients, log);
  let tell: () => void = () => undefined;

  const knowledgeOf = (id: ClientId) => known.get(id) ?? NOTHING_KNOWN;
  const learn = (id: ClientId, change: Partial<Knowledge>) =>
    known.set(id, { ...knowledgeOf(id), ...change });

  async function verify(id: ClientId): Promise<boolean> {
    tried.add(id);
    learn(id, { triedEntry: entryIn(await clients.state(id)) });
    const result = await clients.verify(id, { timeoutMilliseconds: VERIFY_WITHIN_MILLISECONDS });
    learn(id, { verified: result.verified, message: result.verified ? null : result.message });
    if (!result.verified) {
      log.error(`the connection of ${id} does not answer: ${result.message}`, result.cause);
      if (result.errorOutput !== '') log.error(`its error output`, result.errorOutput);
    }
    return result.verified;
  }

  /** Tries connections of earlier days once, without keeping anybody waiting. */
  function verifyInBackground(id: ClientId): void {
    if (tried.has(id)) return;
    verify(id)
      .then(tell)
      .catch((error: unknown) => log.error(`the connection of ${id} could not be tried`, error));
  }

  function waitForQuit(id: ClientId, wait: Wait): void {
    setWait(id, wait);
    lookForQuit(id);
  }

  function stopWaiting(id: ClientId): void {
    quitWatch.stop(id);
    if (knowledgeOf(id).wait !== null) setWait(id, null);
  }

  function setWait(id: ClientId, wait: Wait | null): void {
    learn(id, { wait });
    files.waits.write(
      new Map([...known].flatMap(([each, { wait }]) => (wait === null ? [] : [[each, wait]]))),
    );
  }

  function lookForQuit(id: ClientId): void {
    quitWatch.start(id, {
      processIds: () => {
        const { wait, isQuitting } = knowledgeOf(id);
        return isQuitting ? null : (wait?.processIds ?? null);
      },
      onQuit: async () => {
        const { wait } = knowledgeOf(id);
        if (wait !== null) await goOnAfterQuit(id, wait).finally(tell);
      },
    });
  }

  async function writeEntry(id: ClientId, options: ConnectOptions): Promise<ConnectionOutcome> {
    await prepare();
    return clients.connect(id, options);
  }

  /** Writes what waited, or what the client undid when it quit; a failure is told by the status. */
  async function goOnAfterQuit(id: ClientId, wait: Wait): Promise<void> {
    quitWatch.stop(id);
    if (wait.then === 'nothing') {
      stopWaiting(id);
      return;
    }
    const isConnecting = wait.then === 'connect';
    const change = isConnecting ? writeEntry(id, { force: wait.insist }) : clients.disconnect(id);
    const outcome = await change.catch((error: unknown) => {
      stopWaiting(id);
      learn(id, { verified: null, message: toErrorInfo(error).message });
      throw error;
    });
    if (mustQuitFirst(outcome)) {
      const processIds = (await clients.processIds(id)) ?? [];
      waitForQuit(id, { ...wait, processIds });
      return;
    }
    if (!isConnecting) files.connected.set(id, false);
    stopWaiting(id);
    const problem = problemOf(outcome);
    if (problem !== null) {
      log.error(`the file of ${id} could not be changed`, problem);
      learn(id, { verified: null, message: problem.message });
    } else if (isConnecting && (outcome.changed || knowledgeOf(id).verified === null)) await verify(id);
  }

  async function quit(id: ClientId, wait: Wait): Promise<void> {
    learn(id, { isQuitting: true });
    tell();
    const isGone = await clients
      .quit(id, { timeoutMilliseconds: QUIT_WITHIN_MILLISECONDS })
      .finally(() => learn(id, { isQuitting: false }));
    if (isGone === true) await goOnAfterQuit(id, wait);
    else waitForQuit(id, { ...wait, message: 'It was asked to quit, but it is still running.' });
  }

  async function connect(id: ClientId, insist: boolean, whileRunning: boolean): Promise<void> {
    tried.add(id);
    const before = knowledgeOf(id).wait;
    const running = await clients.processIds(id);
    const processIds = running ?? [];
    const outcome = await writeEntry(id, { force: insist, whileRunning });
    if (mustQuitFirst(outcome)) {
      waitForQuit(id, { then: 'connect', insist, processIds, message: null });
      return;
    }
    stopWaiting(id);
    learn(id, { verified: null, message: null });
    const problem = problemOf(outcome);
    if (problem !== null) throw problem;
    if (!(await verify(id)))
      throw new AppError(
        'internal',
        `The connection is written, but it does not work. ${knowledgeOf(id).message ?? ''}`.trim(),
      );
    files.connected.set(id, true);
    if (running === null && outcome.changed) learn(id, { message: cannotTell(outcome) });
    // An entry that was written before, while the client ran, is still not read.
    const unread = before === null || before.then === 'disconnect' ? [] : before.processIds;
    const readers = outcome.changed ? processIds : processIds.filter((each) => unread.includes(each));
    if (readers.length === 0) return;
    const then = outcome.mayBeOverwritten ? 'connect' : 'nothing';
    waitForQuit(id, { then, insist, processIds: readers, message: outcome.toReload });
  }

  async function disconnect(id: ClientId, whileRunning: boolean): Promise<void> {
    const before = (await clients.list()).find((client) => client.id === id);
    const isOnlyWaiting =
      before !== undefined &&
      clientStatus(before, knowledgeOf(id), { wasConnected: false }).state === 'waiting_for_quit';
    if (isOnlyWaiting) {
      forget(id);
      return;
    }
    const processIds = (await clients.processIds(id)) ?? [];
    const outcome = await clients.disconnect(id, { whileRunning });
    const wait: Wait = { then: 'disconnect', insist: false, processIds, message: null };
    if (mustQuitFirst(outcome)) {
      waitForQuit(id, wait);
      return;
    }
    forget(id);
    const problem = problemOf(outcome);
    if (problem !== null) throw problem;
    if (outcome.changed && outcome.mayBeOverwritten && processIds.length > 0) waitForQuit(id, wait);
  }

  function forget(id: ClientId): void {
    files.connected.set(id, false);
    stopWaiting(id);
    known.delete(id);
    tried.delete(id);
  }

  return {
    async list() {
      const states = await clients.list();
      for (const { id, state } of states) {
        if (state === 'connected') {
          verifyInBackground(id);
          if (knowledgeOf(id).wait?.then !== 'disconnect') files.connected.set(id, true);
        } else {
          tried.delete(id);
          // What was found out about an entry that is gone says nothing about one that comes.
          if (knowledgeOf(id).verified !== null) learn(id, { verified: null, message: null });
        }
      }
      const connected = files.connected.all();
      return states.map((state) =>
        clientStatus(state, knowledgeOf(state.id), { wasConnected: connected.has(state.id) }),
      );
    },

    connect: (id, { insist }) => connect(id, insist, false),

    async goOn(id, how) {
      const { wait } = knowledgeOf(id);
      if (wait === null) return;
      if (how === 'quit') await quit(id, wait);
      else if (wait.then === 'disconnect') await disconnect(id, true);
      else await connect(id, wait.insist, true);
    },

    disconnect: (id, { whileRunning }) => disconnect(id, whileRunning),

    watch(onChange) {
      tell = onChange;
      for (const [id, wait] of files.waits.read()) {
        learn(id, { wait });
        lookForQuit(id);
      }
      const onFileChange = (state: ClientState) => {
        // What was found out about another entry says nothing about this one.
        if (knowledgeOf(state.id).triedEntry !== entryIn(state)) {
          learn(state.id, { verified: null, message: null });
          tried.delete(state.id);
        }
        onChange();
      };
      const ends: (() => void)[] = [];
      let ended = false;
      const start = async () => {
        for (const { id } of await clients.list()) {
          const end = await clients.watch(id, onFileChange);
          if (ended) end();
          else ends.push(end);
        }
      };
      start().catch((error: unknown) => log.error('the client configurations are not watched', error));
      return () => {
        ended = true;
        tell = () => undefined;
        for (const end of ends) end();
        quitWatch.stopAll();
      };
    },
  };
}

/** What our entry starts, in every file of a client. */
function entryIn({ state, files }: ClientState): string {
  return JSON.stringify([state, files.map(({ starts }) => starts)]);
}

function cannotTell({ name, toReload }: ConnectionOutcome): string {
  return `Whether ${name} is running could not be seen. If it is: ${toReload}`;
}

function mustQuitFirst({ problem }: ConnectionOutcome): boolean {
  return problem?.code === 'client_running';
}
