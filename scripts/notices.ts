/**
 * `npm run notices`: writes `dist/THIRD-PARTY-NOTICES.txt` from what the build has bundled, and from the native
 * packages beside it. Packaging runs it; nobody edits its result.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { noticesOf, type BundledPackage } from './packaging/notices.ts';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const DIST = join(ROOT, 'dist');

const bundled = globSync('**/licenses.json', { cwd: DIST }).flatMap(
  (file) => JSON.parse(readFileSync(join(DIST, file), 'utf8')) as BundledPackage[],
);
if (bundled.length === 0) throw new Error('There is nothing to give notice of: run the build first.');
writeFileSync(join(DIST, 'THIRD-PARTY-NOTICES.txt'), noticesOf([...bundled, keytar()]));

/** Ships unbundled, because it is native. */
function keytar(): BundledPackage {
  const folder = join(ROOT, 'node_modules/keytar');
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
    name: string;
    version: string;
    license: string;
  };
  return { name, version, identifier: license, text: readFileSync(join(folder, 'LICENSE.md'), 'utf8') };
}
