import type { MeanMax, PersonalRecord, RecordClass } from '../shared/workout.ts';
import { shown, speedText } from './numbers.ts';
import { clock } from '../shared/wording.ts';

/** What a record is about: the best average of a class over a duration or over a distance. */
export interface RecordKind {
  readonly recordClass: RecordClass;
  readonly durationSeconds: number | null;
  readonly distanceMeters: number | null;
}

const CLASS_OF_BASIS: Record<MeanMax['basis'], RecordClass> = {
  power: 'Power',
  heart_rate: 'HeartRate',
  speed: 'Speed',
};
const UNIT_SECONDS: Record<string, number> = { sec: 1, min: 60, hour: 3600 };
const DISTANCES: Record<string, number> = {
  '400Meter': 400,
  '800Meter': 800,
  '1K': 1000,
  '1Mi': 1609.344,
  '5K': 5000,
  '5Mi': 8046.72,
  '10K': 10_000,
  '10Mi': 16_093.44,
  HalfMarathon: 21_097.5,
  Marathon: 42_195,
  '50K': 50_000,
};

/** Reads TrainingPeaks' names: `power20min`, `hR5sec`, `speed5K`. Null for a name that says neither duration nor distance. */
export function kindOfRecord({
  type,
  recordClass,
}: Pick<PersonalRecord, 'type' | 'recordClass'>): RecordKind | null {
  const [, amount, unit] = /^(?:power|hr|speed)(\d+)(sec|min|hour)$/i.exec(type) ?? [];
  if (amount !== undefined && unit !== undefined) {
    return {
      recordClass,
      durationSeconds: Number(amount) * (UNIT_SECONDS[unit.toLowerCase()] ?? 1),
      distanceMeters: null,
    };
  }
  const distance = DISTANCES[type.replace(/^speed/i, '')];
  return distance === undefined ? null : { recordClass, durationSeconds: null, distanceMeters: distance };
}

export function kindOfMeanMax({ basis, durationSeconds, distanceMeters }: MeanMax): RecordKind {
  return { recordClass: CLASS_OF_BASIS[basis], durationSeconds, distanceMeters };
}

/** One key per kind, so that the same best from two sources meets. */
export function kindKey({ recordClass, durationSeconds, distanceMeters }: RecordKind): string {
  return `${recordClass} ${durationSeconds === null ? `${Math.round(distanceMeters ?? 0)} m` : `${durationSeconds} s`}`;
}

/** `20 min`, `5 s`, `10 km`. */
export function kindLabel({ durationSeconds, distanceMeters }: RecordKind): string {
  if (durationSeconds !== null) {
    if (durationSeconds < 60) return `${durationSeconds} s`;
    return durationSeconds % 60 === 0 ? `${durationSeconds / 60} min` : clock(durationSeconds);
  }
  const name = Object.entries(DISTANCES).find(
    ([, meters]) => Math.abs(meters - (distanceMeters ?? 0)) < 1,
  )?.[0];
  if (name !== undefined && !/^\d+K$/.test(name))
    return name
      .replace('Meter', ' m')
      .replace('Mi', ' mi')
      .replace('HalfMarathon', 'half marathon')
      .replace('Marathon', 'marathon');
  return `${shown((distanceMeters ?? 0) / 1000, 0)} km`;
}

export function unitOf(recordClass: RecordClass): 'W' | 'bpm' | 'm/s' {
  return recordClass === 'Power' ? 'W' : recordClass === 'HeartRate' ? 'bpm' : 'm/s';
}

/** `262 W`, `171 bpm`; speeds as the sport's athletes say them. */
export function valueText(recordClass: RecordClass, value: number, sportId: number): string {
  return recordClass === 'Speed' ? speedText(value, sportId) : `${shown(value, 0)} ${unitOf(recordClass)}`;
}
