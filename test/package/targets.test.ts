import { listPackage } from '@electron/asar';
import { Packager } from 'electron-builder';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { serverCommand } from '../../src/main/server-command.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { burntFuses, configuredFuses, filesIn } from './contents.ts';
import { macDistribution, windowsDistribution } from './distributions.ts';
import { checkUpdates, LONG_MILLISECONDS, newFolder, packageFrom, VERSION } from './package-from.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
test('the configuration is one that electron-builder knows', async () => {
  await new Packager({ projectDir: ROOT }).validateConfig();
  const misspelt: object = { nsis: { inclde: 'build/installer.nsh' } };
  const wrong = new Packager({ projectDir: ROOT, config: misspelt });
  await expect(wrong.validateConfig()).rejects.toThrow('configuration.nsis');
});

test('one installer serves both processors of Windows, and the release workflow installs that one', () => {
  const settings = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
  const name = /^nsis:\n(?: .*\n)*? {2}artifactName: (.+)$/m.exec(settings)?.[1] ?? '';
  expect(name).not.toContain('${arch}');
  const built = name.replace('${version}', '$version').replace('${os}', 'win').replace('${ext}', 'exe');
  const workflow = readFileSync(join(ROOT, '.github/workflows/release.yml'), 'utf8');
  expect(workflow).toContain(`"release/${built}"`);
});

test(
  'Windows gets its icon, its keychain and its fuses, for both processors',
  async (context) => {
    needsDebianPackages(context, ['nsis']);
    const output = await packageFrom(windowsDistribution(), ['--win', 'dir', '--x64', '--arm64']);
    for (const [folder, processor] of [
      ['win-unpacked', 'x64'],
      ['win-arm64-unpacked', 'arm64'],
    ] as const) {
      const app = join(output, folder);
      const executable = join(app, 'TP Tray.exe');
      expect(filesIn(app)).toEqual([
        'LICENSE.electron.txt',
        'LICENSES.chromium.html',
        'TP Tray.exe',
        'locales/en-GB.pak',
        'locales/en-US.pak',
        'resources/LICENSE',
        'resources/README',
        'resources/THIRD-PARTY-NOTICES.txt',
        'resources/app.asar',
        'resources/cli.js',
        'resources/node_modules/keytar/LICENSE.md',
        'resources/node_modules/keytar/lib/keytar.js',
        'resources/node_modules/keytar/package.json',
        `resources/node_modules/keytar/prebuilds/win32-${processor}/keytar.node`,
        'resources/package.json',
      ]);
      expect(await burntFuses(executable)).toEqual(configuredFuses());
      const program = readFileSync(executable);
      expect(program.includes(largestImage(readFileSync(join(ROOT, 'assets/icon.ico'))))).toBe(true);
      expect(program.includes(Buffer.from('the TP Tray authors', 'utf16le'))).toBe(true);
      expect(trayIcons(join(app, 'resources/app.asar'))).toEqual(['ico']);
    }
  },
  LONG_MILLISECONDS,
);

test(
  'macOS gets its icon, its keychain, its fuses and the helper that Claude starts, in a zip for each processor',
  async (context) => {
    needsDebianPackages(context, ['p7zip-full']);
    const output = await packageFrom(macDistribution(), ['--mac', 'zip', '--x64', '--arm64'], {
      CSC_NAME: 'a known developer, who signs on macOS alone',
      TP_TRAY_UPDATE_FEED: 'https://updates.example/tp-tray',
    });
    const zips = ['x64', 'arm64'].map((processor) => `tp-tray-${VERSION}-mac-${processor}.zip`);
    checkUpdates(join(output, 'latest-mac.yml'), zips);
    for (const processor of ['x64', 'arm64']) {
      const unpacked = newFolder();
      const zip = join(output, `tp-tray-${VERSION}-mac-${processor}.zip`);
      execFileSync('7za', ['x', '-bd', `-o${unpacked}`, zip], { stdio: 'ignore' });
      const app = join(unpacked, 'TP Tray.app');
      const contents = join(app, 'Contents');
      expect(filesIn(join(contents, 'Resources'))).toEqual([
        'LICENSE',
        'THIRD-PARTY-NOTICES.txt',
        'app-update.yml',
        'app.asar',
        'cli.js',
        'en.lproj/locale',
        'icon.icns',
        'node_modules/keytar/LICENSE.md',
        'node_modules/keytar/lib/keytar.js',
        'node_modules/keytar/package.json',
        `node_modules/keytar/prebuilds/darwin-${processor}/keytar.node`,
        'package.json',
      ]);
      expect(await burntFuses(app)).toEqual(configuredFuses());
      expect(readFileSync(join(contents, 'Resources/icon.icns'))).toEqual(
        readFileSync(join(ROOT, 'assets/icon.icns')),
      );
      const properties = readFileSync(join(contents, 'Info.plist'), 'utf8');
      expect(properties).toMatch(/<key>LSUIElement<\/key>\s*<true\/>/);
      expect(properties).toMatch(/<key>CFBundleIconFile<\/key>\s*<string>icon.icns</);
      expect(properties).toContain(`<string>${VERSION}</string>`);
      const { command } = serverCommand({
        platform: 'darwin',
        executable: join(contents, 'MacOS/TP Tray'),
        script: join(contents, 'Resources/cli.js'),
        copyFolder: null,
        variables: {},
      });
      expect(existsSync(command)).toBe(true);
      expect(trayIcons(join(contents, 'Resources/app.asar'))).toEqual(['png']);
    }
  },
  LONG_MILLISECONDS,
);

/** The kinds of tray icon in an archive. */
function trayIcons(archive: string): string[] {
  const icons = listPackage(archive, { isPack: false }).filter((path) => path.startsWith('/assets/tray/'));
  return [...new Set(icons.map((path) => path.slice(path.lastIndexOf('.') + 1)))];
}

/** The image of the last entry of an .ico file: draw-icons.ts writes them from small to large. */
function largestImage(icon: Buffer): Buffer {
  const entry = 6 + 16 * (icon.readUInt16LE(4) - 1);
  const offset = icon.readUInt32LE(entry + 12);
  return icon.subarray(offset, offset + icon.readUInt32LE(entry + 8));
}

/** What electron-builder defines before it includes our part of the uninstaller, as far as that uses it. */
const UNINSTALLER = (program: string) => `
Unicode true
!include LogicLib.nsh
!include FileFunc.nsh
!define APP_EXECUTABLE_FILENAME "TP Tray.exe"
!define APP_ID io.github.tp-tray
!macro _isUpdated _a _b _t _f
  \${GetParameters} $R9
  ClearErrors
  \${GetOptions} $R9 "--updated" $R8
  IfErrors \`\${_f}\` \`\${_t}\`
!macroend
!define isUpdated \`"" isUpdated ""\`
!include "${join(ROOT, 'build/installer.nsh')}"
OutFile "${program}"
InstallDir "$TEMP"
Section
  WriteUninstaller "$INSTDIR\\uninstall.exe"
SectionEnd
Function un.onInit
  SetSilent silent
  !insertmacro customUnInit
FunctionEnd
Section un.Uninstall
  !insertmacro customUnInstall
SectionEnd
`;

test('our part of the Windows uninstaller compiles without a warning', (context) => {
  needsDebianPackages(context, ['nsis']);
  const folder = newFolder();
  const script = join(folder, 'uninstaller.nsi');
  writeFileSync(script, UNINSTALLER(join(folder, 'installer.exe')));
  execFileSync('makensis', ['-V2', '-WX', script]);
  expect(existsSync(join(folder, 'installer.exe'))).toBe(true);
});

test('the Windows uninstaller says what is left, and leaves no folder of the updater', () => {
  const script = readFileSync(join(ROOT, 'build/installer.nsh'), 'utf8');
  expect(script).toMatch(/\$R0 == "2"[^}]*Quit it completely[\s\S]*MB_RETRYCANCEL[^\n]*IDRETRY/);
  expect(script).toContain('RMDir /r "$LOCALAPPDATA\\tp-tray-updater"');
});
