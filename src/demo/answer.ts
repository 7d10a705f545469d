import { spoilContent } from './body-faults.ts';
import { empty, html, invalidWorkout, message, Refusal, serverFailure } from './reply.ts';
import type { Reply } from './reply.ts';
import { findRoute } from './router.ts';
import type { DemoRequest, Parameters, Route } from './router.ts';
import { analysisRoutes } from './routes/analysis.ts';
import { calendarRoutes } from './routes/calendar.ts';
import { fitnessRoutes } from './routes/fitness.ts';
import { homeRoutes } from './routes/home.ts';
import { metricRoutes } from './routes/metrics.ts';
import { TOKEN_PATH, userRoutes } from './routes/user.ts';
import { workoutPartRoutes } from './routes/workout-parts.ts';
import { workoutRoutes } from './routes/workouts.ts';
import type { SimulatorState } from './state.ts';

const RATE_WINDOW_MILLISECONDS = 60_000;
const DEFAULT_REQUESTS_PER_MINUTE = 100;
const DEFAULT_RETRY_AFTER_SECONDS = 5;

/** Answers requests from a state: routing, authorization, faults. Knows nothing of sockets. */
export function createAnswerer(state: SimulatorState): (request: DemoRequest) => Reply {
  const routes = [
    ...homeRoutes(state),
    ...userRoutes(state),
    ...workoutRoutes(state),
    ...workoutPartRoutes(state),
    ...fitnessRoutes(state),
    ...metricRoutes(state),
    ...calendarRoutes(state),
    ...analysisRoutes(state),
  ];
  const isOverLimit = rateLimiter(state);
  return (request) => {
    try {
      if (isData(request.path)) {
        const refusal = isOverLimit(request.path) ?? statusFault(state, request.path);
        if (refusal !== null) return refusal;
      }
      return spoilContent(state, request.path, route(state, routes, request));
    } catch (error) {
      if (error instanceof Refusal) return error.reply;
      throw error;
    }
  };
}

/** Data calls need a Bearer; pages and the token exchange do not. */
function isData(path: string): boolean {
  return (path.startsWith('/tpapi/') && path !== TOKEN_PATH) || path.startsWith('/peaksware/');
}

function route(state: SimulatorState, routes: readonly Route[], request: DemoRequest): Reply {
  const match = findRoute(routes, request.method, request.path);
  if (match.kind === 'unknown')
    return message(404, 'No HTTP resource was found that matches the request URI.');
  if (match.kind === 'wrong_method')
    return message(405, 'The requested resource does not support this method.');
  const { parameters } = match;
  if (isData(request.path)) {
    if (!state.auth.isAuthorized(request.headers.authorization)) return unauthorized();
    if (parameters.has('athleteId') && parameters.number('athleteId') !== state.account.athleteId)
      return forbidden();
    const gone = goneWorkout(state, request.path, parameters);
    if (gone !== null) return gone;
  }
  return match.route.handler(request, parameters);
}

function statusFault(state: SimulatorState, path: string): Reply | null {
  if (state.faults.take('unauthorized', path) !== null) return unauthorized();
  if (state.faults.take('forbidden', path) !== null) return forbidden();
  if (state.faults.take('serverError', path) !== null) return serverFailure();
  if (state.faults.take('html', path) !== null) {
    return html('<!doctype html><html><head><title>Checking your browser</title></head><body></body></html>');
  }
  return null;
}

function goneWorkout(state: SimulatorState, path: string, parameters: Parameters): Reply | null {
  if (!parameters.has('workoutId') || state.faults.take('deletedWorkout', path) === null) return null;
  return invalidWorkout(parameters.text('workoutId'));
}

/** Counts data calls of the last 60 s by the simulator's clock. */
function rateLimiter(state: SimulatorState): (path: string) => Reply | null {
  let answered: number[] = [];
  return (path) => {
    const now = state.now();
    answered = answered.filter((at) => at > now - RATE_WINDOW_MILLISECONDS);
    const limit = state.faults.peek('rateLimit', path);
    if (limit !== null && answered.length >= (limit.requestsPerMinute ?? DEFAULT_REQUESTS_PER_MINUTE)) {
      state.faults.take('rateLimit', path);
      const { retryAfterSeconds: seconds = DEFAULT_RETRY_AFTER_SECONDS } = limit;
      return empty(429, seconds === null ? {} : { 'Retry-After': String(seconds) });
    }
    answered.push(now);
    return null;
  };
}

function unauthorized(): Reply {
  return message(401, 'Authorization has been denied for this request.');
}

function forbidden(): Reply {
  return message(403, 'You are not permitted to see this athlete.');
}
