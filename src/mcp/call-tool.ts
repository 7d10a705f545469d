import type { CallToolResult } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import { aboutData, aboutText } from './about.ts';
import { ADVICE } from './advice.ts';
import { inputProblem } from './input-problem.ts';
import type { AnyTool, Engine, ToolContext } from './tool.ts';

/** Takes how far long work has come; `total` is null while it is unknown. */
export type ReportProgress = ToolContext['progress'];

/**
 * Runs one tool and makes the answer, for the MCP server and the terminal alike.
 * This is the one place where a failure of a tool is caught, logged and put into words; it never throws.
 */
export async function callTool(
  tool: AnyTool,
  input: unknown,
  engine: Engine,
  signal: AbortSignal,
  report?: ReportProgress,
): Promise<CallToolResult> {
  try {
    const { data, text, about } = await tool.call(input, contextOf(engine, signal, report));
    return {
      structuredContent: { ...data, about: aboutData(about) },
      content: [{ type: 'text', text: `${text}\n\n${aboutText(about, engine.now())}` }],
    };
  } catch (error) {
    const known =
      error instanceof z.ZodError ? new AppError('bad_input', inputProblem(error, tool.input)) : error;
    const { code, message } = toErrorInfo(known);
    engine.log.error(`${tool.name} failed with ${code}`, known);
    return { isError: true, content: [{ type: 'text', text: `${code}: ${message} ${ADVICE[code]}` }] };
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
        onProgress: ({ windowsDone, windowsExpected, loadedFrom }) =>
          report(windowsDone, windowsExpected, `Loading your TrainingPeaks history: back to ${loadedFrom}`),
      }),
  };
}
