import { gunzipSync } from 'node:zlib';
import { AppError } from '../shared/errors.ts';

/** A day of recording every second takes a few megabytes; more than this is no recording. */
const LARGEST_FILE_BYTES = 256 * 1024 * 1024;

/**
 * Decompresses a device file if its first bytes say that it is gzip; names and content types do not tell.
 * @throws AppError `upstream_down` when the compressed data is damaged
 */
export function gunzipByMagic(file: Uint8Array): Uint8Array {
  if (file[0] !== 0x1f || file[1] !== 0x8b) return file;
  try {
    return new Uint8Array(gunzipSync(file, { maxOutputLength: LARGEST_FILE_BYTES }));
  } catch (cause) {
    throw new AppError('upstream_down', 'The file of TrainingPeaks arrived damaged. Try again later.', {
      cause,
    });
  }
}
