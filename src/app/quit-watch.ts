import type { Connections } from '../clients/connections.ts';
import type { ClientId } from '../shared/app-status.ts';
import type { Log } from '../shared/log.ts';

/** How often to look whether a client that is waited for was quit. */
const LOOK_MILLISECONDS = 2_000;
/**
 * A process is told by its number, which costs next to nothing. Once in a minute it is seen whether it still is the
 * client: the system gives the number of a process that ended to another one.
 */
const LOOKS_FOR_A_LIST = 30;

interface Watched {
  /** The processes that must end; null while it does not matter. */
  readonly processIds: () => readonly number[] | null;
  readonly onQuit: () => Promise<void>;
}

export interface QuitWatch {
  /** Looks until `stop`, or until they have quit; does nothing where it looks already. */
  start(id: ClientId, watched: Watched): void;
  stop(id: ClientId): void;
  stopAll(): void;
}

/** Notices when processes of clients have ended. What cannot be told counts as running. */
export function createQuitWatch(clients: Pick<Connections, 'processIds' | 'isAlive'>, log: Log): QuitWatch {
  const timers = new Map<ClientId, NodeJS.Timeout>();

  async function isRunning(id: ClientId, processIds: readonly number[], looks: number): Promise<boolean> {
    if (!processIds.some((processId) => clients.isAlive(processId))) return false;
    if (looks % LOOKS_FOR_A_LIST !== 0) return true;
    const running = await clients.processIds(id);
    return running === null || running.some((processId) => processIds.includes(processId));
  }

  function stop(id: ClientId): void {
    clearInterval(timers.get(id));
    timers.delete(id);
  }

  return {
    start(id, { processIds, onQuit }) {
      if (timers.has(id)) return;
      let looks = 0;
      let isLooking = false;
      const look = async () => {
        const waitedFor = processIds();
        looks += 1;
        if (waitedFor === null || (await isRunning(id, waitedFor, looks))) return;
        if (timers.get(id) !== timer || processIds() !== waitedFor) return;
        stop(id);
        await onQuit();
      };
      const timer = setInterval(() => {
        if (isLooking) return;
        isLooking = true;
        look()
          .catch((error: unknown) => log.error(`what waits for ${id} could not go on`, error))
          .finally(() => (isLooking = false));
      }, LOOK_MILLISECONDS);
      timers.set(id, timer.unref());
    },
    stop,
    stopAll: () => [...timers.keys()].forEach(stop),
  };
}
