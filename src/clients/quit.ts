import { setTimeout as delay } from 'node:timers/promises';
import type { ClientDefinition } from './client.ts';
import type { Computer } from './computer.ts';
import type { PlatformFacts } from './platform.ts';
import { programsOf, withoutChildren, type RunningProgram } from './processes.ts';

export interface QuitOptions {
  /** How long to wait for the client to be gone. */
  readonly timeoutMilliseconds: number;
  /** How often to look. Default half a second. */
  readonly intervalMilliseconds?: number;
}

const INTERVAL_MILLISECONDS = 500;

/**
 * Whether a client that must not run can be asked to quit. On Windows a program can ask another one to close its
 * window and no more, and the client goes on in the tray.
 */
export function canBeQuit({ toQuit }: ClientDefinition, { platform }: PlatformFacts): boolean {
  return toQuit !== null && platform !== 'win32';
}

/**
 * Asks a client to quit the way its own Quit does, never by force, and waits until it is gone. A client may stay all
 * the same: it asks its user first.
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
  const asItsMenuDoes = async () => {
    const [name = ''] = processNames.darwin;
    await runProgram('osascript', ['-e', `quit app ${JSON.stringify(name)}`]);
    return true;
  };
  // macOS asks its user whether one program may steer another, who may have said no.
  if (facts.platform === 'darwin' && (await asItsMenuDoes().catch(() => false))) return;
  for (const { processId } of withoutChildren(programs)) terminate(processId);
}
