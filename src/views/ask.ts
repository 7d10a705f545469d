import { z } from 'zod';
import type { Engine } from '../mcp/tool.ts';
import { TOOLS } from '../mcp/tools/index.ts';
import { AppError } from '../shared/errors.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { AskProgress, AskRequest, ToolAnswer } from '../shared/views/ask.ts';

interface AskOptions {
  readonly engine: () => Engine;
  /** What is on this computer, at once: the app refreshes it by itself, and the window asks again when it did. */
  readonly localSnapshot: () => Promise<Snapshot>;
  readonly tell: (progress: AskProgress) => void;
}

/** Lets the window run the reading tools that Claude has. */
export function createAsk({ engine, localSnapshot, tell }: AskOptions) {
  const underWay = new Map<string, AbortController>();

  /** @throws AppError what the tool throws; `bad_input` for a tool or parameters that do not exist */
  async function ask({ askId, tool: name, input }: AskRequest): Promise<ToolAnswer> {
    const tool = TOOLS.find((each) => each.name === name && each.effect === 'read');
    if (tool === undefined) throw new AppError('bad_input', 'The window asked for something unknown.');
    const stop = new AbortController();
    underWay.set(askId, stop);
    try {
      const { data, about } = await tool.call(input, {
        session: engine().session,
        signal: stop.signal,
        now: () => engine().now(),
        snapshot: localSnapshot,
        progress: (done, total, message) => tell({ askId, done, total, message }),
      });
      return { data, about };
    } catch (error) {
      if (stop.signal.aborted) throw new AppError('cancelled', 'The question was ended.', { cause: error });
      if (!(error instanceof z.ZodError)) throw error;
      throw new AppError('bad_input', 'The window asked in a form that is not understood.', { cause: error });
    } finally {
      underWay.delete(askId);
    }
  }

  return {
    ask,
    cancel: (askId: string): void => underWay.get(askId)?.abort(),
  };
}
