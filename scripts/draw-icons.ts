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
for (const size of [512, 1024])
  writeFileSync(join(ASSETS, `icon-${size}.png`), draw(appDrawing, size, '#000000'));
const appImages = WINDOWS_APP_SIZES.map((size) => ({ size, png: draw(appDrawing, size, '#000000') }));
writeFileSync(join(ASSETS, 'icon.ico'), windowsIcon(appImages));

function draw(drawing: string, size: number, colour: string): Buffer {
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
