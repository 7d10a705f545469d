import { callTool } from '../../mcp/call-tool.ts';
import { TOOLS } from '../../mcp/tools/index.ts';
import { createServices } from '../../services.ts';
import { AppError } from '../../shared/errors.ts';
import { redactSecrets } from '../../shared/redact.ts';
import { explainToPerson } from '../explain.ts';
import { createLog } from '../log.ts';
import { progressLine } from '../progress.ts';
import { describeTools } from '../tool-list.ts';

/** What a shell reports of a program that was stopped by Ctrl-C. */
const INTERRUPTED = 130;

/**
 * Calls one tool and prints its answer; the exit status is 1 when the tool failed. Without a name it lists the tools.
 * @throws AppError `bad_input` for an unknown tool or a malformed argument
 */
export async function call(
  name: string | undefined,
  words: readonly string[],
  options: { demo: boolean; json: boolean; verbose: boolean },
): Promise<void> {
  if (name === undefined) {
    process.stdout.write(`${describeTools(TOOLS)}\n`);
    return;
  }
  const tool = TOOLS.find((candidate) => candidate.name === name);
  if (tool === undefined) {
    const known = TOOLS.map((each) => `  ${each.name.padEnd(32)} ${each.title}`).join('\n');
    throw new AppError(
      'bad_input',
      `There is no tool ${redactSecrets(name)}. The tools are:\n${known}\n"tp-tray call" shows their parameters.`,
    );
  }
  const input = Object.fromEntries(words.map(argument));
  const log = createLog(options.verbose ? undefined : () => undefined);
  const services = createServices({ variables: process.env, log, demo: options.demo });
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  const progress = progressLine(process.stderr);
  try {
    const result = await callTool(tool, input, services.engine, interrupted.signal, {
      report: progress.report,
      explain: explainToPerson,
    });
    progress.clear();
    const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
    if (interrupted.signal.aborted) {
      process.exitCode = INTERRUPTED;
      process.stderr.write('Stopped. What was loaded is kept; the same command goes on from there.\n');
    } else if (result.isError === true) {
      process.exitCode = 1;
      process.stderr.write(`${text}\n`);
    } else {
      process.stdout.write(`${options.json ? JSON.stringify(result.structuredContent, null, 2) : text}\n`);
    }
  } finally {
    await services.close();
  }
}

/** `days=90` is a number, `sport=Bike` a text. */
function argument(word: string): [string, unknown] {
  const [, key, value] = /^([a-z_]+)=(.*)$/su.exec(word) ?? [];
  if (key === undefined || value === undefined) {
    throw new AppError(
      'bad_input',
      `"${redactSecrets(word)}" is not an argument. Write key=value, for example days=90 or sport=Bike.`,
    );
  }
  return [key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
}
