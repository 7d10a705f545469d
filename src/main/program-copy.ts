import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What Node mode needs beside the executable; the pages, the languages and the graphics stay behind. */
const NEEDED = /^(resources|icudtl\.dat|.*snapshot.*\.bin|lib(ffmpeg|node)\.so)$/;
const VERSION_FILE = 'version';

/**
 * Keeps a copy of the running program in a folder, for AI clients to start: an AppImage itself is mounted at another
 * path at every start. A copy of the same version is left alone; another one is replaced as a whole.
 * @param source folder of the executable
 * @returns whether a copy was made
 */
export async function keepProgramCopy({
  source,
  executableName,
  copyFolder,
  version,
}: {
  source: string;
  executableName: string;
  copyFolder: string;
  version: string;
}): Promise<boolean> {
  if ((await versionOf(copyFolder)) === version) return false;
  const fresh = `${copyFolder}.new`;
  await rm(fresh, { recursive: true, force: true });
  await mkdir(fresh, { recursive: true, mode: 0o700 });
  for (const name of await readdir(source)) {
    if (name === executableName || NEEDED.test(name))
      await cp(join(source, name), join(fresh, name), { recursive: true });
  }
  await writeFile(join(fresh, VERSION_FILE), version);
  // A program that runs from the old copy keeps its open files.
  await rm(copyFolder, { recursive: true, force: true });
  await rename(fresh, copyFolder);
  return true;
}

async function versionOf(folder: string): Promise<string | null> {
  try {
    return await readFile(join(folder, VERSION_FILE), 'utf8');
  } catch {
    return null;
  }
}
