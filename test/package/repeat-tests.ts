import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { needsElectron } from '../e2e/app-lab.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { filesIn } from './contents.ts';
import { packagedIn, type PackagedApp } from './packaged-app.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** What the product is built from. */
const SOURCES = ['assets', 'build', 'docs', 'renderer', 'scripts', 'src', 'types'];

/** The program in another folder, built and packaged from its sources alone. Returns the folder with the results. */
async function buildAgain(words: readonly string[]): Promise<string> {
  // On the disk of the packages, so that these can be linked instead of copied.
  mkdirSync(join(ROOT, 'release'), { recursive: true });
  const folder = mkdtempSync(join(ROOT, 'release/again-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const files = readdirSync(ROOT, { withFileTypes: true }).filter((entry) => entry.isFile());
  for (const name of [...SOURCES, ...files.map((entry) => entry.name)])
    cpSync(join(ROOT, name), join(folder, name), { recursive: true });
  const packages = readdirSync(join(ROOT, 'node_modules')).filter((name) => !/^\.(cache|vite)/.test(name));
  mkdirSync(join(folder, 'node_modules'));
  execFileSync('cp', ['--archive', '--link', ...packages, join(folder, 'node_modules')], {
    cwd: join(ROOT, 'node_modules'),
  });
  const build = spawn('npm', ['run', '--silent', 'package', '--', ...words], {
    cwd: folder,
    env: { ...process.env, ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [status] = (await once(build, 'exit')) as [number | null];
  expect(status).toBe(0);
  return join(folder, 'release');
}

/** The same sources give the same product. */
export function repeatTests(app: PackagedApp): void {
  test('a second build gives the same files, the same archive, and the download that holds them', async (context) => {
    needsElectron(context);
    needsDebianPackages(context, ['p7zip-full']);
    const release = await buildAgain(['--linux', 'tar.gz', '-c.compression=store']);
    const again = packagedIn(join(release, 'linux-unpacked'));
    expect(filesIn(again.folder)).toEqual(filesIn(app.folder));
    for (const name of ['app.asar', 'cli.js', 'THIRD-PARTY-NOTICES.txt'])
      expect(
        readFileSync(join(again.resources, name)).equals(readFileSync(join(app.resources, name))),
        name,
      ).toBe(true);

    const [download = ''] = readdirSync(release).filter((name) => name.endsWith('.tar.gz'));
    expect(download).toMatch(/^tp-tray-\d+\.\d+\.\d+-linux-x64\.tar\.gz$/);
    const unpacked = join(release, 'unpacked');
    mkdirSync(unpacked);
    execFileSync('tar', [
      '--extract',
      '--strip-components=1',
      '--directory',
      unpacked,
      '--file',
      join(release, download),
    ]);
    expect(filesIn(unpacked)).toEqual(filesIn(app.folder));
  }, 120_000);
}
