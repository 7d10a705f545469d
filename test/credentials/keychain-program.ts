import { text } from 'node:stream/consumers';
import { createKeychain } from '../../src/credentials/keychain.ts';
import { toErrorInfo } from '../../src/shared/errors.ts';
import type { KeychainJob, Outcome, Step } from './private-session.ts';

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
  if (step.call !== 'write') return await keychain[step.call]();
  await keychain.write(step.cookie);
  return null;
}
