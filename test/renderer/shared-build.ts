import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Where the window is built, once for all files of a run. */
    readonly windowFolder: string;
  }
}

/** Makes room for the window of this run; the first test that opens it builds it. */
export default function setUp(project: TestProject): () => void {
  const folder = mkdtempSync(join(tmpdir(), 'tp-tray-window-'));
  project.provide('windowFolder', folder);
  return () => rmSync(folder, { recursive: true, force: true });
}
