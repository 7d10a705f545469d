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
    .map((path) => path.replace(/\/[^/]+-[\w-]{8}(?=\.\w+$)/, '/*'));
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

/** Whether each fuse is on: in the executable, in the configuration, in the documentation. */
export interface Fuses {
  readonly burnt: Readonly<Record<string, boolean>>;
  readonly configured: Readonly<Record<string, boolean>>;
  readonly documented: Readonly<Record<string, boolean>>;
}

export async function fuses(executable: string): Promise<Fuses> {
  const wire = await getCurrentFuseWire(executable);
  const section = /^electronFuses:\n((?: .*\n)+)/m.exec(readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8'));
  const configured = Array.from((section?.[1] ?? '').matchAll(/^ {2}(\w+): (true|false)$/gm), ([, name, value]) => [
    name,
    value === 'true',
  ]);
  const page = readFileSync(join(ROOT, 'docs/security.md'), 'utf8');
  const row = (title: string) => new RegExp(`^\\| ${title} +\\| (on|off) `, 'm').exec(page)?.[1];
  const ofEach = (read: (fuse: FuseV1Options, title: string) => boolean) =>
    Object.fromEntries(Object.entries(FUSES).map(([name, [fuse, title]]) => [name, read(fuse, title)]));
  return {
    burnt: ofEach((fuse) => String.fromCharCode(Number(wire[fuse])) === '1'),
    configured: Object.fromEntries(configured) as Record<string, boolean>,
    documented: ofEach((_fuse, title) => row(title) === 'on'),
  };
}
