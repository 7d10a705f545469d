#!/usr/bin/env node
import { Command, InvalidArgumentError, Option } from 'commander';
import { toErrorInfo } from '../shared/errors.ts';
import { redactSecrets } from '../shared/redact.ts';
import { HELP } from './help.ts';
import { createLog } from './log.ts';
import { VERSION } from './version.ts';

const program = new Command('tp-tray')
  .description('Answers questions about your TrainingPeaks account, in Claude and in this terminal.')
  .version(VERSION)
  .addHelpText('after', HELP.program)
  .configureOutput({ writeErr: (text) => void process.stderr.write(redactSecrets(text)) })
  .showHelpAfterError('(tp-tray --help shows what there is)');

program
  .command('mcp')
  .description('serve the Model Context Protocol on standard input and output; started by Claude')
  .option('--demo', 'answer for a made-up athlete', false)
  .addHelpText('after', HELP.mcp)
  .action(loaded(async () => (await import('./commands/mcp.ts')).serveMcp));

program
  .command('serve')
  .description('show the window in your browser, and serve assistants over HTTP, on this computer alone')
  .option('--demo', 'show a made-up athlete', false)
  .option('--port <number>', 'listen on this port instead of a free one', port)
  .option('--no-open', 'do not open the browser')
  .option('--verbose', 'show diagnostics', false)
  .addHelpText('after', HELP.serve)
  .action(loaded(async () => (await import('./commands/serve.ts')).serve));

program
  .command('call')
  .description('call one tool and print its answer; without a tool, list all of them with their parameters')
  .argument('[tool]', 'for example tp_get_fitness')
  .argument('[key=value...]', 'parameters of the tool, for example days=90 sport=Bike')
  .option('--json', 'print the numbers as JSON', false)
  .option('--demo', 'answer for a made-up athlete', false)
  .option('--verbose', 'show diagnostics', false)
  .addHelpText('after', HELP.call)
  .action(loaded(async () => (await import('./commands/call.ts')).call));

program
  .command('status')
  .description('who is signed in, and where things are stored')
  .option('--json', 'print as JSON', false)
  .option('--verbose', 'show diagnostics', false)
  .addHelpText('after', HELP.status)
  .action(loaded(async () => (await import('./commands/status.ts')).status));

program
  .command('login')
  .description('sign in with the session cookie of your browser (asked for, or read from standard input)')
  .option('--forget', 'sign out: remove the cookie from the keychain', false)
  .option('--verbose', 'show diagnostics', false)
  .addHelpText('after', HELP.login)
  .action(loaded(async () => (await import('./commands/login.ts')).login));

program
  .command('connect')
  .description('connect an AI client on this computer: claude-desktop, claude-code, cursor or vscode')
  .argument('<client>')
  .option('--force', 'replace an entry of another program, and write for a client that was not found', false)
  .option(
    '--quit',
    'where the client must not run meanwhile and does, ask it to quit first (not on Windows)',
    false,
  )
  .addOption(
    new Option('--while-running', 'write although the client runs and may undo it')
      .default(false)
      .conflicts('quit'),
  )
  .option('--no-verify', 'do not start the written command to see that it answers')
  .addHelpText('after', HELP.connect)
  .action(loaded(async () => (await import('./commands/connect.ts')).connect));

program
  .command('disconnect')
  .description('remove what connect wrote')
  .argument('<client>')
  .addHelpText('after', HELP.disconnect)
  .action(loaded(async () => (await import('./commands/disconnect.ts')).disconnect));

program
  .command('clients')
  .description('which AI clients are on this computer, and which are connected')
  .option('--json', 'print as JSON', false)
  .addHelpText('after', HELP.clients)
  .action(loaded(async () => (await import('./commands/clients.ts')).clients));

program
  .command('remove')
  .description('disconnect every AI client, for example before TP Tray is removed from this computer')
  .option('--data', 'also sign out, and delete the history, settings and logs', false)
  .addHelpText('after', HELP.remove)
  .action(loaded(async () => (await import('./commands/remove.ts')).remove));

program
  .command('demo')
  .description(
    'run a simulated TrainingPeaks on this computer; prints its addresses and a cookie as one JSON line',
  )
  .option(
    '--workouts <file>',
    'serve the workouts of this file (TrainingPeaks wire format) instead of a made-up athlete',
  )
  .option('--port <number>', 'listen on this port instead of a free one', port)
  .addHelpText('after', HELP.demo)
  .action(loaded(async () => (await import('./commands/demo.ts')).demo));

// In Node mode of Electron's executable the command line is Node's, which commander would not guess.
program.parseAsync(process.argv, { from: 'node' }).catch((error: unknown) => {
  const { code, message } = toErrorInfo(error);
  if (code === 'internal') createLog().error('unexpected failure', error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});

/** A command that is loaded when it is asked for, so that none waits for what another one needs. */
function loaded<Words extends unknown[]>(load: () => Promise<(...words: Words) => unknown>) {
  return async (...words: Words): Promise<void> => {
    const command = await load();
    await command(...words);
  };
}

function port(word: string): number {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return number;
}
