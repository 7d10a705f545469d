import type { IncomingHttpHeaders } from 'node:http';

import { isDay } from './days.ts';
import { message, Refusal } from './reply.ts';
import type { Reply } from './reply.ts';
import type { WireObject } from './wire-object.ts';

/** A request with its body read. */
export interface DemoRequest {
  readonly method: string;
  /** Path with the host prefix, without the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export type Handler = (request: DemoRequest, parameters: Parameters) => Reply;

export interface Route {
  readonly method: string;
  /** Path with `:name` for parameters; the names below decide what they match. */
  readonly pattern: string;
  readonly handler: Handler;
}

/** Path parameters, by name. */
export class Parameters {
  constructor(private readonly values: ReadonlyMap<string, string>) {}

  text(name: string): string {
    return this.values.get(name) ?? '';
  }

  number(name: string): number {
    return Number(this.text(name));
  }

  has(name: string): boolean {
    return this.values.has(name);
  }
}

export type Match =
  | { readonly kind: 'found'; readonly route: Route; readonly parameters: Parameters }
  | { readonly kind: 'wrong_method' }
  | { readonly kind: 'unknown' };

const DAY_PARAMETERS = new Set(['start', 'end']);
const WHOLE_NUMBER_PARAMETERS = new Set(['athleteId', 'workoutId', 'itemId', 'fileId', 'method']);

/** Finds the first route that fits; `wrong_method` when only the method does not. */
export function findRoute(routes: readonly Route[], method: string, path: string): Match {
  const segments = path.split('/');
  let pathKnown = false;
  for (const route of routes) {
    const values = matchPattern(route.pattern.split('/'), segments);
    if (values === null) continue;
    if (route.method === method) return { kind: 'found', route, parameters: new Parameters(values) };
    pathKnown = true;
  }
  return { kind: pathKnown ? 'wrong_method' : 'unknown' };
}

/** The two days of a range in the path. Answers 400 when they are no days or in the wrong order. */
export function dayRange(parameters: Parameters): { start: string; end: string } {
  const start = parameters.text('start').slice(0, 10);
  const end = parameters.text('end').slice(0, 10);
  if (!isDay(start) || !isDay(end) || start > end) {
    throw new Refusal(message(400, 'The request is invalid.'));
  }
  return { start, end };
}

/** The JSON object in a request's body. Answers 400 with `refusal` when it is none. */
export function jsonObject(request: DemoRequest, refusal = 'The request is invalid.'): WireObject {
  const value = jsonValue(request, refusal);
  if (!isObject(value)) throw new Refusal(message(400, refusal));
  return value;
}

/** Any JSON in a request's body. Answers 400 with `refusal` when there is none. */
export function jsonValue(request: DemoRequest, refusal = 'The request is invalid.'): unknown {
  try {
    return JSON.parse(request.body) as unknown;
  } catch {
    throw new Refusal(message(400, refusal));
  }
}

/** Whether a value is a JSON object. */
export function isObject(value: unknown): value is WireObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function matchPattern(pattern: readonly string[], segments: readonly string[]): Map<string, string> | null {
  if (pattern.length !== segments.length) return null;
  const values = new Map<string, string>();
  for (const [index, part] of pattern.entries()) {
    const segment = segments[index] ?? '';
    if (!part.startsWith(':')) {
      if (part !== segment) return null;
      continue;
    }
    const name = part.slice(1);
    if (WHOLE_NUMBER_PARAMETERS.has(name) && !/^-?\d+$/.test(segment)) return null;
    if (DAY_PARAMETERS.has(name) && !/^\d{4}-\d{2}-\d{2}/.test(segment)) return null;
    values.set(name, decodeURIComponent(segment));
  }
  return values;
}
