import { app } from 'electron';
import type { Log } from '../shared/log.ts';

const CLOSE_WITHIN_MILLISECONDS = 5_000;

/** Closes everything before the program ends, once, and ends it even when closing hangs. */
export function closeBeforeQuit(close: () => Promise<void>, log: Log): void {
  let isClosing = false;
  app.on('will-quit', (event) => {
    event.preventDefault();
    if (isClosing) return;
    isClosing = true;
    const timer = setTimeout(() => {
      log.error('closing took too long');
      app.exit(0);
    }, CLOSE_WITHIN_MILLISECONDS);
    close()
      .catch((error: unknown) => log.error('closing failed', error))
      .finally(() => {
        clearTimeout(timer);
        app.exit(0);
      });
  });
}
