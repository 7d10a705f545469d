import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';

const ANSWER_WITHIN_MILLISECONDS = 2_000;
const LOOK_AGAIN_MILLISECONDS = 5_000;

const WATCHER = 'org.kde.StatusNotifierWatcher';

/** Programs that ask the session bus; desktops have at least one of them. */
const QUESTIONS: readonly (readonly [program: string, ...args: string[]])[] = [
  [
    'gdbus',
    'call',
    '--session',
    '--dest=org.freedesktop.DBus',
    '--object-path=/org/freedesktop/DBus',
    '--method=org.freedesktop.DBus.NameHasOwner',
    WATCHER,
  ],
  [
    'dbus-send',
    '--session',
    '--print-reply=literal',
    '--dest=org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus.NameHasOwner',
    `string:${WATCHER}`,
  ],
  [
    'busctl',
    '--user',
    'call',
    'org.freedesktop.DBus',
    '/org/freedesktop/DBus',
    'org.freedesktop.DBus',
    'NameHasOwner',
    's',
    WATCHER,
  ],
];

/** Runs a program and gives its output, or null when it fails or takes too long. */
export type Ask = (program: string, args: readonly string[]) => Promise<string | null>;

/**
 * Whether this desktop shows tray icons. On Linux somebody must watch for them on the session bus: GNOME without an
 * extension has nobody. What cannot be asked counts as no tray, because a window too many is better than none.
 */
export async function hasTray(
  platform: NodeJS.Platform = process.platform,
  ask: Ask = run,
): Promise<boolean> {
  if (platform !== 'linux') return true;
  for (const [program, ...args] of QUESTIONS) {
    const answer = await ask(program, args);
    if (answer !== null) return /\btrue\b/.test(answer);
  }
  return false;
}

/** Waits until the desktop shows tray icons. One that is just starting brings its tray up late, others by request. */
export async function untilTray(
  look: () => Promise<boolean> = hasTray,
  pause: () => Promise<void> = () => wait(LOOK_AGAIN_MILLISECONDS),
): Promise<void> {
  while (!(await look())) await pause();
}

function run(program: string, args: readonly string[]): Promise<string | null> {
  return new Promise((resolve) => {
    execFile(program, args, { timeout: ANSWER_WITHIN_MILLISECONDS, killSignal: 'SIGKILL' }, (error, stdout) =>
      resolve(error === null ? stdout : null),
    );
  });
}
