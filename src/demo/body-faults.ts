import { dirtyRows } from './dirty-rows.ts';
import type { Reply } from './reply.ts';
import type { SimulatorState } from './state.ts';
import type { WireObject } from './wire-object.ts';

const NOT_A_NUMBER_KEYS = new Set([
  'ctl',
  'atl',
  'tsb',
  'if',
  'normalizedPowerActual',
  'normalizedSpeedActual',
]);
const WORKOUT_LIST = /\/workouts\/(\d{4}-\d{2}-\d{2})[^/]*\/(\d{4}-\d{2}-\d{2})[^/]*$/;

/** Spoils the content of a JSON answer as the switches say. */
export function spoilContent(state: SimulatorState, path: string, reply: Reply): Reply {
  if (reply.content.kind !== 'json' || reply.status !== 200) return reply;
  let { value } = reply.content;
  if (
    holdsToday(path, state.today()) &&
    Array.isArray(value) &&
    state.faults.take('dirtyRows', path) !== null
  ) {
    value = [...(value as unknown[]), ...dirtyRows(state.account.athleteId, state.today())];
  }
  if (state.faults.take('nanValues', path) !== null) {
    value = mapNumbers(value, (number, key) => (NOT_A_NUMBER_KEYS.has(key) ? 'NaN' : number));
  }
  if (state.faults.take('numericStrings', path) !== null) {
    value = mapNumbers(value, (number, key) => (/id$/i.test(key) ? number : String(number)));
  }
  return { ...reply, content: { kind: 'json', value } };
}

function holdsToday(path: string, today: string): boolean {
  const range = WORKOUT_LIST.exec(path);
  return range !== null && (range[1] ?? '') <= today && (range[2] ?? '') >= today;
}

/** A copy of a JSON value with every number replaced; `key` is the key of the object that holds it. */
function mapNumbers(value: unknown, replace: (number: number, key: string) => unknown, key = ''): unknown {
  if (typeof value === 'number') return replace(value, key);
  if (Array.isArray(value)) return value.map((item: unknown) => mapNumbers(item, replace, key));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value as WireObject);
  return Object.fromEntries(entries.map(([name, item]) => [name, mapNumbers(item, replace, name)]));
}
