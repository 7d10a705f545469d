import type { Connections as AppConnections } from '../app/app.ts';
import type { ConnectionOutcome, Connections } from '../clients/connections.ts';
import type { ClientState } from '../clients/inspect.ts';
import type { ProblemCode } from '../clients/problem.ts';
import type { ClientId, ClientStatus } from '../shared/app-status.ts';
import { AppError, type ErrorCode } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';

/** A client gives a server 60 seconds to answer. */
const VERIFY_WITHIN_MILLISECONDS = 60_000;
/** How often to look whether a client that must be restarted was quit. */
const LOOK_FOR_QUIT_MILLISECONDS = 2_000;

const CODES: Readonly<Partial<Record<ProblemCode, ErrorCode>>> = {
  not_installed: 'not_found',
  foreign_entry: 'bad_input',
  path_will_not_last: 'bad_input',
};

/** What is known of a client beyond its file. */
interface Knowledge {
  /** Null until it was tried. */
  readonly verified: boolean | null;
  readonly needsRestart: boolean;
  readonly message: string | null;
}

const NOTHING: Knowledge = { verified: null, needsRestart: false, message: null };

/**
 * Fits the client connections to the app: adds what only a running program can know, that a connection was tried and
 * works, and that a client must be restarted to notice it.
 * @param prepare makes sure that the command to be written exists
 */
export function createAppConnections(
  clients: Connections,
  prepare: () => Promise<void>,
  log: Log,
): AppConnections {
  const known = new Map<ClientId, Knowledge>();
  const tried = new Set<ClientId>();
  let tell: () => void = () => undefined;

  async function verify(id: ClientId): Promise<boolean> {
    tried.add(id);
    const result = await clients.verify(id, { timeoutMilliseconds: VERIFY_WITHIN_MILLISECONDS });
    const before = known.get(id) ?? NOTHING;
    known.set(id, { ...before, verified: result.verified, message: result.verified ? null : result.message });
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

  function waitForQuit(id: ClientId): void {
    const timer = setInterval(() => {
      clients.isRunning(id).then(
        (isRunning) => {
          if (isRunning === true) return;
          clearInterval(timer);
          known.set(id, { ...(known.get(id) ?? NOTHING), needsRestart: false, message: null });
          tell();
        },
        (error: unknown) => log.error(`it cannot be told whether ${id} is running`, error),
      );
    }, LOOK_FOR_QUIT_MILLISECONDS);
    timer.unref();
  }

  return {
    async list() {
      const states = await clients.list();
      for (const { id, state } of states) {
        if (state === 'connected') verifyInBackground(id);
        else {
          known.delete(id);
          tried.delete(id);
        }
      }
      return states.map((state) => statusOf(state, known.get(state.id) ?? NOTHING));
    },

    async connect(id, { insist }) {
      await prepare();
      tried.add(id);
      const wasRunning = (await clients.isRunning(id)) === true;
      const outcome = await clients.connect(id, { force: insist });
      throwProblem(outcome);
      // An entry that was written before, while the client ran, is still not read.
      const needsRestart = wasRunning && (outcome.changed || known.get(id)?.needsRestart === true);
      known.set(id, { ...NOTHING, needsRestart, message: needsRestart ? outcome.toReload : null });
      const works = await verify(id);
      if (!works)
        throw new AppError(
          'internal',
          `The connection is written, but it does not work. ${known.get(id)?.message ?? ''}`.trim(),
        );
      if (!needsRestart) return;
      known.set(id, { verified: true, needsRestart, message: outcome.toReload });
      waitForQuit(id);
    },

    async disconnect(id) {
      throwProblem(await clients.disconnect(id));
      known.delete(id);
      tried.delete(id);
    },

    watch(onChange) {
      tell = onChange;
      const onFileChange = () => {
        // What was found out about the entry of before says nothing about this one.
        for (const id of tried) if (known.get(id)?.needsRestart !== true) known.delete(id);
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
      };
    },
  };
}

function statusOf({ id, name, state, path, message }: ClientState, knowledge: Knowledge): ClientStatus {
  const file = path === '' ? null : path;
  if (state !== 'connected')
    return { id, name, state, file, message: state === 'not_connected' ? null : message };
  if (knowledge.needsRestart) return { id, name, state: 'needs_restart', file, message: knowledge.message };
  const tried = knowledge.verified === true ? 'verified' : 'failing';
  return {
    id,
    name,
    state: knowledge.verified === null ? 'connected' : tried,
    file,
    message: knowledge.message,
  };
}

/** @throws AppError when nothing was changed although something should have been */
function throwProblem({ problem, files }: ConnectionOutcome): void {
  const found = problem ?? files.find((file) => file.problem !== null);
  if (found === undefined) return;
  const code = 'problem' in found ? found.problem : found.code;
  throw new AppError((code === null ? undefined : CODES[code]) ?? 'storage_failed', found.message);
}
