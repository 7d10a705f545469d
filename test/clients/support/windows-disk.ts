import { join } from 'node:path';
import { localDisk, type Disk } from '../../../src/clients/disk.ts';

/** A stand-in for a Windows disk: `C:\a\b` is the file `a/b` in a folder of this computer. */
export function windowsDisk(folder: string): Disk & { readonly here: (path: string) => string } {
  const here = (path: string) => join(folder, ...path.replace(/^[A-Z]:/u, '').split('\\'));
  return {
    here,
    entry: (path) => localDisk.entry(here(path)),
    read: (path) => localDisk.read(here(path)),
    writable: (path) => localDisk.writable(here(path)),
    linkTarget: (path) => localDisk.linkTarget(here(path)),
    names: (path) => localDisk.names(here(path)),
    makeFolder: (path) => localDisk.makeFolder(here(path)),
    writeNew: (path, file) => localDisk.writeNew(here(path), file),
    rename: (from, to) => localDisk.rename(here(from), here(to)),
    remove: (path) => localDisk.remove(here(path)),
  };
}
