import type { ConnectionOutcome } from '../clients/connections.ts';
import type { ClientState } from '../clients/inspect.ts';
import type { ProblemCode } from '../clients/problem.ts';
import type { ClientStatus } from '../shared/app-status.ts';
import { AppError, type ErrorCode } from '../shared/errors.ts';

const CODES: Readonly<Partial<Record<ProblemCode, ErrorCode>>> = {
  not_installed: 'not_found',
  foreign_entry: 'bad_input',
  path_will_not_last: 'bad_input',
};

/** A change that counts only when the client has quit. */
export interface Wait {
  /** What is done then, once more if it was done and the client undid it; `nothing` when it only has to start anew. */
  readonly then: 'connect' | 'disconnect' | 'nothing';
  /** As the user asked for it. */
  readonly insist: boolean;
  /** The processes that must end: one that starts later has read the file as it is then. */
  readonly processIds: readonly number[];
  /** What else the user should know. */
  readonly message: string | null;
}

/** What is known of a client beyond its file. */
export interface Knowledge {
  /** Whether the written command answers; null until it was tried. */
  readonly verified: boolean | null;
  /** What the file said when it was tried. */
  readonly triedEntry: string | null;
  /** Why it does not, or why it was not written. */
  readonly message: string | null;
  readonly wait: Wait | null;
  /** The client was asked to quit, and is waited for. */
  readonly isQuitting: boolean;
}

export const NOTHING_KNOWN: Knowledge = {
  verified: null,
  triedEntry: null,
  message: null,
  wait: null,
  isQuitting: false,
};

/** What the window and the tray show of a client. @param before `wasConnected`: and TP Tray did not disconnect it */
export function clientStatus(
  { id, name, state, path, files, canBeQuit, message }: ClientState,
  knowledge: Knowledge,
  before: { readonly wasConnected: boolean },
): ClientStatus {
  const otherServers = files.find((file) => file.path === path)?.otherServers ?? null;
  const client = { id, name, file: path === '' ? null : path, otherServers, canBeQuit };
  const { verified, wait } = knowledge;
  if (knowledge.isQuitting) return { ...client, state: 'working', message: `Waiting for ${name} to quit…` };
  const isWritten = state === 'connected' || state === 'moved';
  if (wait?.then === 'disconnect' && isWritten)
    return { ...client, state: 'waiting_to_disconnect', message: wait.message };
  if (state !== 'connected') {
    if (wait?.then === 'connect' && isWritable(state, wait))
      return { ...client, state: 'waiting_for_quit', message: wait.message };
    if (state === 'not_connected' && wait === null && before.wasConnected)
      return { ...client, state: 'vanished', message: knowledge.message };
    const undone = wait?.then === 'disconnect' ? mayUndo(name) : null;
    return { ...client, state, message: state === 'not_connected' ? (knowledge.message ?? undone) : message };
  }
  if (wait !== null && verified !== false)
    return { ...client, state: 'needs_restart', message: wait.message };
  const tried = verified === true ? 'verified' : 'failing';
  return { ...client, state: verified === null ? 'connected' : tried, message: knowledge.message };
}

/** Of an entry that was removed while the client ran. */
function mayUndo(name: string): string {
  return `The entry is removed, but ${name} is still running and may write it back when it quits. As long as TP Tray runs, it then removes it again.`;
}

function isWritable(state: ClientState['state'], { insist }: Wait): boolean {
  return state === 'not_connected' || state === 'moved' || (insist && state === 'foreign_entry');
}

/** Why nothing was changed although something should have been; null when nothing is wrong. */
export function problemOf({ problem, files }: ConnectionOutcome): AppError | null {
  const refused = files.find((file) => file.problem !== null);
  const code = problem?.code ?? refused?.problem;
  const message = problem?.message ?? refused?.message;
  if (code == null || message === undefined) return null;
  return new AppError(CODES[code] ?? 'storage_failed', message);
}
