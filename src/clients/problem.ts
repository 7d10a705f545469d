import { systemCode } from './disk.ts';

/** Why a configuration file was left as it is. */
export type ProblemCode =
  | 'not_installed'
  | 'not_json'
  | 'not_text'
  | 'not_an_object'
  | 'duplicate_key'
  | 'nested_too_deeply'
  | 'not_a_file'
  | 'unreadable'
  | 'read_only'
  | 'disk_full'
  | 'changed_meanwhile'
  | 'foreign_entry'
  | 'client_running'
  | 'path_will_not_last'
  | 'write_failed';

/** A reason not to touch a file, in words for its owner; what the system said travels in `cause`. */
export class ConfigProblem extends Error {
  override readonly name = 'ConfigProblem';

  constructor(
    readonly code: ProblemCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** A reason found before anything was written: what is wrong, and what its owner does about it. */
export function refusal(
  code: ProblemCode,
  { wrong, mend, cause }: { readonly wrong: string; readonly mend: string; readonly cause?: unknown },
): ConfigProblem {
  const message = `${wrong} Nothing was changed. ${mend}, then look again.`;
  return new ConfigProblem(code, message, cause === undefined ? {} : { cause });
}

/** Turns a failed read into a `ConfigProblem`. */
export function readProblem(path: string, error: unknown): ConfigProblem {
  if (error instanceof ConfigProblem) return error;
  return refusal('unreadable', {
    wrong: `${path} cannot be read. ${reason(error)}`,
    mend: 'Make the file readable',
    cause: error,
  });
}

/** Turns a failed write into a `ConfigProblem`. */
export function writeProblem(path: string, error: unknown): ConfigProblem {
  if (error instanceof ConfigProblem) return error;
  const code = systemCode(error);
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return new ConfigProblem(
      'disk_full',
      `There is no space left on the disk for ${path}. The file is as it was.`,
      {
        cause: error,
      },
    );
  }
  const readOnly = code === 'EROFS' || code === 'EACCES' || code === 'EPERM';
  return new ConfigProblem(
    readOnly ? 'read_only' : 'write_failed',
    `${path} could not be written. ${reason(error)} The file is as it was.`,
    { cause: error },
  );
}

const REASONS: Readonly<Record<string, string>> = {
  EACCES: 'This user has no permission to do that.',
  EPERM: 'This user has no permission to do that, or another program holds the file open.',
  EBUSY: 'Another program holds the file open.',
  EROFS: 'The disk is write-protected.',
  EIO: 'The disk reported an error.',
  ENAMETOOLONG: 'The path is too long.',
};

function reason(error: unknown): string {
  const code = systemCode(error);
  return REASONS[code] ?? `The system reported ${code === '' ? 'an unknown error' : code}.`;
}
