import { execFileSync, spawnSync } from 'node:child_process';
import {
  chownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { describe, expect, it } from 'vitest';
import { removeBackups } from '../../src/clients/backups.ts';
import { claudeDesktop } from '../../src/clients/claude-desktop.ts';
import { localDisk } from '../../src/clients/disk.ts';
import { ours, withoutOurs } from './support/foreign.ts';
import { computer, connectAt, disconnectAt, ENTRY, temporaryFolder } from './support/workbench.ts';

const TEXT = `${JSON.stringify({ mcpServers: { other: { command: 'x' } }, preferences: { a: 1 } }, null, 2)}\n`;
const isRoot = process.platform === 'linux' && process.getuid?.() === 0;

function fileIn(folder: string, text = TEXT): string {
  const path = join(folder, 'config.json');
  writeFileSync(path, text);
  return path;
}

describe('a program that writes at the same time', () => {
  it('keeps its change when it wrote once', async () => {
    using folder = temporaryFolder();
    const path = fileIn(folder.path);
    const theirs = TEXT.replace('"a": 1', '"a": 2');
    let written = false;
    const on = computer(
      {},
      {
        async writeNew(target, file) {
          await localDisk.writeNew(target, file);
          if (!written) writeFileSync(path, theirs);
          written = true;
        },
      },
    );

    expect(await connectAt(path, claudeDesktop, { on })).toMatchObject({ result: 'added', changed: true });

    const after = readFileSync(path, 'utf8');
    expect(ours(after, 'mcpServers')).toEqual(ENTRY);
    expect(withoutOurs(after, 'mcpServers')).toEqual(JSON.parse(theirs));
  });

  it('is not overwritten when it keeps writing', async () => {
    using folder = temporaryFolder();
    const path = fileIn(folder.path);
    let count = 0;
    const on = computer(
      {},
      {
        async writeNew(target, file) {
          await localDisk.writeNew(target, file);
          writeFileSync(path, TEXT.replace('"a": 1', `"a": ${(count += 1)}0`));
        },
      },
    );

    const outcome = await connectAt(path, claudeDesktop, { on });

    expect(outcome).toMatchObject({ result: 'refused', problem: 'changed_meanwhile' });
    expect(outcome.message).toContain('keeps changing');
    expect(readFileSync(path, 'utf8')).toBe(TEXT.replace('"a": 1', `"a": ${count}0`));
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('is not overwritten when it creates the file first', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'config.json');
    const on = computer(
      {},
      {
        async writeNew(target, file) {
          await localDisk.writeNew(target, file);
          writeFileSync(path, TEXT);
        },
      },
    );

    expect(await connectAt(path, claudeDesktop, { on })).toMatchObject({ result: 'added', changed: true });
    expect(withoutOurs(readFileSync(path, 'utf8'), 'mcpServers')).toEqual(JSON.parse(TEXT));
  });
});

describe('a process that is killed between write and rename', () => {
  it('leaves the file as it was, and its traces go with the next change', async () => {
    using folder = temporaryFolder();
    const path = fileIn(folder.path);
    const program = join(folder.path, 'program');
    await build({
      configFile: false,
      logLevel: 'error',
      ssr: { noExternal: true },
      build: {
        ssr: fileURLToPath(new URL('support/killed-program.ts', import.meta.url)),
        outDir: program,
        rolldownOptions: { output: { entryFileNames: 'program.mjs' } },
      },
    });

    const { signal } = spawnSync(process.execPath, [join(program, 'program.mjs'), path]);

    expect(signal).toBe('SIGKILL');
    expect(readFileSync(path, 'utf8')).toBe(TEXT);
    const abandoned = readdirSync(folder.path).filter((name) => name.endsWith('.tmp'));
    expect(abandoned).toHaveLength(1);

    const soon = computer();
    await connectAt(path, claudeDesktop, { on: { ...soon, now: Date.now } });
    expect(readdirSync(folder.path)).toEqual(expect.arrayContaining(abandoned));
    for (const name of abandoned) utimesSync(join(folder.path, name), 0, 0);
    expect(await disconnectAt(path, claudeDesktop, { ...soon, now: Date.now })).toMatchObject({
      changed: true,
    });
    expect(readdirSync(folder.path).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    expect(readFileSync(path, 'utf8')).toBe(TEXT);
  });
});

describe('a disk that is really full', () => {
  it.runIf(isRoot && mounts())('is said, and the file stays', async () => {
    using folder = temporaryFolder();
    const disk = join(folder.path, 'disk');
    mkdirSync(disk);
    execFileSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]);
    try {
      const path = fileIn(disk);
      fillUp(join(disk, 'ballast'));

      const outcome = await connectAt(path, claudeDesktop);

      expect(outcome).toMatchObject({ result: 'refused', problem: 'disk_full', changed: false });
      expect(readFileSync(path, 'utf8')).toBe(TEXT);
      expect(readdirSync(disk).sort()).toEqual(['ballast', 'config.json']);
    } finally {
      execFileSync('/bin/umount', [disk]);
    }
  });
});

describe('a link', () => {
  it('stays a link, and its target is written', async () => {
    using folder = temporaryFolder();
    const target = join(folder.path, 'dotfiles', 'claude.json');
    mkdirSync(join(folder.path, 'dotfiles'));
    writeFileSync(target, TEXT, { mode: 0o600 });
    const path = join(folder.path, 'config.json');
    symlinkSync('dotfiles/claude.json', path);

    expect(await connectAt(path, claudeDesktop)).toMatchObject({ result: 'added' });

    expect(readlinkSync(path)).toBe('dotfiles/claude.json');
    expect(lstatSync(target).isFile()).toBe(true);
    expect(ours(readFileSync(target, 'utf8'), 'mcpServers')).toEqual(ENTRY);
    expect(await disconnectAt(path, claudeDesktop)).toMatchObject({ result: 'removed' });
    expect(readFileSync(target, 'utf8')).toBe(TEXT);
  });

  it('to a file that does not exist yet creates that file', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'config.json');
    symlinkSync('elsewhere.json', path);

    expect(await connectAt(path, claudeDesktop)).toMatchObject({ result: 'created' });

    expect(lstatSync(path).isSymbolicLink()).toBe(true);
    expect(ours(readFileSync(join(folder.path, 'elsewhere.json'), 'utf8'), 'mcpServers')).toEqual(ENTRY);
  });
});

describe('backups', () => {
  it('are readable for their owner alone, and the last five stay', async () => {
    using folder = temporaryFolder();
    const path = fileIn(folder.path);
    const on = computer();
    for (let round = 0; round < 4; round += 1) {
      await connectAt(path, claudeDesktop, { on });
      await disconnectAt(path, claudeDesktop, on);
    }

    const backups = readdirSync(folder.path).filter((name) => name.includes('.tp-tray-backup-'));
    expect(backups).toHaveLength(5);
    for (const name of backups) expect(statSync(join(folder.path, name)).mode & 0o777).toBe(0o600);
    const newest = readFileSync(join(folder.path, backups.sort().at(-1) ?? ''), 'utf8');
    expect(ours(newest, 'mcpServers')).toEqual(ENTRY);
  });

  it('never replace one another, even within one moment', async () => {
    using folder = temporaryFolder();
    const path = fileIn(folder.path);
    const on = { ...computer(), now: () => 0 };
    await connectAt(path, claudeDesktop, { on });
    await disconnectAt(path, claudeDesktop, on);
    expect(readdirSync(folder.path).filter((name) => name.includes('backup'))).toHaveLength(2);
  });
});

describe('a removal of everything', () => {
  it('deletes the backups of a client, beside the end of a link too, and nothing else', async () => {
    using folder = temporaryFolder();
    const real = join(folder.path, 'elsewhere.json');
    const path = join(folder.path, 'Claude', 'claude_desktop_config.json');
    mkdirSync(dirname(path));
    writeFileSync(real, '{}');
    symlinkSync(real, path);
    const on = computer({ variables: { TP_CLAUDE_DESKTOP_DIR: dirname(path) } });
    await connectAt(path, claudeDesktop, { on });
    await disconnectAt(path, claudeDesktop, on);
    writeFileSync(`${real}.my-own-backup`, '{}');

    expect(await removeBackups(claudeDesktop, on)).toBe(2);

    expect(readdirSync(folder.path).sort()).toEqual([
      'Claude',
      'elsewhere.json',
      'elsewhere.json.my-own-backup',
    ]);
    expect(await removeBackups(claudeDesktop, on)).toBe(0);
  });

  it('names a backup that it cannot delete', async () => {
    using folder = temporaryFolder();
    const path = join(folder.path, 'claude_desktop_config.json');
    writeFileSync(path, TEXT);
    const variables = { TP_CLAUDE_DESKTOP_DIR: dirname(path) };
    await connectAt(path, claudeDesktop, { on: computer() });
    const on = computer({ variables }, { remove: () => Promise.reject(new Error('EPERM')) });
    await expect(removeBackups(claudeDesktop, on)).rejects.toMatchObject({
      code: 'storage_failed',
      message: expect.stringContaining('.tp-tray-backup-') as string,
    });
  });
});

describe('the owner of a file', () => {
  it.runIf(isRoot)('stays when an administrator connects', async () => {
    using folder = temporaryFolder();
    const path = fileIn(folder.path);
    chownSync(path, 12_345, 23_456);
    await connectAt(path, claudeDesktop);
    expect(statSync(path)).toMatchObject({ uid: 12_345, gid: 23_456 });
  });
});

/** Containers often forbid mounting. */
function mounts(): boolean {
  using folder = temporaryFolder();
  if (spawnSync('/bin/mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', folder.path]).status !== 0)
    return false;
  execFileSync('/bin/umount', [folder.path]);
  return true;
}

function fillUp(path: string): void {
  try {
    for (;;) writeFileSync(path, Buffer.alloc(1_024), { flag: 'a' });
  } catch (error) {
    expect(error).toMatchObject({ code: 'ENOSPC' });
  }
}
