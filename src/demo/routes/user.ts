import { AUTH_COOKIE, cookieValue } from '../auth.ts';
import { heartRateBands, powerBands, speedBands } from '../athlete/thresholds.ts';
import type { Band } from '../athlete/thresholds.ts';
import { empty, json, message, serverFailure } from '../reply.ts';
import type { Reply } from '../reply.ts';
import { jsonObject, jsonValue } from '../router.ts';
import type { DemoRequest, Parameters, Route } from '../router.ts';
import type { SimulatorState } from '../state.ts';

export const TOKEN_PATH = '/tpapi/users/v3/token';

/** Token exchange, user, settings and zones. */
export function userRoutes(state: SimulatorState): Route[] {
  const settingsPath = '/tpapi/fitness/v1/athletes/:athleteId';
  return [
    { method: 'GET', pattern: TOKEN_PATH, handler: (request) => token(state, request) },
    { method: 'GET', pattern: '/tpapi/users/v3/user', handler: () => json(state.account.user) },
    { method: 'GET', pattern: '/tpapi/users/v1/user/accessrights', handler: () => json([]) },
    { method: 'GET', pattern: `${settingsPath}/settings`, handler: () => json(state.settings) },
    { method: 'GET', pattern: `${settingsPath}/defaultZones`, handler: () => json(state.settings) },
    { method: 'GET', pattern: `${settingsPath}/poollengthsettings`, handler: () => json(POOL_LENGTHS) },
    ...(['powerZones', 'heartRateZones', 'speedZones'] as const).map((key) => ({
      method: 'PUT',
      pattern: `/tpapi/fitness/v2/athletes/:athleteId/${key.toLowerCase()}`,
      handler: (request: DemoRequest) => saveZones(state, key, request),
    })),
    {
      method: 'POST',
      pattern: '/tpapi/trainingzones/v1/users/:athleteId/:metric/calculate/:method',
      handler: calculateZones,
    },
  ];
}

const POOL_LENGTHS = {
  options: [
    { id: 'DEFAULT-25M', length: 25, units: 'Meters', label: null },
    { id: 'DEFAULT-50M', length: 50, units: 'Meters', label: null },
  ],
  defaultId: 'DEFAULT-25M',
  supportedUnits: ['Yards', 'Meters'],
};

function token(state: SimulatorState, request: DemoRequest): Reply {
  if (state.faults.take('tokenError', request.path) !== null) return serverFailure();
  const isAlive = state.auth.isCookieValid(cookieValue(request.headers.cookie, AUTH_COOKIE));
  if (!isAlive || request.headers.authorization !== undefined) {
    return message(401, 'Authorization has been denied for this request.');
  }
  return json(state.auth.issueToken());
}

/** Zones are replaced as a whole; anything but an array is a server error, as on the real service. */
function saveZones(state: SimulatorState, key: string, request: DemoRequest): Reply {
  const zones = jsonValue(request);
  if (!Array.isArray(zones)) return serverFailure();
  state.settings = { ...state.settings, [key]: zones };
  return empty();
}

/** The zone calculator: computes, saves nothing. */
function calculateZones(request: DemoRequest, parameters: Parameters): Reply {
  const input = jsonObject(request);
  const calculators: Record<string, { key: string; result: string; bands: (threshold: number) => Band[] }> = {
    power: { key: 'LTPower', result: 'lactateThreshold', bands: powerBands },
    heartrate: { key: 'LTHR', result: 'lactateThreshold', bands: heartRateBands },
    speed: { key: 'speed', result: 'thresholdSpeed', bands: speedBands },
  };
  const calculator = calculators[parameters.text('metric')];
  const threshold = calculator === undefined ? undefined : input[calculator.key];
  if (calculator === undefined || typeof threshold !== 'number' || threshold <= 0) return serverFailure();
  const zones = calculator.bands(threshold).map((band) => ({
    label: band.label,
    minimum: Math.round(band.minimum),
    maximum: Math.round(band.maximum),
    minimumAsDouble: band.minimum,
    maximumAsDouble: band.maximum,
  }));
  return json({
    zones,
    [calculator.result]: threshold,
    calculationMethod: parameters.number('method'),
  });
}
