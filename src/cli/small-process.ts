import { getHeapStatistics, setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

const REST_AFTER_MILLISECONDS = 500;
/** Less than this is not worth the tens of milliseconds of a full collection. */
const WORTHWHILE_BYTES = 2 * 1024 * 1024;

/** A process that waits for hours between questions which take milliseconds, and should not fill memory meanwhile. */
export interface SmallProcess {
  /** Says that a piece of work is over. What it left behind is given back once nothing follows. */
  readonly workDone: () => void;
}

/**
 * Trades speed that nobody would notice for memory; `npm run bench` measures both. To be called before the
 * engine is loaded: at rest it then takes a fifth less, and a third less after the first load of a history.
 */
export function keepProcessSmall(): SmallProcess {
  // Young objects stay within the room they start with; V8 would grow it sixteenfold and keep it.
  setFlagsFromString('--semi-space-growth-factor=1');
  // Optimising compilers pay when code runs for seconds. The start and a first load run once: by default they
  // would be compiled, at 13 MiB. The quicker of the two stays for code that is called over and over.
  setFlagsFromString('--no-opt');
  setFlagsFromString('--invocation-count-for-maglev=2000');

  let bytesAfterCollection = 0;
  const collectWhenWorthwhile = (): void => {
    const grownBytes = getHeapStatistics().total_physical_size - bytesAfterCollection;
    if (grownBytes < WORTHWHILE_BYTES) return;
    // The flavour that also returns free pages to the system.
    collector()({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    bytesAfterCollection = getHeapStatistics().total_physical_size;
  };
  let rest: NodeJS.Timeout | undefined;
  return {
    workDone() {
      clearTimeout(rest);
      rest = setTimeout(collectWhenWorthwhile, REST_AFTER_MILLISECONDS).unref();
    },
  };
}

/** Node gives no other way to the collector from inside a process. A new context takes milliseconds: not at the start. */
function collector(): NodeJS.GCFunction {
  setFlagsFromString('--expose-gc');
  return runInNewContext('gc') as NodeJS.GCFunction;
}
