import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { APP, needsElectron } from './app-lab.ts';
import { DesktopSession, electronExecutable } from './desktop-session.ts';

/** Writes down what a dialog of failure shows, in the place of a user who reads it and closes it. */
const READER = `
const { dialog } = require('electron');
dialog.showErrorBox = (title, text) => require('node:fs').writeFileSync(process.env.SHOWN, title + '\\n' + text);
`;

interface Start {
  readonly exitCode: number | null;
  readonly shown: string;
}

/** Starts the app on a desktop, with code that breaks something in it, and waits for its end. */
async function startToEnd(
  session: DesktopSession,
  variables: Readonly<Record<string, string>>,
  fault = '',
): Promise<Start> {
  const place = join(session.home, 'reader');
  mkdirSync(place);
  const [reader, shown] = [join(place, 'reader.cjs'), join(place, 'shown')];
  writeFileSync(reader, READER + fault);
  const app = spawn(electronExecutable() ?? '', ['--no-sandbox', '-r', reader, APP], {
    env: session.environment({ ...variables, SHOWN: shown }),
    cwd: session.home,
    stdio: 'ignore',
  });
  onTestFinished(() => void app.kill('SIGKILL'));
  const [exitCode] = (await once(app, 'exit')) as [number | null];
  return { exitCode, shown: existsSync(shown) ? readFileSync(shown, 'utf8') : '' };
}

test.for([
  ['a file lies in its place', 'tp-tray', (path: string) => `but ${path} is a file.`],
  ['it may not be written', '/sys/tp-tray', () => 'but may not write there.'],
] as const)(
  'a data folder of no use is explained, and the app ends: %s',
  async ([, name, reason], context) => {
    needsElectron(context);
    const session = await DesktopSession.start({ tray: true });
    onTestFinished(() => session.close());
    writeFileSync(join(session.home, 'tp-tray'), 'a file of the user');
    const folder = resolve(session.home, name);

    const { exitCode, shown } = await startToEnd(session, { TP_TRAY_HOME: folder });
    expect(exitCode).toBe(1);
    expect(shown).toMatch(/^TP Tray could not start\n/);
    expect(shown).toContain(`TP Tray keeps its data in the folder ${folder}, ${reason(folder)}`);
    expect(shown).not.toMatch(/Error|EEXIST|ENOTDIR|EPERM|EROFS|mkdir/);
    expect(readFileSync(join(session.home, 'tp-tray'), 'utf8')).toBe('a file of the user');
    expect(readdirSync(session.home)).not.toContain('.config');
  },
);

test.for([
  [
    'cannot start',
    `require('electron').protocol.handle = () => { throw new Error('of no use') };`,
    'TP Tray could not start',
  ],
  [
    'stops while it runs',
    `require('electron').app.whenReady().then(() =>
      setTimeout(() => { throw new Error('of no use') }, 500));`,
    'TP Tray stopped',
  ],
] as const)(
  'an app that %s for a reason nobody knows says where the log is',
  async ([, fault, title], context) => {
    needsElectron(context);
    const session = await DesktopSession.start({ tray: true });
    onTestFinished(() => session.close());
    const folder = join(session.home, 'tp-tray');

    const { exitCode, shown } = await startToEnd(session, { TP_TRAY_HOME: folder }, fault);
    expect(exitCode).toBe(1);
    expect(shown.split('\n')[0]).toBe(title);
    expect(shown).toContain(join(folder, 'logs'));
    expect(shown).not.toContain('of no use');
    const [log = ''] = readdirSync(join(folder, 'logs'));
    expect(readFileSync(join(folder, 'logs', log), 'utf8')).toContain('of no use');
  },
);
