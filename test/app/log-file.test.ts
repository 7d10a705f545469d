import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createLogFile } from '../../src/app/log-file.ts';
import { createLineLog } from '../../src/shared/line-log.ts';

function folder(): string {
  const path = mkdtempSync(join(tmpdir(), 'logs-'));
  onTestFinished(() => rmSync(path, { recursive: true }));
  return path;
}

test('the log file grows to a limit and keeps two older ones', () => {
  const logs = join(folder(), 'logs');
  const write = createLogFile(logs, 20);
  for (const word of ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth'])
    write(`${word} ${'.'.repeat(8)}\n`);
  const content = (name: string) => readFileSync(join(logs, name), 'utf8');
  expect(readdirSync(logs).sort()).toEqual(['tp-tray.1.log', 'tp-tray.2.log', 'tp-tray.log']);
  expect([content('tp-tray.log'), content('tp-tray.1.log'), content('tp-tray.2.log')]).toEqual([
    'eighth ........\n',
    'seventh ........\n',
    'sixth ........\n',
  ]);
});

test('the log file continues after a restart, for its owner alone', () => {
  const logs = join(folder(), 'logs');
  createLogFile(logs)('one\n');
  createLogFile(logs)('two\n');
  expect(readFileSync(join(logs, 'tp-tray.log'), 'utf8')).toBe('one\ntwo\n');
  expect(statSync(join(logs, 'tp-tray.log')).mode & 0o777).toBe(0o600);
  expect(statSync(logs).mode & 0o777).toBe(0o700);
});

test('the log file loses the line, not the program, when the disk refuses', () => {
  const blocked = join(folder(), 'logs');
  writeFileSync(blocked, 'a file in the place of the folder');
  const write = createLogFile(blocked);
  write('lost\n');
  rmSync(blocked);
  write('kept\n');
  expect(readFileSync(join(blocked, 'tp-tray.log'), 'utf8')).toBe('kept\n');
});

test('the log file never holds a secret', () => {
  const logs = folder();
  const cookie = `V001${'x'.repeat(1700)}`;
  const log = createLineLog(createLogFile(logs));
  log.error(
    'refused',
    new Error(`Production_tpAuth=${cookie}`, { cause: new Error(`Bearer gAAAA${cookie}`) }),
  );
  const content = readFileSync(join(logs, 'tp-tray.log'), 'utf8');
  expect(content).toMatch(/ error refused /);
  expect(content).not.toContain('xxxx');
});
