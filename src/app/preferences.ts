import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../shared/preferences.ts';
import { makeFolder } from './folders.ts';

const timeConstant = z.number().min(1).max(365);

/** Preferences as the window may change them: each of them alone, or several at once. */
export const preferencesChange = z.strictObject({
  units: z.enum(['metric', 'imperial']).exactOptional(),
  weekStart: z.enum(['monday', 'sunday']).exactOptional(),
  theme: z.enum(['system', 'light', 'dark']).exactOptional(),
  formConvention: z.enum(['morning', 'end_of_day']).exactOptional(),
  ctlDays: timeConstant.exactOptional(),
  atlDays: timeConstant.exactOptional(),
});

export interface PreferencesFile {
  read(): Preferences;
  /** @throws AppError `storage_failed` */
  write(preferences: Preferences): void;
}

/** Keeps the preferences in a JSON file. What is missing or not understood in it reads as the default. */
export function createPreferencesFile(file: string, log: Log): PreferencesFile {
  return {
    read() {
      const kept = readJson(file, log);
      const known = Object.entries(kept).filter(
        ([name, value]) => preferencesChange.safeParse({ [name]: value }).success,
      );
      return { ...DEFAULT_PREFERENCES, ...Object.fromEntries(known) };
    },
    write(preferences) {
      try {
        makeFolder(dirname(file));
        writeFileSync(`${file}.new`, `${JSON.stringify(preferences, null, 2)}\n`);
        renameSync(`${file}.new`, file);
      } catch (error) {
        throw new AppError('storage_failed', 'The settings could not be saved on this computer.', {
          cause: error,
        });
      }
    },
  };
}

function readJson(file: string, log: Log): Readonly<Record<string, unknown>> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT'))
      log.error('the settings could not be read; the usual ones are used', error);
    return {};
  }
}
