import type { PlatformFacts } from './platform.ts';
import { ConfigProblem } from './problem.ts';
import type { ServerCommand } from './entry.ts';

const REFUSED: readonly { readonly where: RegExp; readonly words: string }[] = [
  {
    where: /\/AppTranslocation\//u,
    words:
      'macOS runs TP Tray from a temporary place, because it was not moved after the download. Move TP Tray to the Applications folder, start it from there and connect again.',
  },
  {
    where: /\/\.mount_[^/]+\//u,
    words:
      'TP Tray runs from inside an AppImage, at a path that changes with every start. Connect with the path of the installed program instead.',
  },
];

const DOUBTFUL: readonly { readonly where: RegExp; readonly words: string }[] = [
  {
    where: /^(\/private)?\/(tmp|var\/tmp|var\/folders|dev\/shm)\//u,
    words: 'is in a folder for temporary files',
  },
  { where: /[\\/](Temp|INetCache)[\\/]/iu, words: 'is in a folder for temporary files' },
  { where: /[\\/]_npx[\\/]/u, words: 'is in the cache of npx' },
  { where: /^\/Volumes\//u, words: 'is on a disk that may be ejected' },
];

/**
 * Refuses a command that will be gone at the client's next start, and warns of one that may be.
 * @returns a warning, or null
 * @throws ConfigProblem `path_will_not_last`
 */
export function checkLasting(command: ServerCommand, facts: PlatformFacts): string | null {
  const words = [command.command, ...command.args];
  const refused = REFUSED.find(({ where }) => words.some((word) => where.test(word)));
  if (refused !== undefined) throw new ConfigProblem('path_will_not_last', refused.words);
  const temporary = [facts.variables['TMPDIR'], facts.variables['TEMP']].filter(
    (folder): folder is string => folder !== undefined && folder !== '',
  );
  for (const word of words) {
    const doubt =
      DOUBTFUL.find(({ where }) => where.test(word))?.words ??
      (temporary.some((folder) => word.startsWith(folder))
        ? 'is in a folder for temporary files'
        : undefined);
    if (doubt !== undefined)
      return `${word} ${doubt}. When it is removed, the connection stops working; connect again from a lasting place.`;
  }
  return null;
}
