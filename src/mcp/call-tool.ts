import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { AppError, type ErrorInfo, toErrorInfo } from '../shared/errors.ts';
import type { SyncProgress } from '../shared/sync-progress.ts';
import { aboutData, aboutText } from './about.ts';
import { ADVICE } from './advice.ts';
import { inputProblem } from './input-problem.ts';
import { answeredFrom, refusedWith, type Ending } from './observe.ts';
import { questionTime } from './question-time.ts';
import type { AnyTool, Engine, ToolContext } from './tool.ts';

/** Puts a failure into words for whoever asked. */
export type Explain = (error: ErrorInfo) => string;

const explainToModel: Explain = ({ code, message }) => `${code}: ${message} ${ADVICE[code]}`;

/** Takes how far long work has come; `total` is null while it is unknown. */
export type ReportProgress = ToolContext['progress'];

export interface CallOptions {
  readonly report?: ReportProgress | undefined;
  readonly explain?: Explain;
  /** Called once, just before the answer. */
  readonly ended?: (ending: Ending) => void;
}

/**
 * Runs one tool and makes the answer, for the MCP server and the terminal alike.
 * This is the one place where a failure of a tool is caught, logged and put into words; it never throws.
 * What takes longer than a host waits ends as `still_loading`.
 */
export async function callTool(
  tool: AnyTool,
  input: unknown,
  engine: Engine,
  signal: AbortSignal,
  { report, explain = explainToModel, ended = () => undefined }: CallOptions = {},
): Promise<CallToolResult> {
  const time = questionTime(signal);
  try {
    const { data, text, about } = await tool.call(input, contextOf(engine, time.signal, report));
    ended(answeredFrom(about));
    return {
      structuredContent: { ...data, about: aboutData(about) },
      content: [{ type: 'text', text: `${text}\n\n${aboutText(about, engine.now())}` }],
    };
  } catch (error) {
    const known =
      error instanceof z.ZodError ? new AppError('bad_input', inputProblem(error, tool.input)) : error;
    const info = toErrorInfo(known);
    engine.log.error(`${tool.name} failed with ${info.code}`, known);
    ended(refusedWith(info.code, signal));
    return { isError: true, content: [{ type: 'text', text: explain(info) }] };
  } finally {
    time.release();
  }
}

function contextOf(
  engine: Engine,
  signal: AbortSignal,
  report: ReportProgress = () => undefined,
): ToolContext {
  return {
    session: engine.session,
    signal,
    now: () => engine.now(),
    progress: report,
    snapshot: () =>
      engine.snapshot({
        signal,
        onProgress: (progress) =>
          report(progress.windowsDone, progress.windowsExpected, loadingText(progress)),
      }),
  };
}

function loadingText({ reading, loadedFrom, loadedTo }: SyncProgress): string {
  return reading === 'ahead'
    ? `Loading your plan ahead: up to ${loadedTo}`
    : `Loading your TrainingPeaks history: back to ${loadedFrom}`;
}
