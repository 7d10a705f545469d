/** What to do with an address that the sign-in window is about to visit. */
export type Verdict = 'stay' | 'system_browser' | 'refuse';

/** The rules of one sign-in: where it begins, where it may go, and how its end is recognised. */
export interface SignInPolicy {
  readonly loginUrl: string;
  /** An address that the session cookie is sent to. */
  readonly cookieUrl: string;
  /** For a page in the window or in a popup of it. */
  judge(url: string): Verdict;
  /** Whose page this is, in a word for the user: TrainingPeaks, or the host of an identity provider. */
  siteOf(url: string): string;
  /** Whether this is the web app, where a completed sign-in ends. */
  isLanding(url: string): boolean;
  /** Whether this is a page of TrainingPeaks after the login form, though not the expected one. */
  isBeyondLogin(url: string): boolean;
}

export const SESSION_COOKIE = 'Production_tpAuth';

const TRAININGPEAKS = 'trainingpeaks.com';
const APP_HOST = `app.${TRAININGPEAKS}`;

/** Providers that the login page may hand over to, by exact host. */
const IDENTITY_PROVIDERS: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'accounts.youtube.com',
  'appleid.apple.com',
  'www.facebook.com',
  'm.facebook.com',
  'sso.garmin.com',
  'login.microsoftonline.com',
  'login.live.com',
]);

/**
 * The rules for a base address of `home`. One on this computer (a simulated TrainingPeaks) is allowed beside the
 * real hosts; any other foreign address is not, because the password would go there.
 * @param homeUrl base of `home`, such as `https://home.trainingpeaks.com`
 * @returns null when no sign-in is possible at this address
 */
export function signInPolicy(homeUrl: string): SignInPolicy | null {
  const home = new URL(homeUrl);
  const simulated = home.protocol === 'http:' && isLoopback(home.hostname) ? home.origin : null;
  if (simulated === null && !isTrainingPeaks(home)) return null;
  const loginPath = `${home.pathname.replace(/\/$/, '')}/login`;

  const isHome = (url: URL) =>
    simulated === null ? isTrainingPeaks(url) : url.origin === simulated || isTrainingPeaks(url);
  const isLogin = (url: URL) => url.pathname === loginPath || url.pathname.startsWith(`${loginPath}/`);

  return {
    loginUrl: `${home.origin}${loginPath}`,
    cookieUrl: `${home.origin}/`,
    judge(text) {
      if (text === 'about:blank') return 'stay';
      const url = parse(text);
      if (url === null) return 'refuse';
      if (isHome(url)) return 'stay';
      if (url.protocol !== 'https:') return 'refuse';
      return IDENTITY_PROVIDERS.has(url.hostname) && url.port === '' ? 'stay' : 'system_browser';
    },
    siteOf(text) {
      const url = parse(text);
      return url === null || url.host === '' || isHome(url) ? 'TrainingPeaks' : url.host;
    },
    isLanding(text) {
      const url = parse(text);
      if (url === null) return false;
      if (simulated === null) return isTrainingPeaks(url) && url.hostname === APP_HOST;
      return url.origin === simulated && url.pathname.startsWith('/app/');
    },
    isBeyondLogin(text) {
      const url = parse(text);
      return url !== null && isHome(url) && !isLogin(url);
    },
  };
}

/** Whether a provider says here that it does not sign in inside another program's window. */
export function isEmbeddedRefusal(text: string): boolean {
  const url = parse(text);
  if (url?.hostname !== 'accounts.google.com') return false;
  return /\/signin\/(rejected|oauth\/error)/.test(url.pathname) || url.href.includes('disallowed_useragent');
}

/** The user agent of the browser engine alone: without the names of Electron and of this program. */
export function browserUserAgent(userAgent: string): string {
  const isBrowser = /^(Mozilla|AppleWebKit|Chrome|Safari)\//;
  return userAgent
    .replace(/\([^)]*\)/g, (comment) => comment.replaceAll(' ', '\u0000'))
    .split(' ')
    .filter((word) => word.startsWith('(') || isBrowser.test(word))
    .join(' ')
    .replaceAll('\u0000', ' ');
}

/** The title of a sign-in window. It takes the place of an address bar, so it names the host and nothing of the page. */
export function windowTitle(text: string): string {
  const host = parse(text)?.host ?? '';
  return `Sign in to TrainingPeaks${host === '' ? '' : ` (${host})`}`;
}

/**
 * Why a page did not load, by Chromium's error number, in words for the user.
 * @param site whose page it is
 */
export function loadFailure(errorCode: number, site: string): string {
  if (errorCode <= -200 && errorCode > -300)
    return `The connection to ${site} is not secure: its certificate was not accepted. If this network inspects traffic, try another one.`;
  if (errorCode === -106)
    return 'This computer is not connected to the internet. Connect it, then sign in again.';
  return `The login page of ${site} could not be reached. Check the connection, then sign in again.`;
}

/** What is wrong when a page comes with this HTTP status, in words for the user; null when nothing is. */
export function statusFailure(status: number, site: string): string | null {
  if (status < 500) return null;
  return `${site} has a problem at the moment (HTTP ${status}). Try again in a few minutes.`;
}

export const EMBEDDED_REFUSAL =
  'This provider does not sign in inside other programs. Sign in with the e-mail address and password of TrainingPeaks, or sign in with your browser and paste the cookie.';

function parse(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function isTrainingPeaks({ protocol, hostname, port }: URL): boolean {
  const isHost = hostname === TRAININGPEAKS || hostname.endsWith(`.${TRAININGPEAKS}`);
  return protocol === 'https:' && port === '' && isHost;
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname);
}
