import { z } from 'zod';
import type { Engine } from '../mcp/tool.ts';
import type { Snapshot } from '../shared/snapshot.ts';
import type { AskProgress } from '../shared/views/ask.ts';
import type { ViewCalls } from '../shared/views/index.ts';
import { createAsk } from './ask.ts';
import { performanceView } from './performance.ts';

/** What the views need of the app: the engine of the moment, the account's or the demo athlete's. */
export interface ViewSource {
  readonly services: () => {
    readonly engine: Engine;
    localSnapshot(): Promise<Snapshot>;
  };
}

type ViewHandlers = {
  readonly [Name in keyof ViewCalls]: (
    request: ViewCalls[Name]['request'],
  ) => Promise<ViewCalls[Name]['response']>;
};

const sportIds = z.array(z.number().int()).nullable();
const timeConstant = z.number().min(1).max(365);

/** What each call must look like; a call without a schema does not compile. */
export const VIEW_REQUESTS: { readonly [Name in keyof ViewCalls]: z.ZodType<ViewCalls[Name]['request']> } = {
  'tool.ask': z.strictObject({
    askId: z.string().max(100),
    tool: z.string(),
    input: z.record(z.string(), z.unknown()),
  }),
  'tool.cancel': z.strictObject({ askId: z.string().max(100) }),
  'view.performance': z.strictObject({ sportIds, ctlDays: timeConstant, atlDays: timeConstant }),
};

/** One function for each view; `tell` takes the progress of long questions. */
export function createViewHandlers(app: ViewSource, tell: (progress: AskProgress) => void): ViewHandlers {
  const snapshot = () => app.services().localSnapshot();
  const { ask, cancel } = createAsk({ engine: () => app.services().engine, localSnapshot: snapshot, tell });
  return {
    'tool.ask': ask,
    'tool.cancel': ({ askId }) => {
      cancel(askId);
      return Promise.resolve(null);
    },
    'view.performance': async (request) => performanceView(await snapshot(), request),
  };
}
