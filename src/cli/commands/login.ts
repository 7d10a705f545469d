import { createInterface } from 'node:readline/promises';
import { text } from 'node:stream/consumers';
import { Writable } from 'node:stream';
import { createServices } from '../../services.ts';
import { AppError } from '../../shared/errors.ts';
import { parseCookieInput } from '../../trainingpeaks/cookie.ts';
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
      await services.cookies.clear();
      process.stdout.write(
        'Signed out: the cookie is removed from the keychain. The local history is kept.\n',
      );
      return;
    }
    const keychain = await services.keychain.check();
    if (keychain.state !== 'ready') throw new AppError('keychain_unavailable', keychain.message);
    const cookie = parseCookieInput(process.stdin.isTTY ? await ask() : await text(process.stdin));
    const name = await proven(cookie);
    await services.cookies.save(cookie);
    process.stdout.write(`Signed in as ${name}. The cookie is in the keychain of this computer.\n`);
  } finally {
    await services.close();
  }

  /** The athlete's name behind a cookie. It is tried as if it came from the environment, so nothing is stored yet. */
  async function proven(cookie: string): Promise<string> {
    const trial = createServices({ variables: { ...process.env, TP_AUTH_COOKIE: cookie }, log });
    try {
      const report = await trial.engine.session.report();
      if (report.problem !== null) throw new AppError(report.problem.code, report.problem.message);
      return report.athlete?.fullName ?? 'an athlete without a name';
    } finally {
      await trial.close();
    }
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
