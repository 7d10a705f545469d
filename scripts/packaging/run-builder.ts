import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILDER = join(ROOT, 'node_modules/electron-builder/cli.js');

/**
 * Without any signature macOS calls the app damaged; an ad-hoc one makes it an unknown developer's. Such a signature
 * names no team, and under the hardened runtime the app could not load its own libraries.
 */
const AD_HOC = ['-c.mac.identity=-', '-c.mac.hardenedRuntime=false', '-c.mac.notarize=false'];

/**
 * Runs electron-builder on the built program, with what depends on the machine: a ready Electron distribution, the
 * identity to sign with, and the feed that updates come from.
 * @param words arguments of electron-builder
 * @param output folder for the results
 * @returns its exit status
 */
export async function runBuilder(
  words: readonly string[],
  output: string,
  variables: NodeJS.ProcessEnv = process.env,
): Promise<number> {
  const builder = spawn(
    process.execPath,
    [
      BUILDER,
      ...words,
      '--publish',
      'never',
      `-c.directories.output=${output}`,
      ...machineSettings(variables),
    ],
    { cwd: ROOT, stdio: 'inherit', env: builderVariables(variables) },
  );
  const [status] = (await once(builder, 'exit')) as [number | null];
  return status ?? 1;
}

/** A secret that is not set reaches a build as an empty text, which electron-builder takes for the path of a certificate. */
export function builderVariables(variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const entries = Object.entries(variables);
  return Object.fromEntries(
    entries.filter(([name, value]) => value !== '' || !/^(CSC|WIN_CSC|APPLE)_/.test(name)),
  );
}

/** Settings of electron-builder that follow from the environment: `docs/releasing.md` says which variables. */
export function machineSettings(variables: NodeJS.ProcessEnv): string[] {
  const given = (name: string) => (variables[name] ?? '') !== '';
  const distribution = variables['ELECTRON_OVERRIDE_DIST_PATH'] ?? '';
  const feed = variables['TP_TRAY_UPDATE_FEED'] ?? '';
  if (feed !== '' && !feed.startsWith('https://'))
    throw new Error(
      'TP_TRAY_UPDATE_FEED must be an https address: an app takes its next version from there.',
    );
  const isMacSigned = given('CSC_LINK') || given('CSC_NAME');
  // macOS installs the next version of an app only when both are signed by the same known developer.
  const updating = isMacSigned ? ['linux', 'win', 'mac'] : ['linux', 'win'];
  return [
    ...(distribution === ''
      ? []
      : [`-c.electronDist=${distribution}`, `-c.electronVersion=${distributionVersion(distribution)}`]),
    ...(isMacSigned ? [] : AD_HOC),
    ...(feed === ''
      ? []
      : updating.flatMap((system) => [
          `-c.${system}.publish.provider=generic`,
          `-c.${system}.publish.url=${feed}`,
        ])),
  ];
}

/** The version of an unpacked Electron distribution. */
function distributionVersion(folder: string): string {
  return readFileSync(join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
}
