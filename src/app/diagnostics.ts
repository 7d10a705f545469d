import { readFile } from 'node:fs/promises';
import { homedir, release, userInfo } from 'node:os';
import { join } from 'node:path';
import type { AppStatus } from '../shared/app-status.ts';
import { ownWordsOf } from '../shared/line-log.ts';
import { redactSecrets } from '../shared/redact.ts';
import type { AppServices } from './services.ts';
import { storedIn } from './stored-data.ts';

const LOG_LINES = 40;
const SHORTEST_NAME = 3;

interface ReportedApp {
  status(): AppStatus;
  services(): Pick<AppServices, 'engine' | 'keychainProblem'>;
}

/**
 * What somebody who helps needs to know: the program, the computer, how everything stands, and the last lines of the log,
 * of which only our own words are quoted. The names of the athlete and of the computer's user, e-mail addresses and
 * secrets are taken out of all of it.
 */
export async function diagnosticsReport(
  app: ReportedApp,
  { logsFolder, dataFolder }: { readonly logsFolder: string; readonly dataFolder: string },
): Promise<string> {
  const status = app.status();
  const [keychain, stored, log, names] = await Promise.all([
    app.services().keychainProblem(),
    storedIn(dataFolder),
    lastLines(join(logsFolder, 'tp-tray.log')),
    namesOf(app),
  ]);
  const text = [
    `TP Tray ${status.version} on ${process.platform} ${release()} ${process.arch}`,
    `Runtime: ${runtime()}`,
    `Keychain: ${status.demo ? 'not asked in the demo' : (keychain?.message ?? 'ready')}`,
    `Session: ${sessionLine(status)}`,
    `History: ${historyLine(status)}`,
    ...status.clients.map(
      ({ id, state, message }) => `Client ${id}: ${state}${message === null ? '' : ` (${message})`}`,
    ),
    `Start at login: ${status.startAtLogin === null ? 'not offered' : yesOrNo(status.startAtLogin)}`,
    `Demo: ${yesOrNo(status.demo)}`,
    `Settings: ${JSON.stringify(status.preferences)}`,
    `Data folder: ${dataFolder}`,
    ...stored.items.map(({ kind, bytes, paths }) => `  ${kind}: ${bytes} bytes in ${paths.length}`),
    '',
    `Last lines of the log:`,
    ...log,
  ].join('\n');
  return withoutNames(redactSecrets(text), names);
}

function runtime(): string {
  const versions: Readonly<Record<string, string | undefined>> = process.versions;
  return [
    ['Electron', versions['electron']],
    ['Chromium', versions['chrome']],
    ['Node', versions['node']],
  ]
    .flatMap(([name, version]) => (version === undefined ? [] : [`${name ?? ''} ${version}`]))
    .join(', ');
}

function sessionLine({ session }: AppStatus): string {
  const { state, cookieFrom, expectedExpiryDay, problem, signInProblem } = session;
  return [
    state,
    cookieFrom === null ? '' : `from ${cookieFrom}`,
    expectedExpiryDay === null ? '' : `until about ${expectedExpiryDay}`,
    problem === null ? '' : `${problem.code}: ${problem.message}`,
    signInProblem === null ? '' : `last sign-in: ${signInProblem}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function historyLine({ sync }: AppStatus): string {
  const { state, syncedAt, loadedFrom, workoutCount, problem } = sync;
  return [
    state,
    `${workoutCount} workouts`,
    loadedFrom === null ? 'nothing loaded' : `from ${loadedFrom}`,
    syncedAt === null ? 'never synced' : `synced ${syncedAt}`,
    problem === null ? '' : `${problem.code}: ${problem.message}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

async function lastLines(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const own = text.split('\n').flatMap((line) => ownWordsOf(line) ?? []);
  return own.length === 0 ? ['(none)'] : own.slice(-LOG_LINES);
}

/** What stands for a name, by the name: of the athlete, of the user of this computer, of their home folder. */
async function namesOf(app: ReportedApp): Promise<ReadonlyMap<string, string>> {
  const report = await app
    .services()
    .engine.session.report()
    .catch(() => null);
  const names = [
    app.status().session.athleteName,
    report?.athlete?.fullName,
    report?.athlete?.userName,
  ].flatMap((name) => (name == null ? [] : [name, ...name.split(/[^\p{L}\p{N}]+/u)]));
  return new Map([
    [homedir(), '~'],
    ...[...names, userInfo().username].map((name) => [name, '[name]'] as const),
  ]);
}

function withoutNames(text: string, names: ReadonlyMap<string, string>): string {
  return [...names]
    .filter(([name]) => name.length >= SHORTEST_NAME)
    .sort(([one], [other]) => other.length - one.length)
    .reduce((rest, [name, standIn]) => rest.replaceAll(wholeWord(name), standIn), text);
}

function wholeWord(name: string): RegExp {
  const literal = name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`, 'giu');
}

function yesOrNo(value: boolean): string {
  return value ? 'yes' : 'no';
}
