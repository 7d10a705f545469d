/**
 * `npm run package`: the packaged application for this system, unpacked, under `release/`. Arguments are those of
 * electron-builder (`--win dir`, `--mac`, `--linux deb`). What depends on the machine is added here: a ready
 * Electron distribution, the identity to sign with, and the feed that updates come from.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const RELEASE = join(ROOT, 'release');
const BUILDER = join(ROOT, 'node_modules/electron-builder/cli.js');
/** From here on Electron brings the database itself. */
const FIRST_WITH_DATABASE = 40;

const given = process.argv.slice(2);
const distribution = process.env['ELECTRON_OVERRIDE_DIST_PATH'];

rmSync(RELEASE, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [BUILDER, ...(given.length === 0 ? ['--dir'] : given), '--publish', 'never', ...overrides()],
  { cwd: ROOT, stdio: 'inherit', env: { ...process.env, SOURCE_DATE_EPOCH: commitTime() } },
);
if (status !== 0) process.exit(status ?? 1);
addDatabaseForOldElectron();

/** Settings of electron-builder that follow from the environment. */
function overrides(): string[] {
  const { CSC_LINK, CSC_NAME, TP_TRAY_UPDATE_FEED: feed } = process.env;
  return [
    ...(distribution === undefined
      ? []
      : [`-c.electronDist=${distribution}`, `-c.electronVersion=${versionOf(distribution)}`]),
    // Without any signature macOS calls the app damaged; an ad-hoc one makes it an unknown developer's.
    ...((CSC_LINK ?? CSC_NAME) === undefined ? ['-c.mac.identity=-', '-c.mac.notarize=false'] : []),
    ...(feed === undefined ? [] : ['-c.publish.provider=generic', `-c.publish.url=${feed}`]),
  ];
}

function versionOf(folder: string): string {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}

/** The time of the commit, so that the same commit gives the same files. */
function commitTime(): string {
  const { stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], { cwd: ROOT, encoding: 'utf8' });
  return stdout.trim() === '' ? '0' : stdout.trim();
}

/** A machine that tests with an older Electron gets the stand-in for the database beside the program; no release does. */
function addDatabaseForOldElectron(): void {
  if (distribution === undefined || Number.parseInt(versionOf(distribution)) >= FIRST_WITH_DATABASE) return;
  const resources = join(RELEASE, 'linux-unpacked', 'resources');
  if (!existsSync(resources)) return;
  for (const name of ['@photostructure/sqlite', 'node-gyp-build'])
    cpSync(join(ROOT, 'node_modules', name), join(resources, 'node_modules', name), { recursive: true });
  console.error('This Electron has no database: a stand-in was added, for tests on this machine alone.');
}
