import type { App } from '../app/app.ts';
import type { AppStatus, ClientStatus, SessionStatus } from '../shared/app-status.ts';
import { ageInWords } from '../shared/wording.ts';
import type { UpdateState } from './updates.ts';
import { dayInWords, NUMBERS } from './words.ts';

/** What an item of the menu may do. The menu itself knows no Electron. */
export interface MenuTarget {
  readonly app: Pick<
    App,
    'startSync' | 'pauseSync' | 'connect' | 'goOn' | 'disconnect' | 'setStartAtLogin' | 'showDemo'
  >;
  readonly openWindow: () => void;
  readonly signIn: () => Promise<void>;
  readonly openLogs: () => Promise<void>;
  readonly update: () => Promise<void>;
  readonly showAbout: () => void;
  readonly quit: () => void;
}

export interface MenuItem {
  readonly kind: 'line' | 'action' | 'checkbox' | 'submenu';
  /** Stable name, unique in the whole menu. */
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly items?: readonly MenuEntry[];
  /** May answer with a promise, whose failure the caller tells the user. */
  readonly act?: (target: MenuTarget) => unknown;
}

export type MenuEntry = MenuItem | { readonly kind: 'separator' };

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
    signInItem(status.session),
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
      `Fitness ${NUMBERS.count(ctl)}   Fatigue ${NUMBERS.count(atl)}   Form ${NUMBERS.signed(tsb)}${today.stale ? ' (not up to date)' : ''}`,
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
    case 'signing_in':
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
      return 'Not signed in';
    case 'signing_in':
      return 'Signing in…';
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
  const enabled = (demo || isSignedIn(session)) && sync.state !== 'refreshing';
  return action('sync', sync.state === 'refreshing' ? 'Syncing…' : label, ({ app }) => app.startSync(), {
    enabled,
  });
}

function signInItem(session: SessionStatus): MenuItem {
  const act = ({ signIn }: MenuTarget) => signIn();
  if (session.cookieFrom === 'environment')
    return action('sign-in', 'Signed in by TP_AUTH_COOKIE', act, { enabled: false });
  switch (session.state) {
    case 'checking':
      return action('sign-in', 'Sign in…', act, { enabled: false });
    case 'signing_in':
      return action('sign-in', 'Show the sign-in window', act);
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
    case 'unknown':
      return action('sign-in', 'Sign in…', act);
  }
}

function clientItem({ id, name, state, message }: ClientStatus): MenuItem {
  const connect = (label: string) => action(`${id}.connect`, label, ({ app }) => app.connect(id, false));
  const look = (label: string) => action(`${id}.look`, label, ({ openWindow }) => openWindow());
  const disconnect = action(`${id}.disconnect`, 'Disconnect', ({ app }) => app.disconnect(id));
  const submenu = (words: string, items: readonly MenuItem[]): MenuItem => ({
    kind: 'submenu',
    id,
    label: `${name}: ${words}`,
    enabled: true,
    items: [...(message === null ? [] : [line(`${id}.message`, shortened(message))]), ...items],
  });
  switch (state) {
    case 'failing':
      return submenu('does not answer', [connect('Try again'), disconnect]);
    case 'verified':
    case 'connected':
      return submenu('connected', [connect('Check and repair'), disconnect]);
    case 'needs_restart':
      return submenu('restart it to finish', [connect('Check and repair'), disconnect]);
    case 'waiting_for_quit':
      return submenu('quit it to connect', [
        action(`${id}.quit`, 'Quit it and connect', ({ app }) => app.goOn(id, 'quit')),
        action(`${id}.write`, 'Connect without quitting it', ({ app }) => app.goOn(id, 'write')),
        action(`${id}.disconnect`, 'Do not connect', ({ app }) => app.disconnect(id)),
      ]);
    case 'moved':
      return submenu('needs repair', [connect('Repair'), disconnect]);
    case 'not_connected':
      return submenu('not connected', [connect('Connect')]);
    case 'working':
      return submenu('working…', []);
    case 'not_installed':
      return submenu('not found', [look('How to get it…')]);
    case 'foreign_entry':
      return submenu('another server has our name', [look('Decide in the window…')]);
    case 'unreadable':
      return submenu('file needs a look', [look('See what is wrong…')]);
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

function isSignedIn({ state }: SessionStatus): boolean {
  return state === 'valid' || state === 'expiring' || state === 'expired' || state === 'unknown';
}

function line(id: string, label: string): MenuItem {
  return { kind: 'line', id, label, enabled: false };
}

function action(
  id: string,
  label: string,
  act: (target: MenuTarget) => unknown,
  options: { enabled?: boolean; accelerator?: string } = {},
): MenuItem {
  return { kind: 'action', id, label, act, enabled: true, ...options };
}

const LONGEST_LABEL = 72;

function shortened(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}
