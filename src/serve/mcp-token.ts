import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { AppError } from '../shared/errors.ts';
import { newSecret } from './secrets.ts';

const FORM = /^[\w-]{43}$/;

/**
 * The bearer token of this installation, made when it is first needed and kept in a file for its owner alone, so that
 * an assistant stays connected from one start to the next. It opens nothing but this server on this computer, and
 * must be there where no keychain is.
 * @throws AppError `storage_failed`
 */
export function keptToken(file: string): string {
  try {
    const kept = readIfThere(file).trim();
    if (FORM.test(kept)) return kept;
    const token = newSecret();
    // A new file: the rights of one that is there already would stay as they are.
    writeFileSync(`${file}.new`, `${token}\n`, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    return token;
  } catch (cause) {
    throw new AppError('storage_failed', `The token for assistants could not be kept in ${file}.`, { cause });
  }
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return '';
    throw error;
  }
}
