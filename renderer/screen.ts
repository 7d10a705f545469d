import type { AppStatus, ClientStatus, SessionStatus } from '../src/shared/app-status.ts';

export type Screen = 'set-up' | 'dashboard';

const SIGNED_IN: readonly SessionStatus['state'][] = ['valid', 'expiring'];
const CONNECTED: readonly ClientStatus['state'][] = ['connected', 'verified', 'waiting_to_disconnect'];
/** Wanted, and the client cannot use it yet, or not any more. */
const UNFINISHED: readonly ClientStatus['state'][] = [
  'needs_restart',
  'waiting_for_quit',
  'failing',
  'moved',
  'vanished',
];

/** Signed in, and TrainingPeaks has not refused the session. */
export function isSignedIn(status: AppStatus): boolean {
  return SIGNED_IN.includes(status.session.state);
}

/** Some client on this computer has our entry, and nothing is known to be wrong with it. */
export function isConnected(status: AppStatus): boolean {
  return status.clients.some(({ state }) => CONNECTED.includes(state));
}

/** A session could not be kept on this computer, so nobody can sign in. */
export function isKeychainTrouble({ problem }: SessionStatus): boolean {
  return problem?.code === 'keychain_unavailable';
}

/** Nobody is signed in, and a cookie copied from a browser could change that where the login page does not. */
export function canUseCookie(status: AppStatus): boolean {
  const { session, demo, shell } = status;
  const isWanted = !demo && shell.signIn === 'window' && !isSignedIn(status);
  return isWanted && session.cookieFrom !== 'environment' && !isKeychainTrouble(session);
}

/** Some client is to be connected, and cannot use it yet. */
export function isConnectionUnfinished(status: AppStatus): boolean {
  return status.clients.some(({ state }) => UNFINISHED.includes(state));
}

/** The whole history was loaded once, whatever happened since. */
export function hasHistory({ sync, today }: AppStatus): boolean {
  if (today !== null) return true;
  return sync.syncedAt !== null && (sync.state === 'idle' || sync.state === 'refreshing');
}

/** The dashboard has something to say: an account and its history are there. */
export function canShowDashboard(status: AppStatus): boolean {
  return status.demo || (hasHistory(status) && status.session.state !== 'signed_out');
}

/**
 * Which screen a status calls for; null while nothing is known yet. Whoever is on the dashboard stays there while
 * it has something to say: a session that ended and a connection that broke are mended there. While something is
 * under way, and during the demo, the screen in view stays. The set-up is left when it is done; at the start a
 * connection, whatever became of it, tells who was here before.
 */
export function screenFor(status: AppStatus, inView: Screen | null): Screen | null {
  if (inView !== null && (status.demo || isUnderWay(status))) return inView;
  if (inView === 'dashboard' && canShowDashboard(status)) return 'dashboard';
  const wasConnected = inView === null && isConnectionUnfinished(status);
  const connected = isConnected(status) || isClientWorking(status) || wasConnected;
  if (connected && (canShowDashboard(status) || status.session.state === 'checking')) return 'dashboard';
  return status.session.state === 'checking' && status.clients.length === 0 && !status.demo ? null : 'set-up';
}

function isUnderWay(status: AppStatus): boolean {
  const { state, signIn } = status.session;
  return state === 'checking' || signIn !== null || isClientWorking(status);
}

function isClientWorking(status: AppStatus): boolean {
  return status.clients.some(({ state }) => state === 'working');
}
