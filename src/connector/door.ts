import type { Socket } from 'node:net';
import type { Log } from '../shared/log.ts';
import type { ConnectorAddress } from './address.ts';
import { startConnectorHost, type ConnectorHost } from './host.ts';

/** The door for local clients over the life of the app. None of its functions fails. */
export interface Door {
  open(): Promise<void>;
  /**
   * Opens it again when a client could not come in: it did not open before, or somebody deleted its files.
   * Connections stay. A door that was closed stays closed.
   */
  look(): Promise<void>;
  /** Closes it and ends every connection. */
  close(): Promise<void>;
}

export function createDoor(address: ConnectorAddress, serve: (connection: Socket) => void, log: Log): Door {
  let isWanted = false;
  let host: ConnectorHost | null = null;
  /** Those that clients cannot find any more; they hold the connections made before. */
  const lost: ConnectorHost[] = [];
  let last = Promise.resolve();

  /** One after the other: the timer and the end of a sleep may come together. */
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    last = last.then(work).catch((error: unknown) => log.error('the door for assistants failed', error));
    return last;
  };

  async function openNow(): Promise<void> {
    if (!isWanted) return;
    if (host !== null) {
      if (await host.isOpen()) return;
      log.warn('the door for assistants is gone and is opened again');
      host.stopListening();
      lost.push(host);
      host = null;
    }
    try {
      host = await startConnectorHost(address, serve, log);
    } catch (error) {
      log.error('assistants are served without the app', error);
    }
  }

  return {
    open() {
      isWanted = true;
      return inTurn(openNow);
    },
    look: () => inTurn(openNow),
    close() {
      isWanted = false;
      return inTurn(async () => {
        const hosts = [...lost.splice(0), ...(host === null ? [] : [host])];
        host = null;
        await Promise.all(hosts.map((each) => each.close()));
      });
    },
  };
}
