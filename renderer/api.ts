import type { ErrorCode, ErrorInfo } from '../src/shared/errors.ts';
import type { Arguments, CallName, Calls, Reply } from '../src/shared/ipc.ts';

/** A call that did not succeed; `message` is our own text. */
export class CallFailure extends Error {
  override readonly name = 'CallFailure';
  readonly code: ErrorCode;

  constructor(error: ErrorInfo) {
    super(error.message);
    this.code = error.code;
  }
}

/** Asks the main process. @throws CallFailure */
export async function call<Name extends CallName>(
  name: Name,
  ...request: Arguments<Calls[Name]['request']>
): Promise<Calls[Name]['response']> {
  const reply = await answered(() => window.tpTray.call(name, ...request));
  if (!reply.ok) throw new CallFailure(reply.error);
  return reply.value;
}

/** The same for a call of any name, whose request is given in one piece. @throws CallFailure */
export function callWith<Name extends CallName>(
  name: Name,
  request: Calls[Name]['request'],
): Promise<Calls[Name]['response']> {
  return call(name, ...([request] as Arguments<Calls[Name]['request']>));
}

async function answered<T>(ask: () => Promise<Reply<T>>): Promise<Reply<T>> {
  try {
    return await ask();
  } catch {
    return { ok: false, error: { code: 'internal', message: 'The window could not reach TP Tray.' } };
  }
}

/** Reduces whatever a task threw to a failure that can be shown. */
export function toCallFailure(error: unknown): CallFailure {
  if (error instanceof CallFailure) return error;
  return new CallFailure({ code: 'internal', message: 'Something unexpected went wrong in the window.' });
}
