import { createConnections, type ConnectionOutcome, type Connections } from '../../clients/connections.ts';
import { thisProgram } from '../this-program.ts';
import { report } from '../report-outcome.ts';

const VERIFY_WITHIN_MILLISECONDS = 60_000;
const QUIT_WITHIN_MILLISECONDS = 20_000;

export interface ConnectWords {
  readonly force: boolean;
  /** Asks a running client to quit first. */
  readonly quit: boolean;
  readonly whileRunning: boolean;
  readonly verify: boolean;
}

/**
 * Connects a client, then starts what was written as the client would. The exit status is 1 when nothing was changed
 * and when the written command does not answer.
 * @throws AppError `bad_input` for an unknown client
 */
export async function connect(client: string, words: ConnectWords): Promise<void> {
  const connections = createConnections(thisProgram());
  const running = await connections.isRunning(client);
  const { canBeQuit } = await connections.state(client);
  const { force, whileRunning } = words;
  let outcome = await connections.connect(client, { force, whileRunning });
  const hasQuit = isRunning(outcome) && words.quit && canBeQuit && (await quit(connections, outcome));
  if (hasQuit) outcome = await connections.connect(client, { force });
  report(outcome);
  process.stderr.write(advice(outcome, { triedToQuit: words.quit, canBeQuit }));
  if (!outcome.changed) return;
  if (words.verify) await check(connections, client);
  process.stdout.write(hasQuit ? `Start ${outcome.name} again.\n` : `${outcome.toReload}\n`);
  if (running === true && !hasQuit && outcome.mayBeOverwritten)
    process.stderr.write(
      `${outcome.name} is running and may overwrite the file. If the connection is missing later, quit ${outcome.name} and connect again.\n`,
    );
}

function isRunning({ problem }: ConnectionOutcome): boolean {
  return problem?.code === 'client_running';
}

async function quit(connections: Connections, { id, name }: ConnectionOutcome): Promise<boolean> {
  const seconds = QUIT_WITHIN_MILLISECONDS / 1_000;
  process.stdout.write(`Asking ${name} to quit; this may take up to ${seconds} seconds.\n`);
  const isGone = await connections.quit(id, { timeoutMilliseconds: QUIT_WITHIN_MILLISECONDS });
  if (isGone !== true) process.stderr.write(`${name} did not quit.\n`);
  return isGone === true;
}

/** What the user can do about a refusal, in lines. */
export function advice(
  { id, name, problem, files }: ConnectionOutcome,
  { triedToQuit, canBeQuit }: { readonly triedToQuit: boolean; readonly canBeQuit: boolean },
): string {
  const again = `tp-tray connect ${id}`;
  const insist = `To write it all the same: ${again}`;
  switch (problem?.code ?? files.find((file) => file.problem !== null)?.problem) {
    case 'foreign_entry':
      return `To replace it: ${again} --force. The file of before is kept beside it.\n`;
    case 'not_installed':
      return `${insist} --force\n`;
    case 'client_running': {
      const quit = canBeQuit
        ? `To have it quit for you: ${again} --quit\n`
        : `TP Tray cannot quit ${name} for you on this system. When you have, run: ${again}\n`;
      return `${canBeQuit && triedToQuit ? '' : quit}${insist} --while-running\n`;
    }
    default:
      return '';
  }
}

async function check(connections: Connections, client: string): Promise<void> {
  const result = await connections.verify(client, { timeoutMilliseconds: VERIFY_WITHIN_MILLISECONDS });
  if (result.verified) {
    process.stdout.write(
      `Verified: the written command was started and answered, with ${result.toolNames.length} tools, in ${result.durationMilliseconds} ms.\n`,
    );
    return;
  }
  process.exitCode = 1;
  process.stderr.write(`The connection is written, but it does not work. ${result.message}\n`);
}
