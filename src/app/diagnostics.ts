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
const SHORTEST_ID = 4;
const ID_MARK = '[id]';

interface ReportedApp {
  status(): AppStatus;
  services(): Pick<AppServices, 'engine' | 'keychainProblem'>;
}

/**
 * What somebody who helps needs to know: the program, the computer, how everything stands, and the last lines of the log,
 * of which only our own words are quoted. The names of the athlete and of the computer's user, e-mail addresses, the ids
 * of TrainingPeaks and secrets are taken out of all that may hold some; our own labels stay, whatever the athlete is called.
 */
export async function diagnosticsReport(
  app: ReportedApp,
  { logsFolder, dataFolder }: { readonly logsFolder: string; readonly dataFolder: string },
): Promise<string> {
  const status = app.status();
  const [keychain, stored, log, known] = await Promise.all([
    app.services().keychainProblem(),
    storedIn(dataFolder),
    lastLines(join(logsFolder, 'tp-tray.log')),
    knownOf(app),
  ]);
  const clean = (foreign: string) => withoutIds(withoutNames(redactSecrets(foreign), known.names), known.id);
  return [
    `TP Tray ${status.version} on ${process.platform} ${release()} ${process.arch}`,
    `Runtime: ${runtime()}`,
    `Keychain: ${status.demo ? 'not asked in the demo' : keychain === null ? 'ready' : clean(keychain.message)}`,
    `Session: ${sessionLine(status, clean)}`,
    `History: ${historyLine(status, clean)}`,
    ...status.clients.map(
      ({ id, state, message }) => `Client ${id}: ${state}${message === null ? '' : ` (${clean(message)})`}`,
    ),
    `Start at login: ${status.startAtLogin === null ? 'not offered' : yesOrNo(status.startAtLogin)}`,
    `Demo: ${yesOrNo(status.demo)}`,
    `Settings: ${JSON.stringify(status.preferences)}`,
    `Data folder: ${clean(dataFolder)}`,
    ...stored.items.map(({ kind, bytes, paths }) => `  ${kind}: ${bytes} bytes in ${paths.length}`),
    '',
    `Last lines of the log:`,
    ...(log.length === 0 ? ['(none)'] : log.map(clean)),
  ].join('\n');
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

type Clean = (foreign: string) => string;

function sessionLine({ session }: AppStatus, clean: Clean): string {
  const { state, cookieFrom, expectedExpiryDay, problem, signInProblem } = session;
  return [
    state,
    cookieFrom === null ? '' : `from ${cookieFrom}`,
    expectedExpiryDay === null ? '' : `until about ${expectedExpiryDay}`,
    problem === null ? '' : `${problem.code}: ${clean(problem.message)}`,
    signInProblem === null ? '' : `last sign-in: ${clean(signInProblem)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function historyLine({ sync }: AppStatus, clean: Clean): string {
  const { state, syncedAt, loadedFrom, workoutCount, problem } = sync;
  return [
    state,
    `${workoutCount} workouts`,
    loadedFrom === null ? 'nothing loaded' : `from ${loadedFrom}`,
    syncedAt === null ? 'never synced' : `synced ${syncedAt}`,
    problem === null ? '' : `${problem.code}: ${clean(problem.message)}`,
  ]
    .filter((part) => part !== '')
    .join(', ');
}

async function lastLines(file: string): Promise<readonly string[]> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const own = text.split('\n').flatMap((line) => ownWordsOf(line) ?? []);
  return own.slice(-LOG_LINES);
}

interface Known {
  /** What stands for a name, by the name: of the athlete, of the user of this computer, of their home folder. */
  readonly names: ReadonlyMap<string, string>;
  /** The athlete's, at TrainingPeaks; null when nobody is known. */
  readonly id: number | null;
}

async function knownOf(app: ReportedApp): Promise<Known> {
  const report = await app
    .services()
    .engine.session.report()
    .catch(() => null);
  const names = [
    app.status().session.athleteName,
    report?.athlete?.fullName,
    report?.athlete?.userName,
  ].flatMap((name) => (name == null ? [] : [name, ...name.split(/[^\p{L}\p{N}]+/u)]));
  return {
    names: new Map([
      [homedir(), '~'],
      ...[...names, userInfo().username].map((name) => [name, '[name]'] as const),
    ]),
    id: report?.athlete?.athleteId ?? null,
  };
}

/** Long numbers within an address, as of athletes and workouts, and the athlete's id wherever it stands. */
function withoutIds(text: string, athleteId: number | null): string {
  const masked = text.replace(/(?<=\/)\d{5,}(?![\d-])/g, ID_MARK);
  const isTelling = athleteId !== null && String(athleteId).length >= SHORTEST_ID;
  return isTelling ? masked.replaceAll(wholeWord(String(athleteId)), ID_MARK) : masked;
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
