import { readdirSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder that holds package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** A folder that breaks every rule of the project on purpose; it is left out of all normal checks. */
export const PLANTED = join(ROOT, 'test/architecture/planted');

/** The TypeScript files below `folder`, sorted, as paths relative to `root` with forward slashes. */
export function typeScriptFiles(folder: string, root = ROOT): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}
