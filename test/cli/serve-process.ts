import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { startProgram, type Variables } from './program.ts';

/** What `tp-tray serve` prints. */
export interface ServeAddresses {
  readonly url: string;
  readonly mcp_url: string;
  readonly mcp_token: string;
}

export interface ServeProcess {
  readonly addresses: ServeAddresses;
  /** Sends a signal, and gives the exit status with all that was said. */
  readonly stop: (signal: NodeJS.Signals) => Promise<{
    readonly status: number | null;
    readonly lines: readonly string[];
    readonly stderr: string;
  }>;
}

/** Starts `tp-tray serve` and waits for its line of JSON. */
export async function startServe(words: readonly string[], variables: Variables): Promise<ServeProcess> {
  const child = startProgram(['serve', ...words], variables);
  const lines: string[] = [];
  const output = createInterface({ input: child.stdout }).on('line', (line) => void lines.push(line));
  const said = text(child.stderr);
  await Promise.race([once(output, 'line'), once(output, 'close')]);
  if (lines[0] === undefined) throw new Error(`"tp-tray serve" did not start: ${await said}`);
  return {
    addresses: JSON.parse(lines[0]) as ServeAddresses,
    stop: async (signal) => {
      const closed = once(child, 'close');
      child.kill(signal);
      const [status] = (await closed) as [number | null];
      return { status, lines, stderr: await said };
    },
  };
}
