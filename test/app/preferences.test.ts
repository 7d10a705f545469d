import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createPreferencesFile } from '../../src/app/preferences.ts';
import { DEFAULT_PREFERENCES } from '../../src/shared/preferences.ts';

function setUp(content?: string) {
  const file = join(mkdtempSync(join(tmpdir(), 'tp-tray-preferences-')), 'deep', 'settings.json');
  const complaints: string[] = [];
  const log = {
    info: () => undefined,
    warn: () => undefined,
    error: (text: string) => void complaints.push(text),
  };
  const preferences = createPreferencesFile(file, log);
  if (content !== undefined) {
    preferences.write(DEFAULT_PREFERENCES);
    writeFileSync(file, content);
  }
  return { file, preferences, complaints };
}

test('what was written is read again', () => {
  const { file, preferences, complaints } = setUp();
  expect(preferences.read()).toEqual(DEFAULT_PREFERENCES);
  preferences.write({ ...DEFAULT_PREFERENCES, units: 'imperial', atlDays: 10 });
  expect(preferences.read()).toEqual({ ...DEFAULT_PREFERENCES, units: 'imperial', atlDays: 10 });
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ units: 'imperial' });
  expect(complaints).toEqual([]);
});

test('one wrong value does not take the others with it', () => {
  const { preferences } = setUp('{"units":"imperial","theme":"pink","ctlDays":0,"unheard":true}');
  expect(preferences.read()).toEqual({ ...DEFAULT_PREFERENCES, units: 'imperial' });
});

test('a file that is no JSON reads as the defaults, and the log says so', () => {
  const { preferences, complaints } = setUp('{');
  expect(preferences.read()).toEqual(DEFAULT_PREFERENCES);
  expect(complaints).toHaveLength(1);
});
