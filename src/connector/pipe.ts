import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

/**
 * Passes bytes both ways between a client on standard streams and the app, unchanged, until either closes;
 * then calls `leave` once, after what the app sent has been written.
 */
export function pipeToApp(app: Socket, input: Readable, output: Writable, leave: () => void): void {
  let left = false;
  const leaveOnce = () => {
    if (left) return;
    left = true;
    app.destroy();
    leave();
  };
  input.pipe(app);
  app.pipe(output, { end: false });
  input.once('end', leaveOnce).once('close', leaveOnce).once('error', leaveOnce);
  output.once('error', leaveOnce);
  app.once('error', leaveOnce).once('close', () => output.write('', leaveOnce));
}
