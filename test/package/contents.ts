import { listPackage } from '@electron/asar';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { PackagedApp } from './packaged-app.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The files below a folder, relative to it and sorted. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort();
}

/** The files in the archive; those that the bundler names after their content are told by their kind. */
export function archiveFiles({ resources }: PackagedApp): string[] {
  const paths = listPackage(join(resources, 'app.asar'), { isPack: false });
  const folders = new Set(paths.map((path) => path.slice(0, path.lastIndexOf('/'))));
  const files = paths
    .filter((path) => !folders.has(path))
    .map((path) => path.replace(/^(\/dist\/.+\/)[^/]+-[\w-]{8}(?=\.\w+$)/, '$1*'));
  return [...new Set(files)].sort();
}

export function sizeBytes(folder: string, files: readonly string[]): number {
  return files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
}

/** What the electronFuses of electron-builder.yml are called in an executable, and in docs/security.md. */
const FUSES: Readonly<Record<string, readonly [FuseV1Options, string]>> = {
  runAsNode: [FuseV1Options.RunAsNode, 'run as Node'],
  enableNodeOptionsEnvironmentVariable: [FuseV1Options.EnableNodeOptionsEnvironmentVariable, 'NODE_OPTIONS'],
  enableNodeCliInspectArguments: [FuseV1Options.EnableNodeCliInspectArguments, 'inspect arguments'],
  enableCookieEncryption: [FuseV1Options.EnableCookieEncryption, 'cookie encryption'],
  enableEmbeddedAsarIntegrityValidation: [
    FuseV1Options.EnableEmbeddedAsarIntegrityValidation,
    'embedded archive integrity',
  ],
  onlyLoadAppFromAsar: [FuseV1Options.OnlyLoadAppFromAsar, 'only load from archive'],
  grantFileProtocolExtraPrivileges: [FuseV1Options.GrantFileProtocolExtraPrivileges, 'extra file privileges'],
};

/** The byte of a fuse that is on. */
const ENABLED = '1'.charCodeAt(0);

/** Whether each fuse is on. */
export type Fuses = Readonly<Record<string, boolean>>;

/** @param executable the program, or on macOS the folder of the application */
export async function burntFuses(executable: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(executable);
  return ofEach((fuse) => Number(wire[fuse]) === ENABLED);
}

export function configuredFuses(): Fuses {
  const configuration = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
  const section = /^electronFuses:\n((?: .*\n)+)/m.exec(configuration)?.[1] ?? '';
  const lines = section.matchAll(/^ {2}(\w+): (true|false)$/gm);
  return Object.fromEntries(Array.from(lines, ([, name = '', value]) => [name, value === 'true']));
}

export function documentedFuses(): Fuses {
  const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
  return ofEach((_fuse, title) => new RegExp(`^\\| ${title} +\\| (on|off) `, 'm').exec(page)?.[1] === 'on');
}

function ofEach(read: (fuse: FuseV1Options, title: string) => boolean): Fuses {
  return Object.fromEntries(Object.entries(FUSES).map(([name, [fuse, title]]) => [name, read(fuse, title)]));
}
