import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { openDatabase } from '../../src/history/database.ts';
import { QUIET } from './builders.ts';
import { PHASES, type Found, type LoadingOrder, type Phase } from './kill-account.ts';

/** How long TrainingPeaks takes for an answer. */
const ANSWER_MILLISECONDS = 4;
const CACHE = fileURLToPath(new URL('../../node_modules/.cache/', import.meta.url));

/** The bundled program of a loading process; it lies where its packages are found. */
export interface LoadingProgram {
  readonly file: string;
  remove(): void;
}

export async function bundleLoadingProgram(): Promise<LoadingProgram> {
  mkdirSync(CACHE, { recursive: true });
  const folder = mkdtempSync(join(CACHE, 'loading-program-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: fileURLToPath(new URL('kill-child.ts', import.meta.url)),
      outDir: folder,
      target: 'node20',
      minify: false,
      rolldownOptions: { output: { format: 'es', entryFileNames: 'child.mjs', codeSplitting: false } },
    },
    ssr: { noExternal: true, external: ['vitest', '@photostructure/sqlite'] },
  });
  return {
    file: join(folder, 'child.mjs'),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** How a process ended. */
export interface Ending {
  readonly isDone: boolean;
  readonly wasKilled: boolean;
  /** What it wrote on standard error. */
  readonly complaints: string;
}

/** A process at work on a history file. */
export class Loading {
  /** What it found when it started; null when it ended before. */
  readonly found: Promise<Found | null>;
  readonly ended: Promise<Ending>;
  /** What it has asked for so far. */
  readonly requests: string[] = [];
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly #waiting = new Set<() => void>();
  #isOver = false;

  constructor(file: string, order: LoadingOrder) {
    this.#child = spawn(process.execPath, ['--no-warnings', file, JSON.stringify(order)], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const lines = createInterface({ input: this.#child.stdout });
    this.found = new Promise((resolve) => {
      lines.once('line', (line) => {
        resolve(JSON.parse(line) as Found);
        lines.on('line', (request) => {
          this.requests.push(request);
          this.#wake();
        });
      });
      lines.once('close', () => resolve(null));
    });
    this.ended = this.#ending();
  }

  /** Resolves when it has asked `count` times, or has ended. */
  async hasAsked(count: number): Promise<void> {
    await this.found;
    while (this.requests.length < count && !this.#isOver) {
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  kill(): void {
    this.#child.kill('SIGKILL');
  }

  async #ending(): Promise<Ending> {
    const complaints = text(this.#child.stderr);
    const [code, signal] = (await once(this.#child, 'close')) as [number | null, NodeJS.Signals | null];
    this.#isOver = true;
    this.#wake();
    return { isDone: code === 0, wasKilled: signal === 'SIGKILL', complaints: await complaints };
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
    this.#waiting.clear();
  }
}

/** A history file, and the processes that work on it. */
export class LoadingCase {
  readonly path: string;
  readonly #program: LoadingProgram;
  readonly #processes: Loading[] = [];

  constructor(program: LoadingProgram, folder: string) {
    this.#program = program;
    this.path = join(folder, 'history.db');
  }

  /** Starts a process on the file. Each has a clock a second ahead of the one before. */
  start(phase: Phase, answerMilliseconds = ANSWER_MILLISECONDS): Loading {
    const loading = new Loading(this.#program.file, {
      phase,
      path: this.path,
      startAt: PHASES[phase].startAt + this.#processes.length * 1000,
      answerMilliseconds,
    });
    this.#processes.push(loading);
    return loading;
  }

  /** The windows that all processes together have asked for. */
  windows(): string[] {
    const requests = this.#processes.flatMap((loading) => loading.requests);
    return requests.filter((request) => request.startsWith('window'));
  }

  /** The workouts as the product reads them. */
  workouts(): unknown[] {
    const workouts = this.content()['workouts'] ?? [];
    return workouts.map(({ body }) => JSON.parse(String(body)) as unknown);
  }

  /** Everything that must not depend on how the history came about: not when it was read, nor in how many writes. */
  content(): Record<string, Record<string, unknown>[]> {
    const database = openDatabase(this.path, QUIET);
    const rows = (question: string) => database.prepare(question).all();
    const content = {
      workouts: rows('SELECT * FROM workout ORDER BY athlete_id, workout_id'),
      setAside: rows('SELECT * FROM set_aside ORDER BY athlete_id, workout_id'),
      state: rows(
        'SELECT athlete_id, loaded_from, loaded_to, empty_windows, complete, changes_since, reread_day, feed_works FROM sync_state',
      ),
      leases: rows('SELECT * FROM lease'),
      integrity: rows('PRAGMA integrity_check'),
    };
    database.close();
    return content;
  }
}
