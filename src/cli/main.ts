#!/usr/bin/env node
import { Command, InvalidArgumentError } from 'commander';
import { toErrorInfo } from '../shared/errors.ts';
import { call } from './commands/call.ts';
import { demo } from './commands/demo.ts';
import { login } from './commands/login.ts';
import { serveMcp } from './commands/mcp.ts';
import { status } from './commands/status.ts';
import { createLog } from './log.ts';
import { VERSION } from './version.ts';

const program = new Command('tp-tray')
  .description('Answers questions about your TrainingPeaks account, in Claude and in this terminal.')
  .version(VERSION)
  .addHelpText(
    'after',
    `
Start here:
  tp-tray call tp_get_fitness --demo       try it with a made-up athlete, no account needed
  tp-tray login                            sign in to your own account, once
  tp-tray call tp_get_fitness              your fitness, fatigue and form today
  tp-tray call tp_get_workouts days=7      last week
  tp-tray call help                        every tool

Claude and other assistants start "tp-tray mcp" by themselves.
Variables: TP_TRAY_HOME (data folder), TP_AUTH_COOKIE (the cookie, for machines without a keychain).`,
  )
  .showHelpAfterError('(tp-tray --help shows what there is)');

program
  .command('mcp')
  .description('serve the Model Context Protocol on standard input and output; started by Claude')
  .option('--demo', 'answer for a made-up athlete', false)
  .action(serveMcp);

program
  .command('call')
  .description('call one tool and print its answer')
  .argument('<tool>', 'for example tp_get_fitness')
  .argument('[key=value...]', 'parameters of the tool, for example days=90 sport=Bike')
  .option('--json', 'print the numbers as JSON', false)
  .option('--demo', 'answer for a made-up athlete', false)
  .option('--verbose', 'show diagnostics', false)
  .action(call);

program
  .command('status')
  .description('who is signed in, and where things are stored')
  .option('--json', 'print as JSON', false)
  .option('--verbose', 'show diagnostics', false)
  .action(status);

program
  .command('login')
  .description('sign in with the session cookie of your browser (asked for, or read from standard input)')
  .option('--forget', 'sign out: remove the cookie from the keychain', false)
  .option('--verbose', 'show diagnostics', false)
  .action(login);

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
  .action(demo);

program.parseAsync().catch((error: unknown) => {
  const { code, message } = toErrorInfo(error);
  if (code === 'internal') createLog().error('unexpected failure', error);
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
});

function port(word: string): number {
  const number = Number(word);
  if (!Number.isInteger(number) || number < 0 || number > 65_535)
    throw new InvalidArgumentError('A port is a whole number from 0 to 65535.');
  return number;
}
