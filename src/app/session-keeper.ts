import { todayIn } from '../analytics/calendar.ts';
import type { SessionReport } from '../mcp/tool.ts';
import type { SessionStatus } from '../shared/app-status.ts';
import { AppError, toErrorInfo, type ErrorInfo } from '../shared/errors.ts';
import { logFailure } from '../shared/log-failure.ts';
import type { Log } from '../shared/log.ts';
import type { AppServices } from './services.ts';

/** How a visit to the login page ended. */
export type SignInEnd =
  | { readonly outcome: 'cookie'; readonly cookie: string }
  /** The user closed the window: nothing to explain. */
  | { readonly outcome: 'closed' }
  | { readonly outcome: 'failed'; readonly message: string };

export type SignIn = () => Promise<SignInEnd>;

interface Options {
  readonly services: () => AppServices;
  readonly desktop: { readonly signIn: SignIn; notify(title: string, text: string): void };
  readonly log: Log;
  readonly now: () => number;
  /** The demo athlete is shown. */
  readonly isDemo: () => boolean;
  readonly status: () => SessionStatus;
  readonly update: (change: Partial<SessionStatus>) => void;
  /** Called before the name of another athlete is shown. */
  readonly onOtherAthlete: () => void;
}

/** Warn this long before the session is expected to end. */
const WARNING_DAYS = 5;
const DAY_MILLISECONDS = 24 * 60 * 60_000;

/** Keeps the session: checks it, takes a new one from the login page or the clipboard, warns before it ends. */
export function createSessionKeeper({
  services,
  desktop,
  log,
  now,
  isDemo,
  status,
  update,
  onOtherAthlete,
}: Options) {
  let warnedAbout: string | null = null;
  /** Grows whenever the session is looked at or changed: an answer to an older question is void. */
  let turn = 0;
  let looking: { readonly asked: AppServices; readonly turn: number; readonly done: Promise<void> } | null =
    null;
  let isPageOpen = false;
  /** Cookies that TrainingPeaks is asked about now. */
  let cookiesAtTest = 0;
  let acceptedCookies = 0;

  /** Never fails: what stands in the way becomes status. Whoever comes while it is looked waits for that answer. */
  async function look(): Promise<void> {
    const asked = services();
    if (looking?.turn !== turn || looking.asked !== asked) {
      const mine = (turn += 1);
      looking = { asked, turn: mine, done: lookNow(asked, mine) };
      const ended = looking;
      void ended.done.then(() => {
        if (looking === ended) looking = null;
      });
    }
    await looking.done;
  }

  async function lookNow(asked: AppServices, mine: number): Promise<void> {
    const isVoid = () => mine !== turn || asked !== services();
    try {
      const report = await asked.engine.session.report();
      const keychain = report.state === 'signed_out' ? await asked.keychainProblem() : null;
      if (!isVoid()) show(report, keychain);
    } catch (error) {
      if (isVoid()) return;
      logFailure(log, 'the session could not be looked at', error);
      update({ state: 'unknown', problem: toErrorInfo(error) });
    }
  }

  /** Looks anew, and no longer tells how an attempt to sign in ended when that does not matter any more. */
  async function check(): Promise<void> {
    const before = status();
    await look();
    const { state, problem, signInProblem } = status();
    if (signInProblem === null || signInProblem !== before.signInProblem) return;
    const isAlive = state === 'valid' || state === 'expiring';
    const isKeychainMended = isKeychainTrouble(before.problem) && !isKeychainTrouble(problem);
    if (isAlive || isKeychainMended) update({ signInProblem: null });
  }

  function show(report: SessionReport, keychain: ErrorInfo | null): void {
    const athleteName = report.athlete?.fullName ?? null;
    const shown = status().athleteName;
    if (shown !== null && athleteName !== null && athleteName !== shown) onOtherAthlete();
    const state = report.state === 'valid' && isEnding(report.expectedExpiry) ? 'expiring' : report.state;
    update({
      state,
      athleteName,
      cookieFrom: report.origin,
      expectedExpiryDay:
        report.expectedExpiry === null ? null : todayIn(report.about.timeZone, report.expectedExpiry),
      problem: keychain ?? report.problem,
    });
    warn(state);
  }

  function isEnding(expectedExpiry: number | null): boolean {
    return expectedExpiry !== null && expectedExpiry - now() < WARNING_DAYS * DAY_MILLISECONDS;
  }

  /** Once for every change for the worse, not at every check, and not again after an hour without network. */
  function warn(state: SessionStatus['state']): void {
    if (isDemo() || state === 'unknown' || state === warnedAbout) return;
    warnedAbout = state;
    if (state === 'expired')
      desktop.notify(
        'TrainingPeaks session ended',
        'Sign in again from the TP Tray icon. Your numbers stay as they were until then.',
      );
    if (state === 'expiring')
      desktop.notify(
        'TrainingPeaks session ends soon',
        'Refresh the sign-in from the TP Tray icon, so that your numbers stay fresh.',
      );
  }

  /** Shows how far a new sign-in is. A cookie may be copied while the login page is open. */
  function showSignIn(): void {
    const whileOpen = isPageOpen ? 'open' : null;
    update({ signIn: cookiesAtTest > 0 ? 'checking' : whileOpen });
  }

  /** Whether somebody is signed in now. Nobody is sent to the login page whose session could not be kept. */
  async function signIn(): Promise<boolean> {
    if (isPageOpen) return false;
    const end = await visitPage();
    if (end.outcome === 'cookie') return accept(end.cookie);
    return false;
  }

  /** Never fails: what went wrong is told, unless a copied cookie was accepted meanwhile. */
  async function visitPage(): Promise<SignInEnd> {
    const before = acceptedCookies;
    isPageOpen = true;
    update({ signInProblem: null });
    showSignIn();
    const end = await pageEnd();
    isPageOpen = false;
    if (end.outcome === 'cookie') return end;
    if (end.outcome === 'failed' && acceptedCookies === before) update({ signInProblem: end.message });
    showSignIn();
    await look();
    return end;
  }

  async function pageEnd(): Promise<SignInEnd> {
    try {
      const keychain = await services().keychainProblem();
      if (keychain !== null) return { outcome: 'failed', message: keychain.message };
      return await desktop.signIn();
    } catch (error) {
      log.error('the sign-in window failed', error);
      return { outcome: 'failed', message: toErrorInfo(error).message };
    }
  }

  /** Proves a cookie with TrainingPeaks, then stores it; a failure is told in `signInProblem`. */
  async function accept(text: string): Promise<boolean> {
    cookiesAtTest += 1;
    update({ signInProblem: null });
    showSignIn();
    try {
      const { cookie, athleteName } = await services().prove(text);
      await services().keepCookie(cookie);
      await services().engine.session.forget();
      turn += 1;
      acceptedCookies += 1;
      if (athleteName !== status().athleteName) onOtherAthlete();
      update({ state: 'valid', athleteName, problem: null });
      warnedAbout = 'valid';
      return true;
    } catch (error) {
      logFailure(log, 'the new session was not accepted', error);
      update({ signInProblem: toErrorInfo(error).message });
      await look();
      return false;
    } finally {
      cookiesAtTest -= 1;
      showSignIn();
    }
  }

  async function signOut(): Promise<void> {
    await services().forgetCookie();
    await services().engine.session.forget();
    turn += 1;
    update({
      state: 'signed_out',
      athleteName: null,
      expectedExpiryDay: null,
      cookieFrom: null,
      problem: null,
      signInProblem: null,
    });
    await look();
    if (status().cookieFrom === 'environment') {
      throw new AppError(
        'bad_input',
        'The variable TP_AUTH_COOKIE still holds a session. Remove it to sign out.',
      );
    }
  }

  return {
    check,
    signIn,
    accept,
    signOut,
    /** A dead session still has a history to show; an absent one, or one that cannot be reached, does not. */
    canSync: () => {
      const { state, problem } = status();
      return state !== 'signed_out' && !isKeychainTrouble(problem);
    },
  };
}

function isKeychainTrouble(problem: ErrorInfo | null): boolean {
  return problem?.code === 'keychain_unavailable';
}
