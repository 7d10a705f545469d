import type { Socket } from 'node:net';
import type { Readable, Writable } from 'node:stream';

const FLUSH_WITHIN_MILLISECONDS = 1_000;

/**
 * Passes bytes both ways between a client on standard streams and the app, unchanged, until either closes;
 * then calls `leave` once. What one end sent before it closed has been passed on by then, unless the app
 * takes longer than `flushWithinMilliseconds` to read it.
 */
export function pipeToApp(
  app: Socket,
  input: Readable,
  output: Writable,
  leave: () => void,
  { flushWithinMilliseconds = FLUSH_WITHIN_MILLISECONDS }: { readonly flushWithinMilliseconds?: number } = {},
): void {
  let left = false;
  const leaveOnce = () => {
    if (left) return;
    left = true;
    app.destroy();
    leave();
  };
  const leaveOnceWritten = () => {
    app.end(leaveOnce);
    setTimeout(leaveOnce, flushWithinMilliseconds).unref();
  };
  input.pipe(app, { end: false });
  app.pipe(output, { end: false });
  input.once('end', leaveOnceWritten).once('close', leaveOnceWritten).once('error', leaveOnce);
  output.once('error', leaveOnce);
  // 'close' follows, after what was received.
  app.on('error', () => undefined).once('close', () => output.write('', leaveOnce));
}
