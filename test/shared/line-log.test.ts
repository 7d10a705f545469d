import { expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { createLineLog, ownWordsOf } from '../../src/shared/line-log.ts';

/** What a log of this wrote, and what is quoted of it. */
function quoted(write: (log: ReturnType<typeof createLineLog>) => void): string[] {
  const lines: string[] = [];
  write(createLineLog((line) => lines.push(...line.split('\n'))));
  return lines.flatMap((line) => ownWordsOf(line) ?? []).map((line) => line.replace(/^\S+ /u, ''));
}

test('our own words are quoted, those of others are not', () => {
  const foreign = new TypeError('FOREIGN text of another program');
  const cause = new AppError('upstream_down', 'TrainingPeaks did not answer.', { cause: foreign });
  expect(
    quoted((log) => {
      log.info('a file was moved', { code: 'no_data' });
      log.error('the refresh failed', cause);
      log.error('its error output', 'FOREIGN output');
      log.error('its answer', { text: 'FOREIGN answer' });
      log.error('something else', new Error('FOREIGN\n2026-01-01T00:00:00Z no line of ours'));
      log.error('nothing is known');
    }),
  ).toEqual([
    'info a file was moved {"code":"no_data"}',
    'error the refresh failed <- AppError: TrainingPeaks did not answer. <- TypeError',
    'error its error output <- (not quoted)',
    'error its answer <- (not quoted)',
    'error something else <- Error',
    'error nothing is known',
  ]);
});

test('a line is quoted to a limit', () => {
  const [line = ''] = quoted((log) => log.info('x'.repeat(5000)));
  expect(line.length).toBeLessThan(300);
});
