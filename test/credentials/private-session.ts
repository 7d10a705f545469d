import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { KeychainOptions } from '../../src/credentials/keychain.ts';
import type { ErrorInfo } from '../../src/shared/errors.ts';

/** One call of the keychain. */
export type Step =
  | { readonly call: 'read' | 'delete' | 'check' }
  | { readonly call: 'write'; readonly cookie: string }
  /** Ends the keyring service as a crash does, or starts it again, unlocked. */
  | { readonly call: 'crash keyring' | 'start keyring' };

/** What the keychain program reads from standard input. */
export interface KeychainJob {
  readonly steps: readonly Step[];
  readonly options: Pick<KeychainOptions, 'limitMilliseconds' | 'runtimeDirectory'>;
}

/** How a step ended. */
export type Outcome = { readonly value: unknown } | { readonly error: ErrorInfo };

/** The keyring of a session: none at all, one that is unlocked, or one that nobody has unlocked. */
export type Keyring = 'none' | 'unlocked' | 'not unlocked';

/** How the keychain program ended, and what it found. */
export interface Ending {
  readonly outcomes: readonly Outcome[];
  readonly signal: NodeJS.Signals | null;
}

const PROGRAM = fileURLToPath(new URL('keychain-program.ts', import.meta.url));

export const KEYRING_COMMAND: Readonly<Record<Keyring, string>> = {
  none: ':',
  unlocked: 'printf "a password" | gnome-keyring-daemon --unlock --components=secrets >&2',
  'not unlocked': 'gnome-keyring-daemon --start --components=secrets >&2',
};

/** A home folder of its own, with a bus and a keyring that end with the program they are started for. */
export class PrivateSession {
  readonly home = mkdtempSync(join(tmpdir(), 'keychain-'));
  /** Where the session bus listens, as `/run/user/<uid>` does on a desktop. */
  readonly runtimeDirectory = join(this.home, 'run');

  constructor() {
    mkdirSync(this.runtimeDirectory, { mode: 0o700 });
  }

  remove(): void {
    rmSync(this.home, { recursive: true, force: true });
  }

  /** Runs the steps inside a bus session. `hideBus` leaves its address out of the environment, as AI clients do. */
  runOnBus(
    keyring: Keyring,
    steps: readonly Step[],
    { hideBus = false }: { hideBus?: boolean } = {},
  ): Promise<Ending> {
    return this.#run(this.commandOnBus(keyring, programCommand(), { hideBus }), { steps });
  }

  /** The command that runs another one inside a bus session. */
  commandOnBus(
    keyring: Keyring,
    command: readonly string[],
    { hideBus = false }: { hideBus?: boolean } = {},
  ): string[] {
    const configuration = join(this.home, 'bus.conf');
    writeFileSync(configuration, busConfiguration(join(this.runtimeDirectory, 'bus')));
    const script = [
      KEYRING_COMMAND[keyring],
      ...(hideBus ? ['unset DBUS_SESSION_BUS_ADDRESS'] : []),
      'exec "$@"',
    ];
    const shell = ['bash', '-c', script.join('; '), 'bash'];
    return ['dbus-run-session', '--config-file', configuration, '--', ...shell, ...command];
  }

  /** Runs the steps where no bus is started. */
  runWithoutBus(
    steps: readonly Step[],
    limits: Pick<KeychainOptions, 'limitMilliseconds'> = {},
  ): Promise<Ending> {
    return this.#run(programCommand(), { steps, ...limits });
  }

  async #run(
    [program = '', ...parameters]: readonly string[],
    { steps, ...limits }: { steps: readonly Step[]; limitMilliseconds?: number },
  ): Promise<Ending> {
    const job: KeychainJob = { steps, options: { ...limits, runtimeDirectory: this.runtimeDirectory } };
    const child = spawn(program, parameters, {
      env: { HOME: this.home, PATH: process.env['PATH'] },
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stdin.end(JSON.stringify(job));
    const ended = new Promise<NodeJS.Signals | null>((resolve, reject) => {
      child.once('error', reject);
      child.once('close', (_code, signal) => resolve(signal));
    });
    const [output, complaints, signal] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
    if (output === '') throw new Error(`The keychain program said nothing. Its session said: ${complaints}`);
    return { outcomes: JSON.parse(output) as Outcome[], signal };
  }
}

function programCommand(): string[] {
  return [process.execPath, '--experimental-transform-types', '--no-warnings', PROGRAM];
}

/** A bus that starts no service by itself, so that a session has a keyring only when a test starts one. */
export function busConfiguration(socket: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:path=${socket}</listen>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}
