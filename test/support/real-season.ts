import { existsSync, readFileSync } from 'node:fs';
import type { TestContext } from 'vitest';
import type { WireRow } from './wire-truth.ts';

const FILE = new URL('../../../shared/fixtures/real-season/workouts.json', import.meta.url);

/** The workouts of a real season as TrainingPeaks sends them; where the file is missing the test is skipped. */
export function realSeason(context: TestContext): readonly WireRow[] {
  if (!existsSync(FILE)) context.skip('The real season is not on this computer.');
  return JSON.parse(readFileSync(FILE, 'utf8')) as readonly WireRow[];
}
