/**
 * `node scripts/draw-icons.ts`: draws every icon of the app from the drawings in `assets/source`. The results are
 * committed, so that a build needs no renderer.
 */
import { Resvg } from '@resvg/resvg-js';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ASSETS = fileURLToPath(new URL('../assets', import.meta.url));
const TRAY = join(ASSETS, 'tray');
const STATES = ['connected', 'working', 'attention'];
const SHADES = { 'on-light': '#171a21', 'on-dark': '#ffffff' };

/** Linux panels scale what they get; 100 % is 22 px there. The suffixes are those Electron looks for. */
const LINUX_SIZES = { '': 22, '@1.5x': 32, '@2x': 44 };
const MACOS_SIZES = { '': 16, '@2x': 32 };
/** The tray at 100, 125, 150, 200 and 300 %. */
const WINDOWS_TRAY_SIZES = [16, 20, 24, 32, 48];
const WINDOWS_APP_SIZES = [16, 24, 32, 48, 64, 128, 256];
/** The folders of the hicolor theme. */
const LINUX_APP_SIZES = [16, 24, 32, 48, 64, 128, 256, 512, 1024];
/** The images of an .icns file that hold PNG: 16 and 32 points at double density, then both densities of the rest. */
const MACOS_APP_SIZES = {
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};
/** macOS wants air around the shape: 824 of 1024 pixels, in drawings whose shape is 20 of 22 wide. */
const MACOS_CANVAS = (20 * 1024) / 824;

mkdirSync(TRAY, { recursive: true });
for (const state of STATES) {
  const drawing = readFileSync(join(ASSETS, 'source', `${state}.svg`), 'utf8');
  for (const [suffix, size] of Object.entries(MACOS_SIZES))
    writeFileSync(join(TRAY, `${state}Template${suffix}.png`), draw(drawing, size, '#000000'));
  for (const [shade, colour] of Object.entries(SHADES)) {
    for (const [suffix, size] of Object.entries(LINUX_SIZES))
      writeFileSync(join(TRAY, `${state}-${shade}${suffix}.png`), draw(drawing, size, colour));
    const images = WINDOWS_TRAY_SIZES.map((size) => ({ size, png: draw(drawing, size, colour) }));
    writeFileSync(join(TRAY, `${state}-${shade}.ico`), windowsIcon(images));
  }
}
const appDrawing = readFileSync(join(ASSETS, 'source', 'app.svg'), 'utf8');
const APP_ICONS = join(ASSETS, 'icons');
mkdirSync(APP_ICONS, { recursive: true });
writeFileSync(join(ASSETS, 'icon-512.png'), draw(appDrawing, 512));
for (const size of LINUX_APP_SIZES)
  writeFileSync(join(APP_ICONS, `${size}x${size}.png`), draw(appDrawing, size));
const appImages = WINDOWS_APP_SIZES.map((size) => ({ size, png: draw(appDrawing, size) }));
writeFileSync(join(ASSETS, 'icon.ico'), windowsIcon(appImages));
writeFileSync(join(ASSETS, 'icon.icns'), macosIcon(withAir(appDrawing)));

function draw(drawing: string, size: number, colour = '#000000'): Buffer {
  const svg = drawing.replaceAll('currentColor', colour);
  return new Resvg(svg, { fitTo: { mode: 'width', value: size } }).render().asPng();
}

/** An .ico file that holds PNG images: a header, an entry of 16 bytes for each image, then the images. */
function windowsIcon(images: readonly { readonly size: number; readonly png: Buffer }[]): Buffer {
  const header = Buffer.alloc(6 + 16 * images.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(images.length, 4);
  let offset = header.length;
  images.forEach(({ size, png }, index) => {
    const entry = 6 + 16 * index;
    // 256 is written as 0.
    header.writeUInt8(size % 256, entry);
    header.writeUInt8(size % 256, entry + 1);
    header.writeUInt16LE(1, entry + 4);
    header.writeUInt16LE(32, entry + 6);
    header.writeUInt32LE(png.length, entry + 8);
    header.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  });
  return Buffer.concat([header, ...images.map(({ png }) => png)]);
}

function withAir(drawing: string): string {
  const corner = 11 - MACOS_CANVAS / 2;
  return drawing.replace(
    'viewBox="0 0 22 22"',
    `viewBox="${corner} ${corner} ${MACOS_CANVAS} ${MACOS_CANVAS}"`,
  );
}

/** An .icns file: a header, then each image after its type and its length, both headers counted in. */
function macosIcon(drawing: string): Buffer {
  const parts = Object.entries(MACOS_APP_SIZES).map(([type, size]) => chunk(type, draw(drawing, size)));
  return chunk('icns', Buffer.concat(parts));
}

function chunk(type: string, content: Buffer): Buffer {
  const header = Buffer.alloc(8);
  header.write(type, 'latin1');
  header.writeUInt32BE(header.length + content.length, 4);
  return Buffer.concat([header, content]);
}
