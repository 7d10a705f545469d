import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { TestContext } from 'vitest';

/** What an end-to-end test needs from the system, by the Debian package that brings it. */
const PRESENT: Readonly<Record<string, () => boolean>> = {
  bsdutils: () => isProgram('script'),
  chromium: () => isProgram('chromium'),
  dbus: () => isProgram('dbus-run-session'),
  'desktop-file-utils': () => isProgram('desktop-file-validate'),
  'gnome-keyring': () => isProgram('gnome-keyring-daemon'),
  'libsecret-1-0': () => isLibrary('libsecret-1.so.0'),
  nsis: () => isProgram('makensis'),
  openssl: () => isProgram('openssl'),
  'p7zip-full': () => isProgram('7za'),
  'squashfs-tools': () => isProgram('mksquashfs'),
  xvfb: () => isProgram('Xvfb'),
  xauth: () => isProgram('xauth'),
  'libglib2.0-bin': () => isProgram('gdbus'),
  'python3-dbusmock': () => contains('/usr/lib/python3/dist-packages/dbusmock') !== undefined,
};

/** Opens the reason of a skipped test; the test run collects the package names behind it. */
export const INSTALL_NOTE = 'install the Debian packages: ';

/** Skips the running test when a package is missing, with a reason that names it. */
export function needsDebianPackages(context: TestContext, names: readonly string[]): void {
  context.skip(process.platform !== 'linux', 'runs on Linux only');
  const missing = names.filter((name) => !isPresent(name));
  context.skip(missing.length > 0, INSTALL_NOTE + missing.join(' '));
}

/** Whether all packages are there. */
export function hasDebianPackages(names: readonly string[]): boolean {
  return names.every(isPresent);
}

function isPresent(name: string): boolean {
  const present = PRESENT[name];
  if (!present) throw new Error(`Say in debian-packages.ts how to find the package ${name}.`);
  return present();
}

function isProgram(name: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

function isLibrary(name: string): boolean {
  const roots = ['/lib', '/usr/lib', '/lib64', '/usr/lib64'].filter((root) => contains(root) !== undefined);
  const folders = roots.flatMap((root) => [
    root,
    ...(contains(root) ?? []).filter((entry) => entry.includes('-linux-')).map((entry) => join(root, entry)),
  ]);
  return folders.some((folder) => contains(folder)?.includes(name));
}

function contains(folder: string): string[] | undefined {
  try {
    return readdirSync(folder);
  } catch {
    return undefined;
  }
}
