import { setTimeout as delay } from 'node:timers/promises';
import type { ClientDefinition } from './client.ts';
import type { Computer } from './computer.ts';
import { programsOf, withoutChildren, type RunningProgram } from './processes.ts';

export interface QuitOptions {
  /** How long to wait for the client to be gone. */
  readonly timeoutMilliseconds: number;
  /** How often to look. Default half a second. */
  readonly intervalMilliseconds?: number;
}

const INTERVAL_MILLISECONDS = 500;

/**
 * Asks a client to quit the way its own Quit does, never by force, and waits until it is gone. A client may stay all
 * the same: it asks its user first, or, on Windows, closes its window and goes on in the tray.
 * @returns whether it is gone
 * @throws when the running programs cannot be listed
 */
export async function quitClient(
  client: ClientDefinition,
  computer: Computer,
  { timeoutMilliseconds, intervalMilliseconds = INTERVAL_MILLISECONDS }: QuitOptions,
): Promise<boolean> {
  const running = async () => programsOf(await computer.listProcesses(), client, computer.facts);
  const before = await running();
  if (before.length === 0) return true;
  const deadline = computer.now() + timeoutMilliseconds;
  await askToQuit(client, before, computer);
  while ((await running()).length > 0) {
    if (computer.now() >= deadline) return false;
    await delay(intervalMilliseconds);
  }
  return true;
}

async function askToQuit(
  { processNames }: ClientDefinition,
  programs: readonly RunningProgram[],
  { facts, runProgram, terminate }: Computer,
): Promise<void> {
  const heads = withoutChildren(programs);
  switch (facts.platform) {
    case 'win32':
      // A window is asked to close; what refuses is left to its user.
      for (const { processId } of heads)
        await runProgram('taskkill', ['/PID', String(processId)]).catch(() => undefined);
      return;
    case 'darwin': {
      const [name = ''] = processNames.darwin;
      try {
        await runProgram('osascript', ['-e', `quit app ${JSON.stringify(name)}`]);
      } catch {
        // macOS asks its user whether one program may steer another, who may have said no.
        for (const { processId } of heads) terminate(processId);
      }
      return;
    }
    default:
      for (const { processId } of heads) terminate(processId);
  }
}
