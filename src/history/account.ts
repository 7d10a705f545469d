import { createHash } from 'node:crypto';
import { waitUntil } from '../shared/deadline.ts';
import { AppError, type ErrorInfo, toErrorInfo } from '../shared/errors.ts';
import { logFailure } from '../shared/log-failure.ts';
import type { Log } from '../shared/log.ts';
import type { Athlete, AthleteSettings } from '../shared/workout.ts';
import { isRecent } from './recent.ts';
import type { Store } from './store.ts';

export type CookieOrigin = 'environment' | 'keychain';

/** The part of TrainingPeaks that knows who is signed in. */
export interface AccountRemote {
  readonly session: {
    currentCookie(): Promise<{ readonly cookie: string; readonly origin: CookieOrigin } | null>;
    check(signal?: AbortSignal): Promise<void>;
    renew(signal?: AbortSignal): Promise<boolean>;
    forget(): void;
  };
  user(signal?: AbortSignal): Promise<Athlete>;
  settings(athleteId: number, signal?: AbortSignal): Promise<AthleteSettings>;
}

export interface Identity {
  readonly athlete: Athlete;
  readonly settings: AthleteSettings | null;
}

export interface SessionReport {
  readonly state: 'valid' | 'expired' | 'signed_out' | 'unknown';
  /** Why the state is what it is, when it is not `valid`. */
  readonly problem: ErrorInfo | null;
  readonly origin: CookieOrigin | null;
  readonly athlete: Athlete | null;
  /** Milliseconds since 1970: when this cookie was first used here, or renewed. */
  readonly since: number | null;
  readonly expectedExpiry: number | null;
}

const DAY_MILLISECONDS = 24 * 60 * 60_000;
const COOKIE_LIFE_DAYS = 30;
const RENEW_AFTER_MILLISECONDS = DAY_MILLISECONDS;
const RETRY_RENEWAL_AFTER_MILLISECONDS = 60 * 60_000;
const PROFILE_FRESH_MILLISECONDS = DAY_MILLISECONDS;
/** Milliseconds since 1970 of something that did not happen yet. */
const NEVER = 0;

/** Who is signed in: answered locally when this cookie was seen before, so that it works offline. */
export function createAccount({
  store,
  remote,
  now,
  log,
  closing,
}: {
  store: Store;
  remote: AccountRemote;
  now: () => number;
  log: Log;
  /** Ends what goes on without anybody who waits for it. */
  closing: AbortSignal;
}) {
  let lastCookie: string | null = null;
  let asking: { readonly cookie: string; readonly answer: Promise<Identity> } | null = null;
  let renewalTriedAt: number | null = null;

  /** The cookie of now. When another process has replaced it, what was held for its predecessor is dropped. */
  async function currentCookie() {
    const current = await remote.session.currentCookie();
    const cookie = current?.cookie ?? null;
    if (lastCookie !== null && cookie !== lastCookie) remote.session.forget();
    lastCookie = cookie;
    if (current === null) remember(null);
    return current;
  }

  /**
   * The athlete of the current cookie, from the local record, else from TrainingPeaks. That question goes on when
   * whoever began it waits no longer, and later ones share it.
   * @throws AppError `signed_out` without a cookie; as the client does when it must ask; as `throwIfEnded`
   */
  async function identify(signal?: AbortSignal): Promise<Identity> {
    const cookie = await waitUntil(currentCookie(), signal);
    if (cookie === null) throw signedOut();
    const athleteId = store.athleteOfCookie(fingerprint(cookie.cookie));
    const known = athleteId === null ? null : store.athlete(athleteId);
    const identity = known ?? (await waitUntil(askOnce(cookie.cookie), signal));
    remember(identity.athlete.athleteId);
    return identity;
  }

  /**
   * As `identify`. While the keychain cannot be asked, whoever was signed in when it last could, and why.
   * @throws AppError as `identify`, and when nobody is known to have been signed in
   */
  async function identifyOrRecall(
    signal?: AbortSignal,
  ): Promise<{ identity: Identity; problem: ErrorInfo | null }> {
    try {
      return { identity: await identify(signal), problem: null };
    } catch (error) {
      const problem = toErrorInfo(error);
      const identity = problem.code === 'keychain_unavailable' ? recall() : null;
      if (identity === null) throw error;
      log.error('it cannot be told who is signed in; the history is that of the last athlete', error);
      return { identity, problem };
    }
  }

  /** For the time when the keychain cannot be asked. No question fails because this cannot be written down. */
  function remember(athleteId: number | null): void {
    try {
      store.rememberAthlete(athleteId);
    } catch (error) {
      log.error('it could not be written down who is signed in', error);
    }
  }

  function recall(): Identity | null {
    const athleteId = store.lastAthlete();
    return athleteId === null ? null : store.athlete(athleteId);
  }

  function askOnce(cookie: string): Promise<Identity> {
    if (asking?.cookie === cookie) return asking.answer;
    const answer = ask(cookie, closing).finally(() => {
      if (asking?.answer === answer) asking = null;
    });
    asking = { cookie, answer };
    return answer;
  }

  async function ask(cookie: string, signal?: AbortSignal, usedSince?: number): Promise<Identity> {
    const athlete = await remote.user(signal);
    const known = store.athlete(athlete.athleteId);
    let settings = known?.settings ?? null;
    let readAt = known?.fetchedAt ?? NEVER;
    try {
      settings = await remote.settings(athlete.athleteId, signal);
      readAt = now();
    } catch (error) {
      if (signal?.aborted === true) throw error;
      log.error('the athlete settings could not be read; the next refresh tries again', error);
    }
    store.saveAthlete(athlete, settings, readAt);
    const mark = fingerprint(cookie);
    // Whoever signed in meanwhile may be the one who answered.
    if ((await currentCookie())?.cookie === cookie) {
      store.linkCookie(mark, athlete.athleteId, usedSince ?? store.cookieFirstSeenAt(mark) ?? now());
    }
    return { athlete, settings };
  }

  /** Once a day: renews the session so that it does not die of age, and reads the profile again. */
  async function maintain(signal: AbortSignal): Promise<void> {
    const cookie = await currentCookie();
    if (cookie === null) return;
    const mark = fingerprint(cookie.cookie);
    const isOld = !isRecent(store.cookieFirstSeenAt(mark) ?? now(), now(), RENEW_AFTER_MILLISECONDS);
    const wasTried = isRecent(renewalTriedAt, now(), RETRY_RENEWAL_AFTER_MILLISECONDS);
    if (isOld && !wasTried && (await renew(signal))) return;
    const athleteId = store.athleteOfCookie(mark);
    const known = athleteId === null ? null : store.athlete(athleteId);
    if (!isRecent(known?.fetchedAt ?? null, now(), PROFILE_FRESH_MILLISECONDS)) {
      await ask(cookie.cookie, signal);
    }
  }

  /**
   * Exchanges the cookie for a younger one, and asks whose it is. A cookie given in the environment is left
   * alone: only its owner can replace it.
   */
  async function renew(signal?: AbortSignal): Promise<boolean> {
    const before = await currentCookie();
    if (before?.origin !== 'keychain') return false;
    renewalTriedAt = now();
    if (!(await remote.session.renew(signal))) return false;
    const after = await currentCookie();
    try {
      if (after !== null) await ask(after.cookie, signal, now());
    } catch (error) {
      if (signal?.aborted === true) throw error;
      log.error('the renewed session could not be verified; the next question tries again', error);
    }
    return true;
  }

  /** Asks TrainingPeaks whether the session is alive. Never throws for a dead or missing session: it reports. */
  async function report(signal?: AbortSignal): Promise<SessionReport> {
    const empty = { origin: null, athlete: null, since: null, expectedExpiry: null };
    let cookie;
    try {
      cookie = await currentCookie();
    } catch (error) {
      const athlete = recall()?.athlete ?? null;
      return { state: 'unknown', problem: toErrorInfo(error), ...empty, athlete };
    }
    if (cookie === null) return { state: 'signed_out', problem: toErrorInfo(signedOut()), ...empty };
    let state: SessionReport['state'] = 'valid';
    let problem: ErrorInfo | null = null;
    try {
      await remote.session.check(signal);
      await identify(signal);
    } catch (error) {
      if (signal?.aborted === true) throw error;
      logFailure(log, 'the session could not be verified', error);
      problem = toErrorInfo(error);
      state = problem.code === 'session_expired' ? 'expired' : 'unknown';
    }
    const mark = fingerprint(cookie.cookie);
    const athleteId = store.athleteOfCookie(mark);
    const since = store.cookieFirstSeenAt(mark);
    return {
      state,
      problem,
      origin: cookie.origin,
      athlete: athleteId === null ? null : (store.athlete(athleteId)?.athlete ?? null),
      since,
      expectedExpiry: since === null ? null : since + COOKIE_LIFE_DAYS * DAY_MILLISECONDS,
    };
  }

  return {
    identify,
    identifyOrRecall,
    maintain,
    renew,
    report,
    forget: () => {
      asking = null;
      remote.session.forget();
    },
    forgetAthlete: () => remember(null),
  };
}

function signedOut(): AppError {
  return new AppError('signed_out', 'No TrainingPeaks session is stored on this computer.');
}

/** Names a cookie without revealing it: a cookie is random and long, so its hash cannot be turned back. */
function fingerprint(cookie: string): string {
  return createHash('sha256').update('tp-tray session ').update(cookie).digest('hex');
}
