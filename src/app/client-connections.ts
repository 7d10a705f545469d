import type { ConnectionOutcome, Connections } from '../clients/connections.ts';
import type { ClientId } from '../shared/app-status.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Connections as AppConnections } from './app.ts';
import { clientStatus, NOTHING_KNOWN, problemOf, type Knowledge, type Wait } from './client-status.ts';

/** A client gives a server 60 seconds to answer. */
const VERIFY_WITHIN_MILLISECONDS = 60_000;
/** How long the user is kept waiting; what quits later is noticed all the same. */
const QUIT_WITHIN_MILLISECONDS = 10_000;
/** How often to look whether a client that is waited for was quit. */
const LOOK_FOR_QUIT_MILLISECONDS = 2_000;

/**
 * Fits the client connections to the app: adds what only a running program can know, that a connection was tried and
 * works, and that a client must quit, either before its file may be changed or to notice that it was.
 *
 * A connection that waits for its client to quit goes on by itself as soon as it has. One that was written all the same
 * waits too: should the client undo it when it quits, it is written again.
 * @param prepare makes sure that the command to be written exists
 */
export function createAppConnections(
  clients: Connections,
  prepare: () => Promise<void>,
  log: Log,
): AppConnections {
  const known = new Map<ClientId, Knowledge>();
  const tried = new Set<ClientId>();
  const timers = new Map<ClientId, NodeJS.Timeout>();
  let tell: () => void = () => undefined;

  const knowledgeOf = (id: ClientId) => known.get(id) ?? NOTHING_KNOWN;
  const learn = (id: ClientId, change: Partial<Knowledge>) =>
    known.set(id, { ...knowledgeOf(id), ...change });

  async function verify(id: ClientId): Promise<boolean> {
    tried.add(id);
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
    learn(id, { wait });
    if (timers.has(id)) return;
    const look = async () => {
      if (knowledgeOf(id).isQuitting || (await clients.isRunning(id)) === true) return;
      if (knowledgeOf(id).isQuitting || !timers.has(id)) return;
      await goOnAfterQuit(id);
      tell();
    };
    const timer = setInterval(() => {
      look().catch((error: unknown) => log.error(`the connection of ${id} could not go on`, error));
    }, LOOK_FOR_QUIT_MILLISECONDS);
    timers.set(id, timer.unref());
  }

  function stopWaiting(id: ClientId): void {
    clearInterval(timers.get(id));
    timers.delete(id);
    learn(id, { wait: null });
  }

  /** Writes what waited, or what the client undid when it quit; a failure is told by the status. */
  async function goOnAfterQuit(id: ClientId): Promise<void> {
    const { wait } = knowledgeOf(id);
    stopWaiting(id);
    if (wait?.writes !== true) return;
    const outcome = await clients.connect(id, { force: wait.insist });
    if (isRunning(outcome)) {
      waitForQuit(id, wait);
      return;
    }
    const problem = problemOf(outcome);
    if (problem !== null) {
      log.error(`the connection of ${id} could not be written`, problem);
      learn(id, { verified: null, message: problem.message });
    } else if (outcome.changed || knowledgeOf(id).verified === null) await verify(id);
  }

  async function quit(id: ClientId, wait: Wait): Promise<void> {
    learn(id, { isQuitting: true });
    tell();
    const isGone = await clients
      .quit(id, { timeoutMilliseconds: QUIT_WITHIN_MILLISECONDS })
      .finally(() => learn(id, { isQuitting: false }));
    if (isGone === true) await goOnAfterQuit(id);
    else waitForQuit(id, { ...wait, message: 'It was asked to quit, but it is still running.' });
  }

  async function write(id: ClientId, insist: boolean, whileRunning: boolean): Promise<void> {
    await prepare();
    tried.add(id);
    const before = knowledgeOf(id);
    const wasRunning = (await clients.isRunning(id)) === true;
    const outcome = await clients.connect(id, { force: insist, whileRunning });
    if (isRunning(outcome)) {
      waitForQuit(id, { insist, writes: true, message: null });
      return;
    }
    // An entry that was written before, while the client ran, is still not read.
    const isUnread = wasRunning && (outcome.changed || before.wait !== null);
    stopWaiting(id);
    learn(id, { verified: null, message: null });
    const problem = problemOf(outcome);
    if (problem !== null) throw problem;
    if (!(await verify(id)))
      throw new AppError(
        'internal',
        `The connection is written, but it does not work. ${knowledgeOf(id).message ?? ''}`.trim(),
      );
    if (isUnread) waitForQuit(id, { insist, writes: outcome.mayBeOverwritten, message: outcome.toReload });
  }

  return {
    async list() {
      const states = await clients.list();
      for (const { id, state } of states) {
        if (state === 'connected') verifyInBackground(id);
        else {
          tried.delete(id);
          // What was found out about an entry that is gone says nothing about one that comes.
          if (knowledgeOf(id).verified !== null) learn(id, { verified: null, message: null });
        }
      }
      return states.map((state) => clientStatus(state, knowledgeOf(state.id)));
    },

    connect: (id, { insist }) => write(id, insist, false),

    async goOn(id, how) {
      const { wait } = knowledgeOf(id);
      if (wait === null) return;
      await (how === 'quit' ? quit(id, wait) : write(id, wait.insist, true));
    },

    async disconnect(id) {
      const before = (await clients.list()).find((client) => client.id === id);
      const isOnlyWaiting =
        before !== undefined && clientStatus(before, knowledgeOf(id)).state === 'waiting_for_quit';
      stopWaiting(id);
      known.delete(id);
      tried.delete(id);
      if (isOnlyWaiting) return;
      const problem = problemOf(await clients.disconnect(id));
      if (problem !== null) throw problem;
    },

    watch(onChange) {
      tell = onChange;
      const onFileChange = () => {
        // What was found out about the entry of before says nothing about this one.
        for (const id of tried) learn(id, { verified: null, message: null });
        tried.clear();
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
        for (const timer of timers.values()) clearInterval(timer);
        timers.clear();
      };
    },
  };
}

function isRunning({ problem }: ConnectionOutcome): boolean {
  return problem?.code === 'client_running';
}
