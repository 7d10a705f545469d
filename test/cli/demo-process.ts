import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { startProgram } from './program.ts';

/** What `tp-tray demo` prints. */
export interface DemoAddresses {
  readonly api_url: string;
  readonly home_url: string;
  readonly analysis_url: string;
  readonly cookie: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Starts `tp-tray demo` and waits for its line of JSON. `stop` sends a signal and gives the exit status. */
export async function startDemo(
  words: readonly string[],
  variables: Readonly<Record<string, string | undefined>>,
) {
  const child = startProgram(['demo', ...words], variables);
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return {
    addresses: JSON.parse(line) as DemoAddresses,
    stop: async (signal: NodeJS.Signals): Promise<number | null> => {
      const closed = once(child, 'close');
      child.kill(signal);
      const [status] = (await closed) as [number | null];
      return status;
    },
  };
}
