import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { needsElectron } from '../e2e/app-lab.ts';
import { electronExecutable } from '../e2e/desktop-session.ts';
import { bundledPackages, declaredPackages } from './bundled.ts';
import {
  archiveFiles,
  burntFuses,
  configuredFuses,
  documentedFuses,
  filesIn,
  sizeBytes,
} from './contents.ts';
import type { PackagedApp } from './packaged-app.ts';

/** What is in the packaged app, and what not. */
export function contentTests(app: PackagedApp): void {
  const bare = () => dirname(electronExecutable() ?? '');
  /** On machines whose Electron brings no database, for tests alone. */
  const isStandIn = (file: string) =>
    /^resources\/node_modules\/(@photostructure|node-gyp-build)\//.test(file);
  const files = () => filesIn(app.folder).filter((file) => !isStandIn(file));

  test('are the reviewed list of files, and Electron', async (context) => {
    needsElectron(context);
    const ofElectron = new Set(filesIn(bare()));
    const added = files().filter((file) => !ofElectron.has(file));
    expect(files()).not.toContain('resources/default_app.asar');
    const list = ['in the archive', ...archiveFiles(app), '', 'beside it', ...added, ''].join('\n');
    await expect(list).toMatchFileSnapshot('contents.txt');
  });

  test('are hardly larger than Electron', (context) => {
    needsElectron(context);
    const ratio = sizeBytes(app.folder, files()) / sizeBytes(bare(), filesIn(bare()));
    console.info(`packaged size over the bare distribution's: ${ratio.toFixed(3)}`);
    expect(ratio).toBeLessThanOrEqual(1.08);
  });

  test('run under the fuses that are configured and documented', async (context) => {
    needsElectron(context);
    expect(await burntFuses(app.executable)).toEqual(configuredFuses());
    expect(documentedFuses()).toEqual(configuredFuses());
  });

  test('give notice of every package they are made of', (context) => {
    needsElectron(context);
    const notices = readFileSync(join(app.resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8').split('\n');
    expect(bundledPackages().filter((line) => !notices.includes(line))).toEqual([]);
    // `radix-ui` is only a door to packages of its scope.
    const isNoticed = (name: string) =>
      notices.some((line) => line.startsWith(`${name} `) || line.startsWith(`@${name}/`));
    expect(declaredPackages().filter((name) => !isNoticed(name))).toEqual([]);
  });
}
