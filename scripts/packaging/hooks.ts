import type { AfterPackContext } from 'electron-builder';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** From here on Electron brings the database itself. */
const FIRST_WITH_DATABASE = 40;
/** What brings it to an older one: the package, and what finds the native part of it. */
const DATABASE_STAND_IN = ['@photostructure/sqlite', 'node-gyp-build'];

/** Takes out what an Electron distribution has for developers; electron-builder does so only where it unpacks one. */
export function afterExtract({ appOutDir, packager }: AfterPackContext): void {
  rmSync(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
}

/**
 * Takes out the icon of Electron, and gives an Electron that is too old the stand-in for its database. That one is for
 * tests alone: no release has such an Electron.
 */
export function afterPack({ appOutDir, packager }: AfterPackContext): void {
  rmSync(join(packager.getResourcesDir(appOutDir), 'electron.icns'), { force: true });
  if (Number.parseInt(packager.config.electronVersion ?? '') >= FIRST_WITH_DATABASE) return;
  const modules = join(packager.getResourcesDir(appOutDir), 'node_modules');
  for (const name of DATABASE_STAND_IN)
    cpSync(join(packager.projectDir, 'node_modules', name), join(modules, name), { recursive: true });
  console.error('This Electron has no database: a stand-in was added, for tests on this machine alone.');
}
