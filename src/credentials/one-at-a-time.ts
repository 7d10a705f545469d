/** A call that did not settle within its limit. It may still settle later; nobody waits for it any more. */
export class OverdueError extends Error {
  override readonly name = 'OverdueError';
}

/** Runs `call` when its turn comes and settles with it, or rejects with `OverdueError` when the limit is over. */
export type RunInTurn = <T>(call: () => Promise<T>) => Promise<T>;

/**
 * Puts calls that cannot be cancelled into one line, each bounded by `limitMilliseconds` including its waiting.
 *
 * A native call that waits for a person holds one of the four threads Node has for files and name look-ups.
 * One at a time means that at most one thread is ever held; while a call is overdue, new ones fail at once.
 * A held thread also blocks `process.exit` for ever, so a process that ends during a call ends itself by signal.
 */
export function oneAtATime(limitMilliseconds: number): RunInTurn {
  let line: Promise<unknown> = Promise.resolve();
  let overdueCalls = 0;

  return async <T>(call: () => Promise<T>): Promise<T> => {
    if (overdueCalls > 0) throw new OverdueError('An earlier call has not answered yet.');
    let gaveUp = false;
    const turn = line.then(async () => {
      if (gaveUp) throw new OverdueError('The turn came too late.');
      process.on('exit', endBySignal);
      try {
        return await call();
      } finally {
        process.off('exit', endBySignal);
      }
    });
    line = turn.catch(() => undefined);

    return await new Promise<T>((resolve, reject) => {
      const timer = setTimeout(() => {
        gaveUp = true;
        overdueCalls += 1;
        void line.then(() => (overdueCalls -= 1));
        reject(new OverdueError(`No answer within ${limitMilliseconds} ms.`));
      }, limitMilliseconds);
      turn.then(resolve, reject).finally(() => {
        clearTimeout(timer);
      });
    });
  };
}

function endBySignal(): void {
  process.kill(process.pid, 'SIGKILL');
}
