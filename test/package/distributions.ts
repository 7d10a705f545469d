import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const VERSION = '45.4.1';

/** Stands before the files of an AppImage. */
export const APPIMAGE_RUNTIME = Buffer.alloc(4096);

/** The mark and the states of the fuses as Electron leaves its factory, in front of which tools look for the mark. */
const FUSE_WIRE = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 8]),
  Buffer.from('10110001'),
]);

/** An .exe that does nothing, with the resources that electron-builder changes in Electron's. */
const EXECUTABLE_SCRIPT = (file: string) => `
Unicode true
Target amd64-unicode
OutFile "${file}"
RequestExecutionLevel user
VIProductVersion "${VERSION}.0"
VIAddVersionKey FileVersion "${VERSION}"
VIAddVersionKey ProductVersion "${VERSION}"
VIAddVersionKey ProductName Electron
VIAddVersionKey FileDescription Electron
VIAddVersionKey LegalCopyright Electron
Section
SectionEnd
`;

/**
 * What an Electron distribution for Windows is to electron-builder: its files by name, and an executable with
 * resources and fuses. None of it runs; it shows what packaging makes of one. Needs `makensis`.
 */
export function windowsDistribution(): string {
  const folder = newFolder();
  const script = `${folder}.nsi`;
  writeFileSync(script, EXECUTABLE_SCRIPT(join(folder, 'electron.exe')));
  execFileSync('makensis', ['-V1', script]);
  rmSync(script);
  appendFileSync(join(folder, 'electron.exe'), FUSE_WIRE);
  putAll(folder, {
    version: VERSION,
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'locales/en-GB.pak': '',
    'locales/en-US.pak': '',
    'locales/de.pak': '',
    'resources/README': '',
  });
  return folder;
}

/** The same for macOS. */
export function macDistribution(): string {
  const folder = newFolder();
  const contents = 'Electron.app/Contents';
  const framework = `${contents}/Frameworks/Electron Framework.framework`;
  const helpers = ['', ' (GPU)', ' (Plugin)', ' (Renderer)'].map((kind) => `Electron Helper${kind}`);
  putAll(folder, {
    version: VERSION,
    [`${contents}/Info.plist`]: propertyList('Electron'),
    [`${contents}/MacOS/Electron`]: '',
    [`${contents}/Resources/electron.icns`]: '',
    [`${contents}/Resources/en.lproj/locale`]: '',
    [`${contents}/Resources/de.lproj/locale`]: '',
    [`${framework}/Electron Framework`]: FUSE_WIRE,
    [`${framework}/Versions/A/Resources/en.lproj/locale.pak`]: '',
    [`${framework}/Versions/A/Resources/de.lproj/locale.pak`]: '',
  });
  for (const helper of helpers)
    putAll(join(folder, contents, 'Frameworks', `${helper}.app`, 'Contents'), {
      'Info.plist': propertyList(helper),
      [`MacOS/${helper}`]: '',
    });
  return folder;
}

/** The same for Linux. */
export function linuxDistribution(): string {
  const folder = newFolder();
  putAll(folder, {
    version: VERSION,
    LICENSE: '',
    'LICENSES.chromium.html': '',
    'chrome-sandbox': '',
    electron: FUSE_WIRE,
    'locales/en-US.pak': '',
    'locales/de.pak': '',
    'resources/default_app.asar': '',
  });
  return folder;
}

/** What the tools for an AppImage are to electron-builder: Debian's own, around a runtime that only has a length. */
export function appImageTools(): string {
  const folder = newFolder();
  putAll(folder, { 'runtimes/runtime-x64': APPIMAGE_RUNTIME, 'lib/x64/of-the-tools': '' });
  for (const name of ['mksquashfs', 'desktop-file-validate'])
    symlinkSync(join('/usr/bin', name), join(folder, name));
  return folder;
}

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), 'tp-tray-distribution-'));
}

function putAll(folder: string, files: Readonly<Record<string, string | Buffer>>): void {
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
}

function propertyList(name: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
  <dict>
    <key>CFBundleExecutable</key>
    <string>${name}</string>
    <key>CFBundleName</key>
    <string>${name}</string>
    <key>CFBundleIdentifier</key>
    <string>com.github.Electron</string>
  </dict>
</plist>
`;
}
