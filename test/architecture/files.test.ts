import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT, typeScriptFiles } from './repository.ts';

const LONGEST_FILE_LINES = 400;

const TEXT = /\.(c?js|mjs|tsx?|json|jsonc|md|ya?ml|css|html|sql|sh|csv)$|\/[^./]+$|^\.[^/]+$/;

/** Every text file that git tracks or would add, as paths relative to the repository. */
function textFiles(): string[] {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  return listed.split('\0').filter((file) => TEXT.test(file) && existsSync(join(ROOT, file)));
}

function linesMatching(pattern: RegExp): string[] {
  return textFiles().flatMap((file) =>
    readFileSync(join(ROOT, file), 'utf8')
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${file}:${index + 1}`] : [])),
  );
}

function literally(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Hosts of package registries: the well-known ones, and the one this installation uses. */
function registryHosts(): string[] {
  const configured = process.env['npm_config_registry'];
  // Put together here, so that this file does not name them either.
  const wellKnown = ['npmjs.org', 'yarnpkg.com'].map((domain) => `registry.${domain}`);
  return [...wellKnown, ...(configured ? [new URL(configured).host] : [])];
}

describe('the files of this repository', () => {
  it('are found', () => {
    expect(textFiles()).toEqual(
      expect.arrayContaining(['package-lock.json', '.npmrc', 'src/shared/errors.ts']),
    );
  });

  it(`have at most ${LONGEST_FILE_LINES} lines in src`, () => {
    const tooLong = typeScriptFiles('src').filter(
      (file) => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length > LONGEST_FILE_LINES,
    );
    expect(tooLong).toEqual([]);
  });

  it('name no folder of the computer they were written on', () => {
    const root = ROOT.replace(/\/$/, '');
    const folders = [root, homedir()].map((folder) => `${literally(folder)}(?![\\w.-])`);
    const writtenInRootsHome = String.raw`(?<![\w.$}>-])/(?:root|work)/\w`;
    expect(linesMatching(new RegExp([...folders, writtenInRootsHome].join('|')))).toEqual([]);
  });

  it('name no package registry', () => {
    expect(linesMatching(new RegExp(registryHosts().map(literally).join('|')))).toEqual([]);
  });

  it('pin packages by hash alone: the lock file holds no address', () => {
    const lock = readFileSync(join(ROOT, 'package-lock.json'), 'utf8');
    expect(lock).toContain('"integrity": "sha512-');
    expect(lock).not.toMatch(/"resolved":\s*"https?:/);
  });
});
