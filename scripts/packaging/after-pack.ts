import type { AfterPackContext } from 'electron-builder';
import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** From here on Electron brings the database itself. */
const FIRST_WITH_DATABASE = 40;
/** What brings it to an older one: the package, and what finds the native part of it. */
const DATABASE_STAND_IN = ['@photostructure/sqlite', 'node-gyp-build'];

/**
 * Completes the packaged application before it is signed: takes out what an unpacked Electron distribution has for
 * developers, and gives one that is too old the stand-in for its database, which is for tests alone.
 */
export default function afterPack({ appOutDir, packager }: AfterPackContext): void {
  const resources = packager.getResourcesDir(appOutDir);
  rmSync(join(resources, 'default_app.asar'), { force: true });
  rmSync(join(appOutDir, 'version'), { force: true });
  if (Number.parseInt(packager.config.electronVersion ?? '') >= FIRST_WITH_DATABASE) return;
  for (const name of DATABASE_STAND_IN)
    cpSync(join(packager.projectDir, 'node_modules', name), join(resources, 'node_modules', name), {
      recursive: true,
    });
  console.error('This Electron has no database: a stand-in was added, for tests on this machine alone.');
}
