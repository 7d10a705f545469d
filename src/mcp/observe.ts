import { CLIENT_INFO_META_KEY, type McpServer, type ServerContext } from '@modelcontextprotocol/server';
import { z } from 'zod';
import type { AskedQuestion, ObserveQuestion } from '../shared/activity.ts';
import type { ErrorCode } from '../shared/errors.ts';
import type { Provenance } from '../shared/snapshot.ts';
import type { Engine } from './tool.ts';

/** How a question ended; `reason` is null for a fresh answer. */
export type Ending = Pick<AskedQuestion, 'outcome' | 'reason'>;

/** How an answer ends that rests on this history. */
export function answeredFrom({ stale }: Provenance): Ending {
  return { outcome: stale === null ? 'answered' : 'stale', reason: stale?.code ?? null };
}

/** How a failure ends; whoever has given up waiting is not told of it. */
export function refusedWith(code: ErrorCode, signal: AbortSignal): Ending {
  return { outcome: 'refused', reason: signal.aborted ? 'cancelled' : code };
}

/** Answers a question, and tells how it ended. */
type Ask<Answer> = (ended: (ending: Ending) => void) => Promise<Answer>;

/** Passes a question on to be answered, and has it noted. `tool` is its name, or the address of what is read. */
export type Observed = <Answer>(tool: string, request: ServerContext, ask: Ask<Answer>) => Promise<Answer>;

/** Tells `observe` of every question to `server` once its answer is on its way, so that no answer waits for it. */
export function observedBy(
  observe: ObserveQuestion | undefined,
  server: McpServer,
  engine: Engine,
): Observed {
  if (observe === undefined) return (_tool, _request, ask) => ask(() => undefined);
  return async (tool, request, ask) => {
    const askedAt = new Date(engine.now()).toISOString();
    const begunMilliseconds = performance.now();
    let ending: Ending = { outcome: 'answered', reason: null };
    const answer = await ask((how) => {
      ending = how;
    });
    const durationMilliseconds = Math.round(performance.now() - begunMilliseconds);
    setImmediate(() => {
      const answerCharacters = JSON.stringify(answer).length;
      const client = clientOf(server, request);
      observe({ askedAt, tool, client, durationMilliseconds, answerCharacters, ...ending });
    });
    return answer;
  };
}

const identity = z.object({ [CLIENT_INFO_META_KEY]: z.object({ name: z.string() }) });

/** Clients of 2026 name themselves with every request, those before at the handshake. */
function clientOf({ server }: { readonly server: Greeted }, { mcpReq }: ServerContext): string | null {
  const now = identity.safeParse(mcpReq.envelope).data?.[CLIENT_INFO_META_KEY];
  return (now ?? server.getClientVersion())?.name ?? null;
}

interface Greeted {
  getClientVersion(): { readonly name: string } | undefined;
}
