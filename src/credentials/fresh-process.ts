import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { KeychainFault } from './keychain-fault.ts';
import { keytarPath, type NativeKeychain } from './native-keychain.ts';

/** What the process answers: the value, or the text of the native module's error. */
type Reply = { readonly value: unknown } | { readonly error: string };

/**
 * Reads one call from standard input, so that no secret stands in a list of processes, and writes its outcome. A
 * keyring that waits for its password must not outlive the one who asked for long.
 */
const PROGRAM = `
const [, library, limitMilliseconds] = process.argv;
setTimeout(() => process.kill(process.pid, 'SIGKILL'), Number(limitMilliseconds)).unref();
const { name, parameters } = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
const reply = (outcome) => process.stdout.write(JSON.stringify(outcome));
require(library)[name](...parameters).then(
  (value) => reply({ value: value ?? null }),
  (error) => reply({ error: error.message }),
);
`;

/**
 * The native module in a process of its own for each call. libsecret keeps its connection to the keyring service
 * for the life of a process; only another process reaches a service that was started anew.
 */
export function inFreshProcess(environment: NodeJS.ProcessEnv, limitMilliseconds: number): NativeKeychain {
  const call = async (name: keyof NativeKeychain, ...parameters: string[]): Promise<unknown> => {
    const reply = await ask({ name, parameters }, environment, limitMilliseconds);
    if ('error' in reply) throw new Error(reply.error);
    return reply.value;
  };
  return {
    getPassword: async (...entry) => (await call('getPassword', ...entry)) as string | null,
    setPassword: async (...entry) => {
      await call('setPassword', ...entry);
    },
    deletePassword: async (...entry) => (await call('deletePassword', ...entry)) === true,
  };
}

async function ask(
  question: { readonly name: string; readonly parameters: readonly string[] },
  environment: NodeJS.ProcessEnv,
  limitMilliseconds: number,
): Promise<Reply> {
  try {
    // Where this program is the Electron app, the variable makes its executable a plain Node.
    const child = spawn(process.execPath, ['-e', PROGRAM, keytarPath(), String(limitMilliseconds)], {
      env: { ...environment, ELECTRON_RUN_AS_NODE: '1' },
      stdio: ['pipe', 'pipe', 'ignore'],
      windowsHide: true,
    });
    const failed = new Promise<never>((_, reject) => {
      child.once('error', reject);
      child.stdin.once('error', reject);
    });
    child.stdin.end(JSON.stringify(question));
    return JSON.parse(await Promise.race([text(child.stdout), failed])) as Reply;
  } catch (cause) {
    throw new KeychainFault('service_restarted', { cause });
  }
}
