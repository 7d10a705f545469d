import type { AppStatus, ClientStatus, SessionStatus } from '../src/shared/app-status.ts';

export type Screen = 'set-up' | 'status';

const SIGNED_IN: readonly SessionStatus['state'][] = ['valid', 'expiring'];
/** A connection that once was made is mended on the status page, not set up anew. */
const CONNECTED: readonly ClientStatus['state'][] = ['connected', 'verified', 'moved'];

/** Signed in, and TrainingPeaks has not refused the session. */
export function isSignedIn(status: AppStatus): boolean {
  return SIGNED_IN.includes(status.session.state);
}

/** Some client on this computer has our entry and needs nothing but perhaps a repair. */
export function isConnected(status: AppStatus): boolean {
  return status.clients.some(({ state }) => CONNECTED.includes(state));
}

/** The whole history was loaded once, whatever happened since. */
export function hasHistory({ sync, today }: AppStatus): boolean {
  if (today !== null) return true;
  return sync.syncedAt !== null && (sync.state === 'idle' || sync.state === 'refreshing');
}

/** The status page has something to say: an account and its history are there. */
export function canShowStatus(status: AppStatus): boolean {
  return status.demo || (hasHistory(status) && status.session.state !== 'signed_out');
}

/**
 * Which screen a status calls for; null while nothing is known yet. A session that ended or cannot be checked
 * leaves the status page where it is: the history still answers. While something is under way, and during the
 * demo, the screen in view stays; at the start a connection tells who was here before.
 */
export function screenFor(status: AppStatus, inView: Screen | null): Screen | null {
  if (inView !== null && (status.demo || isUnderWay(status))) return inView;
  const connected = isConnected(status) || isClientWorking(status);
  if (connected && (canShowStatus(status) || status.session.state === 'checking')) return 'status';
  return status.session.state === 'checking' && status.clients.length === 0 && !status.demo ? null : 'set-up';
}

function isUnderWay(status: AppStatus): boolean {
  const { state } = status.session;
  return state === 'checking' || state === 'signing_in' || isClientWorking(status);
}

function isClientWorking(status: AppStatus): boolean {
  return status.clients.some(({ state }) => state === 'working');
}
