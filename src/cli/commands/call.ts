import { callTool } from '../../mcp/call-tool.ts';
import { TOOLS } from '../../mcp/tools/index.ts';
import { createServices } from '../../services.ts';
import { AppError } from '../../shared/errors.ts';
import { createLog } from '../log.ts';

/**
 * Calls one tool and prints its answer; the exit status is 1 when the tool failed.
 * @throws AppError `bad_input` for an unknown tool or a malformed argument
 */
export async function call(
  name: string,
  words: readonly string[],
  options: { demo: boolean; json: boolean; verbose: boolean },
): Promise<void> {
  const tool = TOOLS.find((candidate) => candidate.name === name);
  if (tool === undefined) {
    throw new AppError(
      'bad_input',
      `There is no tool ${name}. The tools are:\n${TOOLS.map((each) => `  ${each.name.padEnd(34)} ${each.title}`).join('\n')}`,
    );
  }
  const input = Object.fromEntries(words.map(argument));
  const log = createLog(options.verbose ? undefined : () => undefined);
  const services = createServices({ variables: process.env, log, demo: options.demo });
  const interrupted = new AbortController();
  process.once('SIGINT', () => interrupted.abort());
  try {
    const result = await callTool(tool, input, services.engine, interrupted.signal, showProgress);
    const text = result.content.map((part) => (part.type === 'text' ? part.text : '')).join('\n');
    if (result.isError === true) process.exitCode = 1;
    if (result.isError === true) process.stderr.write(`${text}\n`);
    else process.stdout.write(`${options.json ? JSON.stringify(result.structuredContent, null, 2) : text}\n`);
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
      `"${word}" is not an argument. Write key=value, for example days=90 or sport=Bike.`,
    );
  }
  return [key, /^-?\d+(\.\d+)?$/.test(value) ? Number(value) : value];
}

function showProgress(done: number, total: number | null, message: string): void {
  if (process.stderr.isTTY)
    process.stderr.write(
      `\r\u001B[K${message} (${done}${total === null ? '' : ` of about ${total}`})${total === done ? '\n' : ''}`,
    );
}
