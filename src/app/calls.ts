import { z } from 'zod';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { CallName, Calls, Reply } from '../shared/ipc.ts';
import { logFailure } from '../shared/log-failure.ts';
import type { Log } from '../shared/log.ts';
import { VIEW_REQUESTS } from '../views/index.ts';
import type { Handlers } from './handlers.ts';
import { preferencesChange } from './preferences.ts';

/** Of a pasted text that may be a whole header with cookies. */
const LONGEST_PASTE = 20_000;
const nothing = z.undefined();
const clientId = z.enum(['claude-desktop', 'claude-code', 'cursor', 'vscode']);

/** What each call must look like; a call without a schema does not compile. */
const REQUESTS: { readonly [Name in CallName]: z.ZodType<Calls[Name]['request']> } = {
  ...VIEW_REQUESTS,
  'app.status': nothing,
  'app.check': nothing,
  'session.signIn': nothing,
  'session.useCopiedCookie': nothing,
  'session.usePastedCookie': z.strictObject({ text: z.string().max(LONGEST_PASTE) }),
  'session.signOut': nothing,
  'sync.start': nothing,
  'sync.pause': nothing,
  'client.connect': z.strictObject({ id: clientId, insist: z.boolean() }),
  'client.goOn': z.strictObject({ id: clientId, how: z.enum(['quit', 'write']) }),
  'client.disconnect': z.strictObject({ id: clientId }),
  'settings.startAtLogin': z.strictObject({ enabled: z.boolean() }),
  'preferences.change': preferencesChange,
  'demo.show': z.strictObject({ enabled: z.boolean() }),
  'mcp.access': nothing,
  'activity.list': z.strictObject({ knownRevision: z.string() }),
  'activity.clear': nothing,
  'data.stored': nothing,
  'data.export': z.strictObject({ table: z.enum(['workouts', 'fitness']) }),
  'data.removeEverything': nothing,
  'diagnostics.report': nothing,
  'diagnostics.copy': nothing,
  'open.logs': nothing,
  'open.dataFolder': nothing,
  'open.clientFile': z.strictObject({ id: clientId }),
  'open.page': z.strictObject({ page: z.enum(['trainingpeaks', 'claude-download', 'claude']) }),
};

/** Answers a call of the window. A failure is logged, and crosses as data in our own words. */
export async function answerCall(
  handlers: Handlers,
  name: unknown,
  request: unknown,
  log: Log,
): Promise<Reply<unknown>> {
  try {
    return { ok: true, value: await dispatch(handlers, name, request) };
  } catch (error) {
    const info = toErrorInfo(error);
    const known = isCallName(name) ? name : 'that does not exist';
    if (info.code !== 'cancelled') logFailure(log, `the window's call ${known} failed`, error);
    return { ok: false, error: info };
  }
}

/** Checks a call and passes it to its handler. @throws AppError `bad_input` for one that is not in the contract */
export async function dispatch(handlers: Handlers, name: unknown, request: unknown): Promise<unknown> {
  if (!isCallName(name)) throw new AppError('bad_input', 'The window asked for something unknown.');
  return answer(handlers, name, request);
}

async function answer<Name extends CallName>(
  handlers: Handlers,
  name: Name,
  request: unknown,
): Promise<Calls[Name]['response']> {
  const parsed = REQUESTS[name].safeParse(request);
  if (!parsed.success)
    throw new AppError('bad_input', 'The window asked in a form that is not understood.', {
      cause: parsed.error,
    });
  return handlers[name](parsed.data);
}

function isCallName(name: unknown): name is CallName {
  return typeof name === 'string' && Object.hasOwn(REQUESTS, name);
}
