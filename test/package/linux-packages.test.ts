import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { filesIn } from './contents.ts';
import { APPIMAGE_RUNTIME, appImageTools, linuxDistribution } from './distributions.ts';
import { checkUpdates, LONG_MILLISECONDS, packageFrom, VERSION } from './package-from.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FPM = fileURLToPath(new URL('fpm-stand-in', import.meta.url));
const COMMENT = 'Ask Claude about your training; fitness, fatigue and form in your tray';

/** The program in each of the packages. */
const PROGRAM = [
  'LICENSE.electron.txt',
  'LICENSES.chromium.html',
  'chrome-sandbox',
  'locales/en-US.pak',
  'resources/LICENSE',
  'resources/THIRD-PARTY-NOTICES.txt',
  'resources/app-update.yml',
  'resources/app.asar',
  'resources/cli.js',
  'resources/node_modules/keytar/LICENSE.md',
  'resources/node_modules/keytar/lib/keytar.js',
  'resources/node_modules/keytar/package.json',
  'resources/node_modules/keytar/prebuilds/linux-x64/keytar.node',
  'resources/package.json',
  'tp-tray',
];
/** What only a deb has: the profile that lets Chromium make its sandbox, and how it is updated. */
const OF_THE_DEB = ['resources/apparmor-profile', 'resources/package-type'];
const ICONS = [16, 24, 32, 48, 64, 128, 256, 512, 1024].map((size) => ({
  drawn: `assets/icons/${size}x${size}.png`,
  installed: `usr/share/icons/hicolor/${size}x${size}/apps/tp-tray.png`,
}));

function below(folder: string, files: readonly string[]): string[] {
  return files.map((file) => `${folder}/${file}`);
}

function checkIcons(folder: string): void {
  for (const { drawn, installed } of ICONS)
    expect(readFileSync(join(folder, installed)).equals(readFileSync(join(ROOT, drawn))), installed).toBe(
      true,
    );
}

function checkEntry(file: string, command: string): void {
  execFileSync('desktop-file-validate', [file]);
  expect(readFileSync(file, 'utf8').split('\n')).toEqual(
    expect.arrayContaining([
      'Name=TP Tray',
      `Comment=${COMMENT}`,
      'Categories=Utility;',
      'Icon=tp-tray',
      'StartupWMClass=tp-tray',
      'Terminal=false',
      `Exec=${command} %U`,
    ]),
  );
}

test(
  'Linux gets a deb, an AppImage and a tar.gz, each with the program, and the first two with icons and an entry',
  async (context) => {
    needsDebianPackages(context, ['desktop-file-utils', 'p7zip-full', 'squashfs-tools']);
    const tools = appImageTools();
    onTestFinished(() => rmSync(tools, { recursive: true }));
    const output = await packageFrom(linuxDistribution(), ['--linux', '--x64'], {
      APPIMAGE_TOOLS_PATH: tools,
      CUSTOM_FPM_PATH: FPM,
      TP_TRAY_UPDATE_FEED: 'https://updates.example/tp-tray',
    });
    const appImage = 'tp-tray-linux-x86_64.AppImage';
    const deb = `tp-tray-${VERSION}-linux-amd64.deb`;
    const archive = `tp-tray-${VERSION}-linux-x64`;
    checkUpdates(join(output, 'latest-linux.yml'), [appImage, deb]);
    const unpacked = mkdtempSync(join(tmpdir(), 'tp-tray-unpacked-'));
    onTestFinished(() => rmSync(unpacked, { recursive: true }));

    const ofDeb = join(unpacked, 'deb');
    execFileSync('dpkg-deb', ['--raw-extract', join(output, deb), ofDeb]);
    expect(filesIn(ofDeb)).toEqual(
      [
        ...['DEBIAN/control', 'DEBIAN/postinst', 'DEBIAN/postrm'],
        ...below('opt/TP Tray', [...PROGRAM, ...OF_THE_DEB]),
        'usr/share/applications/tp-tray.desktop',
        ...ICONS.map(({ installed }) => installed),
      ].sort(),
    );
    checkIcons(ofDeb);
    checkEntry(join(ofDeb, 'usr/share/applications/tp-tray.desktop'), '"/opt/TP Tray/tp-tray"');
    expect(readFileSync(join(ofDeb, 'DEBIAN/control'), 'utf8').split('\n')).toEqual(
      expect.arrayContaining([
        'Package: tp-tray',
        `Version: ${VERSION}`,
        'Architecture: amd64',
        'Maintainer: TP Tray authors <tp-tray@users.noreply.github.com>',
        expect.stringMatching(/^Depends: .*\blibsecret-1-0\b/) as string,
        'Description: TrainingPeaks in your system tray and in Claude',
        ` ${COMMENT}`,
      ]),
    );
    for (const script of ['postinst', 'postrm']) execFileSync('bash', ['-n', join(ofDeb, 'DEBIAN', script)]);
    expect(readFileSync(join(ofDeb, 'opt/TP Tray/resources/apparmor-profile'), 'utf8')).toContain('userns,');

    const ofAppImage = join(unpacked, 'AppImage');
    const offset = String(APPIMAGE_RUNTIME.length);
    const words = ['-no-progress', '-offset', offset, '-dest', ofAppImage, join(output, appImage)];
    execFileSync('unsquashfs', words, { stdio: 'ignore' });
    expect(filesIn(ofAppImage)).toEqual(
      [
        ...['.DirIcon', 'AppRun', 'tp-tray.desktop', 'tp-tray.png', 'usr/lib/of-the-tools'],
        ...PROGRAM,
        ...ICONS.map(({ installed }) => installed),
      ].sort(),
    );
    checkIcons(ofAppImage);
    checkEntry(join(ofAppImage, 'tp-tray.desktop'), 'AppRun');
    expect(statSync(join(ofAppImage, 'AppRun')).mode & 0o111).toBe(0o111);

    mkdirSync(join(unpacked, 'tar'));
    execFileSync('tar', [
      '--extract',
      '--directory',
      join(unpacked, 'tar'),
      '--file',
      join(output, `${archive}.tar.gz`),
    ]);
    expect(filesIn(join(unpacked, 'tar'))).toEqual(below(archive, PROGRAM));
  },
  LONG_MILLISECONDS,
);
