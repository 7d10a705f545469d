import { expect, test } from 'vitest';
import { AppError } from '../../src/shared/errors.ts';
import { createLineLog } from '../../src/shared/line-log.ts';
import { logFailure } from '../../src/shared/log-failure.ts';

function logged(error: unknown): string {
  let text = '';
  logFailure(
    createLineLog((line) => (text += line)),
    'the question failed',
    error,
  );
  return text;
}

test('an ordinary state is one line of information without a stack', () => {
  const line = logged(new AppError('still_loading', 'Your history is still being loaded.'));
  expect(line).toMatch(/^\S+ info the question failed \{"code":"still_loading".*still being loaded/);
  expect(line.trimEnd().split('\n')).toHaveLength(1);
});

test.each([new AppError('internal', 'Broken.'), new Error('foreign')])(
  'anything else is an error: %s',
  (error) => {
    expect(logged(error)).toMatch(/^\S+ error the question failed <- /);
  },
);
