import type { Socket } from 'node:net';

/**
 * First line of a client: `tp-tray 1 TOKEN`. The host replies `ok ANSWER` and from then on passes bytes through.
 * Both secrets are in the token file, so each end knows that the other one belongs to this user.
 */
export const GREETING = 'tp-tray 1 ';
export const WELCOME = 'ok ';

export interface DoorSecrets {
  /** What a client shows. */
  readonly token: string;
  /** What the host shows in return. */
  readonly answer: string;
}

const LONGEST_LINE = 256;

/**
 * Reads the first line of a socket and leaves what follows it for the next reader. Null when the other end
 * closes, sends no line, or has sent none when `patience` is aborted.
 */
export function readFirstLine(socket: Socket, patience: AbortSignal): Promise<string | null> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const finish = (line: string | null) => {
      patience.removeEventListener('abort', onEnd);
      socket.off('readable', onReadable).off('end', onEnd).off('close', onEnd).off('error', onEnd);
      resolve(line);
    };
    const onReadable = () => {
      for (let chunk = read(socket); chunk !== null; chunk = read(socket)) {
        received = Buffer.concat([received, chunk]);
        const end = received.indexOf('\n');
        if (end !== -1) {
          const rest = received.subarray(end + 1);
          if (rest.length > 0) socket.unshift(rest);
          finish(received.subarray(0, end).toString('utf8'));
          return;
        }
        if (received.length > LONGEST_LINE) {
          finish(null);
          return;
        }
      }
    };
    const onEnd = () => finish(null);
    patience.addEventListener('abort', onEnd, { once: true });
    socket.on('readable', onReadable).on('end', onEnd).on('close', onEnd).on('error', onEnd);
    if (patience.aborted) onEnd();
    else onReadable();
  });
}

function read(socket: Socket): Buffer | null {
  return socket.read() as Buffer | null;
}
