import { existsSync, readFileSync } from 'node:fs';
import type { TestContext } from 'vitest';
import type { WireRow } from './wire-truth.ts';

/** The workouts of a real season as TrainingPeaks sends them. */
export const REAL_SEASON = new URL('../../../shared/fixtures/real-season/workouts.json', import.meta.url);

/** Why a test without that file is skipped. The folder is no part of this repository, so a fresh clone passes without. */
export const REAL_SEASON_NOTE = 'the real season is not beside this repository (../shared/fixtures)';

/** Skips the running test where the real season is missing. */
export function needsRealSeason(context: TestContext): void {
  context.skip(!existsSync(REAL_SEASON), REAL_SEASON_NOTE);
}

export function realSeason(context: TestContext): readonly WireRow[] {
  needsRealSeason(context);
  return JSON.parse(readFileSync(REAL_SEASON, 'utf8')) as readonly WireRow[];
}
