/**
 * `npm run package`: the packaged application for this system, unpacked, under `release/`. Arguments are those of
 * electron-builder (`--win dir`, `--mac`, `--linux deb`).
 */
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { runBuilder } from './packaging/run-builder.ts';

const RELEASE = fileURLToPath(new URL('../release', import.meta.url));

const words = process.argv.slice(2);
rmSync(RELEASE, { recursive: true, force: true });
process.exitCode = await runBuilder(words.length === 0 ? ['--dir'] : words, RELEASE);
