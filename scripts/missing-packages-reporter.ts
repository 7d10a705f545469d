import type { Reporter, TestModule } from 'vitest/node';
import { INSTALL_NOTE } from '../test/support/debian-packages.ts';

/** Ends a test run with the Debian packages that its skipped tests miss. */
export default class MissingPackagesReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const notes = modules.flatMap((module) =>
      [...module.children.allTests('skipped')].flatMap((test) => {
        const result = test.result();
        return result.state === 'skipped' && result.note?.startsWith(INSTALL_NOTE) ? [result.note] : [];
      }),
    );
    if (notes.length === 0) return;
    const packages = [...new Set(notes.flatMap((note) => note.slice(INSTALL_NOTE.length).split(' ')))].sort();
    process.stdout.write(
      `Tests were skipped (${notes.length}) because this computer misses what they need. To run them:\n` +
        `  sudo apt-get install --no-install-recommends ${packages.join(' ')}\n`,
    );
  }
}
