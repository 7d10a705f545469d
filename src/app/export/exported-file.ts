import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { AppError } from '../../shared/errors.ts';
import { performanceCsv } from '../../shared/performance-csv.ts';
import type { Preferences } from '../../shared/preferences.ts';
import type { Snapshot } from '../../shared/snapshot.ts';
import type { ExportedTable } from '../../shared/stored-data.ts';
import { performanceView } from '../../views/performance.ts';
import { workoutsCsv } from './workouts-csv.ts';

/** A table on its way out of the program, made line by line while it is written. */
export interface ExportedFile {
  /** Proposed to the user. */
  readonly name: string;
  /** UTF-8; to be read once. */
  readonly lines: Iterable<string>;
}

/** Spreadsheets take a file for UTF-8 when it begins with this; without it they spoil the letters of most languages. */
const BYTE_ORDER_MARK = '\uFEFF';

/**
 * A table of the history. Fitness is computed as the chart of the window is, with the time constants of the user.
 * @throws AppError `no_data` when there is nothing to export, `still_loading` before fitness can be given
 */
export function exportedFile(
  table: ExportedTable,
  snapshot: Snapshot,
  { ctlDays, atlDays }: Preferences,
): ExportedFile {
  if (table === 'workouts') {
    if (snapshot.sessions().length === 0)
      throw new AppError('no_data', 'There is no workout in this history yet.');
    return {
      name: `TP Tray workouts ${snapshot.today}.csv`,
      lines: begunWith(BYTE_ORDER_MARK, workoutsCsv(snapshot)),
    };
  }
  const view = performanceView(snapshot, { sportIds: null, ctlDays, atlDays });
  if (view === null) throw new AppError('no_data', 'There is no completed workout in this history yet.');
  return { name: `TP Tray fitness ${snapshot.today}.csv`, lines: performanceCsv(view) };
}

/**
 * Writes a table to a file, as fast as the disk takes it. A file of that name is replaced by a whole one, or stays.
 * @throws AppError `storage_failed`
 */
export async function writeExport(path: string, lines: Iterable<string>): Promise<void> {
  const unfinished = `${path}.part`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(unfinished));
    await rename(unfinished, path);
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined);
    throw new AppError(
      'storage_failed',
      `The file ${path} could not be written. Choose another folder, or free some space.`,
      { cause },
    );
  }
}

function* begunWith(beginning: string, lines: Iterable<string>): Generator<string, void, undefined> {
  yield beginning;
  yield* lines;
}
