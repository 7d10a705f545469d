import type { AskRequest, ToolAnswer } from './ask.ts';
import type { PerformanceRequest, PerformanceView } from './performance.ts';

/** What the pages of the dashboard ask for: read only, answered from the local history. Types alone. */
export interface ViewCalls {
  /** Runs a tool that Claude has too, so that a page and Claude give the same numbers. */
  'tool.ask': { request: AskRequest; response: ToolAnswer };
  /** Ends a `tool.ask` that is under way; it then fails with `cancelled`. */
  'tool.cancel': { request: { askId: string }; response: null };
  /** Null when nothing was ever completed. */
  'view.performance': { request: PerformanceRequest; response: PerformanceView | null };
}
