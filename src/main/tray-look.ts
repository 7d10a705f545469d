import { formDigits } from '../analytics/form-bands.ts';
import type { AppStatus } from '../shared/app-status.ts';
import { whoInWords } from './tray-menu.ts';
import { NUMBERS } from './words.ts';

/** A steady line, a line with a dotted end, a line with a dot. */
export type TrayState = 'connected' | 'working' | 'attention';

const CLIENT_TROUBLE: readonly string[] = ['moved', 'vanished', 'foreign_entry', 'unreadable', 'failing'];

/** Which icon the status asks for. What needs the user wins over what is going on. */
export function trayState({ session, sync, clients, today, demo }: AppStatus): TrayState {
  const needsSignIn = !demo && ['signed_out', 'expired', 'expiring'].includes(session.state);
  if (session.signIn === 'checking' || (session.signIn === 'open' && needsSignIn)) return 'working';
  const clientTrouble = clients.some(
    ({ id, state }) => id === 'claude-desktop' && CLIENT_TROUBLE.includes(state),
  );
  if (needsSignIn || clientTrouble) return 'attention';
  if (session.state === 'checking' || sync.state === 'loading' || sync.state === 'refreshing')
    return 'working';
  const isBroken = session.state === 'unknown' || sync.state === 'failed' || today?.stale === true;
  return isBroken ? 'attention' : 'connected';
}

/** The sentence under the pointer: who, as of when, and today's numbers. */
export function trayTooltip(status: AppStatus, now: number): string {
  const who = whoInWords(status, now);
  if (status.today === null) return `TP Tray: ${who}`;
  const { ctl, atl, tsb } = status.today;
  return `TP Tray: ${who}${who.endsWith('…') ? '' : '.'} Fitness ${NUMBERS.count(ctl)}, fatigue ${NUMBERS.count(atl)}, form ${NUMBERS.signed(tsb, formDigits(tsb))}`;
}

/** Desktops whose panel has, as a rule, the colours of the windows. */
const PANEL_LIKE_WINDOWS = ['cinnamon', 'kde', 'lxqt', 'mate', 'x-cinnamon', 'xfce'];

/**
 * Whether the bar with the icon is dark. On Linux nobody can be asked: GNOME's and that of most other desktops is
 * dark whatever the windows are.
 * @param desktop what `XDG_CURRENT_DESKTOP` says: one name, or several with colons between them
 */
export function isBarDark(
  platform: NodeJS.Platform,
  desktop: string | undefined,
  darkWindows: boolean,
): boolean {
  if (platform !== 'linux') return darkWindows;
  const names = (desktop ?? '').toLowerCase().split(':');
  return darkWindows || !names.some((name) => PANEL_LIKE_WINDOWS.includes(name));
}

/**
 * The file of an icon. macOS colours a template image by itself; Windows and Linux get a light line on a dark bar
 * and a dark line on a light one.
 */
export function trayIconFile(state: TrayState, platform: NodeJS.Platform, darkBar: boolean): string {
  if (platform === 'darwin') return `${state}Template.png`;
  const shade = darkBar ? 'on-dark' : 'on-light';
  return `${state}-${shade}.${platform === 'win32' ? 'ico' : 'png'}`;
}
