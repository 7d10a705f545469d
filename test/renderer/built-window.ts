import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { build } from 'vite';
import { inject } from 'vitest';
import electronVite from '../../electron.vite.config.ts';

/** The folder of the window as the app ships it. The first file of a run that asks builds it; the others wait. */
export async function builtWindow(): Promise<string> {
  const room = inject('windowFolder');
  const [window, ready, failed] = ['window', 'ready', 'failed'].map((name) => join(room, name)) as [
    string,
    string,
    string,
  ];
  if (await isFirst(join(room, 'begun'))) {
    try {
      await buildInto(window);
      await writeFile(ready, '');
    } catch (error) {
      await writeFile(failed, '');
      throw error;
    }
  }
  while (!existsSync(ready)) {
    if (existsSync(failed)) throw new Error('The window could not be built.');
    await wait(100);
  }
  return window;
}

async function isFirst(mark: string): Promise<boolean> {
  try {
    await mkdir(mark);
    return true;
  } catch {
    return false;
  }
}

async function buildInto(folder: string): Promise<void> {
  const { root, base, plugins, build: options } = electronVite.renderer ?? {};
  await build({
    configFile: false,
    logLevel: 'error',
    ...(root === undefined ? {} : { root }),
    ...(base === undefined ? {} : { base }),
    ...(plugins === undefined ? {} : { plugins }),
    build: { ...options, outDir: folder, emptyOutDir: true },
  });
}
