import { RUN, SWIM, WALK } from '../../../src/shared/sports.ts';
import type { Streams } from '../../../src/shared/workout.ts';
import type { Measures } from '../../measures.ts';
import { paceTicks, ticksBetween } from './ticks.ts';

export type ChannelName = 'power' | 'heart' | 'speed' | 'cadence' | 'altitude';

/** One recorded curve: its samples in step with the others, and how its values are written. */
export interface Channel {
  readonly name: ChannelName;
  readonly title: string;
  readonly unit: string;
  readonly values: readonly (number | null)[];
  /** Text of a value without its unit. */
  readonly text: (value: number | null) => string;
  /** Edges of the panel. Values beyond them are drawn at the edge. */
  readonly domain: readonly [low: number, high: number];
  /** Values at which the panel has a line, in its unit. */
  readonly ticks: readonly number[];
}

type Values = readonly (number | null)[];

/** The curves of a workout, the most telling first. A channel that was not recorded is left out. */
export function channelsOf(streams: Streams, sportId: number, measures: Measures): Channel[] {
  const whole = (value: number | null) => measures.number(value);
  const steps = sportId === RUN || sportId === WALK;
  const strokes = sportId === SWIM;
  return [
    channel('power', 'Power', 'W', streams.powerWatts, whole, fromZero),
    channel('heart', 'Heart rate', 'bpm', streams.heartRateBpm, whole, aroundValues),
    speedChannel(streams.speedMetersPerSecond, sportId, measures),
    channel(
      'cadence',
      'Cadence',
      steps ? 'strides/min' : strokes ? 'strokes/min' : 'rpm',
      streams.cadenceRpm,
      whole,
      fromZero,
    ),
    altitudeChannel(streams.altitudeMeters, measures),
  ].filter((each) => each !== null);
}

function channel(
  name: ChannelName,
  title: string,
  unit: string,
  values: Values | null,
  text: Channel['text'],
  domainOf: (known: readonly number[]) => readonly [number, number],
): Channel | null {
  const known = knownOf(values);
  if (values === null || known.length === 0) return null;
  const domain = domainOf(known);
  return { name, title, unit, values, text, domain, ticks: ticksBetween(...domain) };
}

/** Pace is drawn as a speed, so that fast is up, and written as pace. */
function speedChannel(values: Values | null, sportId: number, measures: Measures): Channel | null {
  const over = measures.paceOver(sportId);
  const text = (value: number | null) => measures.speed(value, sportId).value;
  if (over === null) {
    const { unit } = measures.speed(1, sportId);
    // A ride has stops; a pace has none.
    const orStop = (value: number | null) => (value === 0 ? measures.number(0, 1) : text(value));
    const made = channel('speed', 'Speed', unit, values, orStop, fromZero);
    return made && { ...made, ticks: ticksBetween(...made.domain, measures.speedUnit) };
  }
  const made = channel('speed', 'Pace', over.unit, values, text, aroundMiddle);
  return made && { ...made, ticks: paceTicks(made.domain, over.meters) };
}

function altitudeChannel(values: Values | null, measures: Measures): Channel | null {
  const text = (value: number | null) => measures.elevation(value).value;
  const made = channel('altitude', 'Elevation', measures.elevation(0).unit, values, text, aroundValues);
  return made && { ...made, ticks: ticksBetween(...made.domain, measures.elevationUnit) };
}

function knownOf(values: Values | null): number[] {
  return (values ?? []).filter((value) => value !== null);
}

function fromZero(known: readonly number[]): readonly [number, number] {
  return [0, Math.max(...known, 1) * 1.05];
}

/** A twentieth of the range stays free on both sides; a level curve lies in the middle. */
function aroundValues(known: readonly number[]): readonly [number, number] {
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const margin = Math.max((high - low) / 20, 2);
  return [low - margin, high + margin];
}

/** Stops and rests would press a pace into the top of its panel: what is far slower than usual lies below it. */
function aroundMiddle(known: readonly number[]): readonly [number, number] {
  const sorted = known.toSorted((one, other) => one - other);
  const usual = sorted[Math.floor(sorted.length / 2)] ?? 0;
  const moving = sorted.filter((value) => value > usual / 3);
  const slow = moving[Math.floor(moving.length / 20)] ?? 0;
  return [slow * 0.9, Math.max(...known, 0.1) * 1.03];
}
