import { z } from 'zod';
import type { Structure, StructureStep } from '../../shared/workout.ts';
import { looseArray, looseNumber, looseText, readOrNull, readRows } from './primitives.ts';

const CADENCE_UNIT = 'roundOrStridePerMinute';

const length = z.object({ value: looseNumber.catch(null), unit: looseText });
const target = z.object({
  minValue: looseNumber.catch(null),
  maxValue: looseNumber.catch(null),
  unit: looseText,
});
const step = z.object({
  name: looseText,
  length: length.nullable().catch(null),
  targets: looseArray,
  intensityClass: looseText,
});
const block = z.object({ length: length.nullable().catch(null), steps: looseArray });
const structure = z.object({ primaryIntensityMetric: looseText, structure: looseArray });

/**
 * Reads the steps of a structured workout. TrainingPeaks sends an object, the same object as JSON text, or
 * null; steps and blocks that cannot be read are left out.
 */
export function parseStructure(wire: unknown): Structure | null {
  const read = readOrNull(structure, typeof wire === 'string' ? parseJson(wire) : wire);
  if (read === null || read.structure.length === 0) return null;
  return {
    intensityMetric: read.primaryIntensityMetric,
    blocks: readRows(block, read.structure).map((row) => ({
      repeats: Math.max(1, Math.round(row.length?.value ?? 1)),
      steps: readRows(step, row.steps).map(toStep),
    })),
  };
}

function toStep(row: z.infer<typeof step>): StructureStep {
  const intensity = readRows(target, row.targets).find(({ unit }) => unit !== CADENCE_UNIT);
  return {
    name: row.name,
    lengthValue: row.length?.value ?? null,
    lengthUnit: row.length?.unit ?? null,
    targetMinimum: intensity?.minValue ?? null,
    targetMaximum: intensity?.maxValue ?? null,
    intensityClass: row.intensityClass,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
