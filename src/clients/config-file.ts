import type { Computer } from './computer.ts';
import type { DiskEntry } from './disk.ts';
import { pathsOf } from './platform.ts';
import { readProblem, refusal } from './problem.ts';

/** A configuration file as it was at one moment. */
export interface Snapshot {
  /** Where the bytes are: the end of a chain of links. */
  readonly path: string;
  /** Null when there is no file. */
  readonly bytes: Buffer | null;
  /** The bytes as text, without a byte order mark; empty when there is no file. */
  readonly text: string;
  readonly hasByteOrderMark: boolean;
  readonly entry: DiskEntry | null;
}

const MOST_LINKS = 40;
const BYTE_ORDER_MARK = '\u{FEFF}';

/**
 * Reads a configuration file, through links.
 * @throws ConfigProblem `unreadable`, `not_a_file`, `not_text`
 */
export async function readSnapshot(path: string, computer: Computer): Promise<Snapshot> {
  try {
    const { path: real, entry } = await followed(path, computer);
    if (entry === null) return { path: real, bytes: null, text: '', hasByteOrderMark: false, entry };
    if (entry.kind !== 'file') {
      throw refusal('not_a_file', {
        wrong: `${real} is ${entry.kind === 'folder' ? 'a folder' : 'not an ordinary file'}, but the configuration file belongs there.`,
        mend: 'Rename or move it',
      });
    }
    const bytes = await computer.disk.read(real);
    const text = decoded(bytes, real);
    const hasByteOrderMark = text.startsWith(BYTE_ORDER_MARK);
    return { path: real, bytes, text: hasByteOrderMark ? text.slice(1) : text, hasByteOrderMark, entry };
  } catch (error) {
    throw readProblem(path, error);
  }
}

/** The end of a chain of links; the last one may lead to nothing. */
async function followed(
  path: string,
  { facts, disk }: Computer,
): Promise<{ path: string; entry: DiskEntry | null }> {
  const paths = pathsOf(facts);
  let current = path;
  for (let links = 0; links <= MOST_LINKS; links += 1) {
    const entry = await disk.entry(current);
    if (entry?.kind !== 'link') return { path: current, entry };
    current = paths.resolve(paths.dirname(current), await disk.linkTarget(current));
  }
  throw refusal('unreadable', {
    wrong: `${path} is a link that leads in a circle.`,
    mend: 'Remove or mend the link',
  });
}

function decoded(bytes: Buffer, path: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (error) {
    const wide = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
    throw refusal('not_text', {
      wrong: `${path} is ${wide ? 'UTF-16 text' : 'not text in UTF-8'}, and clients read UTF-8 alone.`,
      mend: 'Save it as UTF-8',
      cause: error,
    });
  }
}
