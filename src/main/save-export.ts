import { app, dialog, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { writeExport, type ExportedFile } from '../app/export/exported-file.ts';
import type { ExportEnd } from '../shared/stored-data.ts';

/** Asks where a table goes, and writes it there. @throws AppError `storage_failed` */
export async function saveExport(
  { name, lines }: ExportedFile,
  window: BrowserWindow | null,
): Promise<ExportEnd> {
  const options = {
    defaultPath: join(app.getPath('downloads'), name),
    filters: [{ name: 'Comma-separated values', extensions: ['csv'] }],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  if (canceled || filePath === '') return null;
  await writeExport(filePath, lines);
  return { savedAs: filePath };
}
