import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { createServices } from '../../services.ts';
import { AppError } from '../../shared/errors.ts';
import { explainToPerson } from '../explain.ts';
import { createLog } from '../log.ts';

const HOW_TO = `TP Tray needs the session cookie of your browser, once.
  1. Sign in at https://app.trainingpeaks.com in your browser.
  2. Open the developer tools (F12), then Application (Chrome, Edge) or Storage (Firefox), then Cookies.
  3. Copy the value of the cookie named Production_tpAuth.
It is checked with TrainingPeaks first, then kept in the keychain of this computer and nowhere else.
`;

/**
 * Takes a cookie from the terminal or from standard input, proves it with TrainingPeaks, then stores it.
 * @throws AppError when the text holds no cookie, TrainingPeaks refuses it, or the keychain cannot keep it
 */
export async function login({ forget, verbose }: { forget: boolean; verbose: boolean }): Promise<void> {
  const log = createLog(verbose ? undefined : () => undefined);
  const services = createServices({ variables: process.env, log });
  try {
    if (forget) {
      await services.forgetCookie();
      process.stdout.write(
        'Signed out: the cookie is removed from the keychain. The local history is kept.\n',
      );
      if ((process.env['TP_AUTH_COOKIE'] ?? '') !== '')
        process.stdout.write('The variable TP_AUTH_COOKIE is still set, and its cookie is still used.\n');
      return;
    }
    const problem = await services.keychainProblem();
    if (problem !== null) throw new AppError(problem.code, explainToPerson(problem));
    const { cookie, athleteName } = await services.prove(
      process.stdin.isTTY ? await ask() : await text(process.stdin),
    );
    await services.keepCookie(cookie);
    const name = athleteName ?? 'an athlete without a name';
    process.stdout.write(`Signed in as ${name}. The cookie is in the keychain of this computer.\n`);
  } finally {
    await services.close();
  }
}

/** Asks on the terminal without showing what is pasted. */
async function ask(): Promise<string> {
  process.stdout.write(`${HOW_TO}\nPaste the value and press Enter (it is not shown): `);
  const hidden = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: hidden, terminal: true });
  try {
    return await terminal.question('');
  } finally {
    terminal.close();
    process.stdout.write('\n');
  }
}
