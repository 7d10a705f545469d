import { newSecret } from './secrets.ts';

/** A file that is made line by line while it is sent. */
export interface OfferedFile {
  readonly name: string;
  readonly lines: Iterable<string>;
}

export interface Downloads {
  /** The address of a file, beside the page; it works once. */
  offer(file: OfferedFile): string;
  /** The file behind the last part of such an address; null when there is none any more. */
  take(id: string): OfferedFile | null;
}

/** More than these that nobody fetched are forgotten, the oldest first. */
const MOST_WAITING = 4;

/** Files that the page asked for, until its browser fetches them. */
export function createDownloads(): Downloads {
  const waiting = new Map<string, OfferedFile>();
  return {
    offer(file) {
      const id = newSecret();
      waiting.set(id, file);
      for (const old of [...waiting.keys()].slice(0, -MOST_WAITING)) waiting.delete(old);
      return `download/${id}`;
    },
    take(id) {
      const file = waiting.get(id) ?? null;
      waiting.delete(id);
      return file;
    },
  };
}
