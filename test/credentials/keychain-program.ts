import { execFileSync } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { createKeychain } from '../../src/credentials/keychain.ts';
import { toErrorInfo } from '../../src/shared/errors.ts';
import { KEYRING_COMMAND, type KeychainJob, type Outcome, type Step } from './private-session.ts';

// Runs the steps that arrive on standard input against the real keychain of its session and prints the outcomes.
const { steps, options } = JSON.parse(await text(process.stdin)) as KeychainJob;
const keychain = createKeychain(options);

const outcomes: Outcome[] = [];
for (const step of steps) {
  try {
    outcomes.push({ value: await run(step) });
  } catch (error) {
    outcomes.push({ error: toErrorInfo(error) });
  }
}
process.stdout.write(JSON.stringify(outcomes));
process.exit(0);

async function run(step: Step): Promise<unknown> {
  switch (step.call) {
    case 'write':
      await keychain.write(step.cookie);
      return null;
    case 'crash keyring':
      process.kill(Number(/uint32 (\d+)/.exec(askBus('GetConnectionUnixProcessID'))?.[1]), 'SIGKILL');
      return await keyringIs(false);
    case 'start keyring':
      execFileSync('bash', ['-c', KEYRING_COMMAND.unlocked], { stdio: ['ignore', 'ignore', 'inherit'] });
      return await keyringIs(true);
    default:
      return await keychain[step.call]();
  }
}

/** Asks the bus of this session about the owner of the keyring's name. */
function askBus(method: 'NameHasOwner' | 'GetConnectionUnixProcessID'): string {
  const bus = 'org.freedesktop.DBus';
  const message = [`--dest=${bus}`, '/', `${bus}.${method}`, 'string:org.freedesktop.secrets'];
  const [program, ...parameters] = ['dbus-send', '--session', '--print-reply=literal', ...message] as const;
  return execFileSync(program, parameters, { encoding: 'utf8' });
}

async function keyringIs(there: boolean): Promise<null> {
  while (askBus('NameHasOwner').includes('true') !== there) await sleep(20);
  return null;
}
