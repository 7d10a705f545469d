import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { runBuilder } from '../../scripts/packaging/run-builder.ts';

/** Each packaging reads the whole project. */
export const LONG_MILLISECONDS = 120_000;

/** The version of the product. */
export const { version: VERSION } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
) as { readonly version: string };

export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-targets-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * Packages from what looks like a distribution, without a certificate unless one is named, fast and without the network.
 * Returns the folder with the results.
 */
export async function packageFrom(
  distribution: string,
  words: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  onTestFinished(() => rmSync(distribution, { recursive: true, force: true }));
  const output = newFolder();
  const status = await runBuilder([...words, '-c.compression=store'], output, {
    ...process.env,
    CSC_LINK: '',
    CSC_NAME: '',
    ELECTRON_BUILDER_7ZIP_PATH: '/usr/bin/7za',
    ELECTRON_OVERRIDE_DIST_PATH: distribution,
    ...more,
  });
  expect(status).toBe(0);
  return output;
}

/** Sees that what a feed tells of this version are these files, as they are beside it. */
export function checkUpdates(metadata: string, files: readonly string[]): void {
  const lines = readFileSync(metadata, 'utf8').split('\n');
  expect(lines).toContain(`version: ${VERSION}`);
  const named = (key: string) =>
    lines.flatMap((line) => new RegExp(`^ {2}[- ] ${key}: (.+)$`).exec(line)?.[1] ?? []);
  const hashOf = (file: string) =>
    createHash('sha512')
      .update(readFileSync(join(dirname(metadata), file)))
      .digest('base64');
  const known = Object.fromEntries(files.map((file) => [file, hashOf(file)]));
  const hashes = named('sha512');
  expect(Object.fromEntries(named('url').map((url, index) => [url, hashes[index]]))).toEqual(known);
}
