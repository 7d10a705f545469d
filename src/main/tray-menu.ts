import { formDigits } from '../analytics/form-bands.ts';
import type { AppStatus, SessionStatus } from '../shared/app-status.ts';
import { ageInWords } from '../shared/wording.ts';
import { action, line, type MenuEntry, type MenuItem, shortened, type MenuTarget } from './menu-item.ts';
import { clientItem } from './tray-client.ts';
import type { UpdateState } from './updates.ts';
import { dayInWords, NUMBERS } from './words.ts';

const SEPARATOR: MenuEntry = { kind: 'separator' };

/**
 * The tray menu as data, in the words of the status.
 * @param now epoch milliseconds, for "2 minutes ago"
 * @param update null where the app does not update itself
 */
export function trayMenu(
  status: AppStatus,
  now: number,
  update: UpdateState | null = null,
): readonly MenuEntry[] {
  const claude = status.clients.find(({ id }) => id === 'claude-desktop');
  return [
    ...headLines(status, now),
    SEPARATOR,
    action('open-dashboard', 'Open dashboard', ({ openWindow }) => openWindow(), {
      accelerator: 'CommandOrControl+D',
    }),
    syncItem(status),
    SEPARATOR,
    ...(claude === undefined ? [] : [clientItem(claude)]),
    signInItem(status),
    ...(status.demo
      ? [action('leave-demo', 'Leave the demo athlete', ({ app }) => app.showDemo(false))]
      : []),
    ...(status.startAtLogin === null ? [] : [startAtLoginItem(status.startAtLogin)]),
    action('open-logs', 'Open logs', ({ openLogs }) => openLogs()),
    SEPARATOR,
    ...(update === null ? [] : [updateItem(update)]),
    action('about', 'About TP Tray', ({ showAbout }) => showAbout()),
    action('quit', 'Quit', ({ quit }) => quit(), { accelerator: 'CommandOrControl+Q' }),
  ];
}

/** The item with an id, wherever it is in the menu. */
export function findItem(menu: readonly MenuEntry[], id: string): MenuItem | null {
  for (const entry of menu) {
    if (entry.kind === 'separator') continue;
    const found = entry.id === id ? entry : findItem(entry.items ?? [], id);
    if (found !== null) return found;
  }
  return null;
}

function headLines(status: AppStatus, now: number): MenuEntry[] {
  const { today } = status;
  const lines = [line('who', whoInWords(status, now))];
  const trouble = troubleInWords(status);
  if (trouble !== null) lines.push(action('problem', shortened(trouble), ({ openWindow }) => openWindow()));
  if (today === null) return lines;
  const { ctl, atl, tsb, plan } = today;
  lines.push(
    line(
      'numbers',
      `Fitness ${NUMBERS.count(ctl)}   Fatigue ${NUMBERS.count(atl)}   Form ${NUMBERS.signed(tsb, formDigits(tsb))}${today.stale ? ' (not up to date)' : ''}`,
    ),
  );
  if (plan !== null) lines.push(line('plan', `Today: ${shortened(plan)}`));
  return lines;
}

/** What stands in the way, unless the line above says it: that nobody is signed in, or that the session has ended. */
function troubleInWords({ session, sync }: AppStatus): string | null {
  switch (session.state) {
    case 'signed_out':
      return session.problem?.code === 'keychain_unavailable' ? session.problem.message : null;
    case 'unknown':
      return session.problem?.message ?? null;
    case 'valid':
    case 'expiring':
      return sync.problem?.message ?? null;
    case 'expired':
    case 'checking':
      return null;
  }
}

/** Who is signed in and how fresh the numbers are, in a line. */
export function whoInWords({ session, sync, demo }: AppStatus, now: number): string {
  if (demo) return 'Demo athlete';
  const name = session.athleteName ?? 'Signed in';
  const synced = sync.syncedAt === null ? 'not synced yet' : `synced ${ageInWords(sync.syncedAt, now)}`;
  switch (session.state) {
    case 'checking':
      return 'Looking for your sign-in…';
    case 'signed_out':
      return session.signIn === null ? 'Not signed in' : 'Signing in…';
    case 'expired':
      return `${session.athleteName ?? 'TrainingPeaks'}: the session has ended, ${synced}`;
    case 'unknown':
      return sync.syncedAt === null ? 'The session could not be checked' : `${name}, ${synced}`;
    case 'valid':
    case 'expiring':
      return sync.state === 'loading' ? `${name}, loading your history…` : `${name}, ${synced}`;
  }
}

function syncItem({ sync, session, demo }: AppStatus): MenuItem {
  if (sync.state === 'loading') {
    const share = sync.progress === null ? '' : ` (${Math.floor(sync.progress * 100)} %)`;
    return action('sync', `Pause loading your history${share}`, ({ app }) => app.pauseSync());
  }
  const label = sync.state === 'paused' ? 'Continue loading your history' : 'Sync now';
  const enabled = (demo || canRefresh(session)) && sync.state !== 'refreshing';
  return action('sync', sync.state === 'refreshing' ? 'Syncing…' : label, ({ app }) => app.startSync(), {
    enabled,
  });
}

function signInItem({ session, demo }: AppStatus): MenuItem {
  const act = ({ signIn }: MenuTarget) => signIn();
  if (session.signIn === 'open') return action('sign-in', 'Show the sign-in window', act);
  if (session.signIn === 'checking')
    return action('sign-in', 'Checking your sign-in…', act, { enabled: false });
  if (demo) return action('sign-in', 'Sign in…', act);
  if (session.cookieFrom === 'environment')
    return action('sign-in', 'Signed in by TP_AUTH_COOKIE', act, { enabled: false });
  switch (session.state) {
    case 'checking':
      return action('sign-in', 'Sign in…', act, { enabled: false });
    case 'valid':
    case 'expiring': {
      const { expectedExpiryDay: day } = session;
      return action(
        'sign-in',
        `Refresh sign-in…${day === null ? '' : ` (good until ${dayInWords(day)})`}`,
        act,
      );
    }
    case 'expired':
      return action('sign-in', 'Refresh sign-in… (it has ended)', act);
    case 'signed_out':
      return action('sign-in', 'Sign in…', act);
    case 'unknown':
      return action('check-session', 'Check your sign-in again', ({ app }) => app.check());
  }
}

function startAtLoginItem(checked: boolean): MenuItem {
  return {
    kind: 'checkbox',
    id: 'start-at-login',
    label: 'Start at login',
    enabled: true,
    checked,
    act: ({ app }) => app.setStartAtLogin(!checked),
  };
}

function updateItem(update: UpdateState): MenuItem {
  const item = (label: string, enabled = true) =>
    action('update', label, (target) => target.update(), { enabled });
  switch (update.state) {
    case 'idle':
      return item('Check for updates');
    case 'checking':
      return item('Looking for updates…', false);
    case 'available':
      return item(`Update to ${update.version}…`);
    case 'downloading':
      return item(`Loading ${update.version}…`, false);
    case 'ready':
      return item(`Restart to update to ${update.version}`);
  }
}

/** There may be something newer to get; a session that could not be checked is checked first. */
function canRefresh({ state }: SessionStatus): boolean {
  return state === 'valid' || state === 'expiring' || state === 'unknown';
}
