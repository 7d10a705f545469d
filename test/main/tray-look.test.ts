import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { isBarDark, trayIconFile, trayState, trayTooltip, type TrayState } from '../../src/main/tray-look.ts';
import { type Change, client, NOW, statusWith } from './status.ts';

const problem = { code: 'upstream_down', message: 'TrainingPeaks does not answer.' } as const;

test.each<[string, Change, TrayState]>([
  ['all is well', {}, 'connected'],
  ['the session is being checked', { session: { state: 'checking' } }, 'working'],
  ['the history is being loaded', { sync: { state: 'loading' } }, 'working'],
  ['the history is being refreshed', { sync: { state: 'refreshing' } }, 'working'],
  [
    'the login page is open',
    { session: { state: 'expired', signIn: 'open' }, sync: { state: 'failed' } },
    'working',
  ],
  ['a sign-in is being checked', { session: { signIn: 'checking' }, sync: { state: 'failed' } }, 'working'],
  ['the login page is left open beside a living session', { session: { signIn: 'open' } }, 'connected'],
  ['nobody is signed in', { session: { state: 'signed_out' } }, 'attention'],
  [
    'the session has ended, whatever is going on',
    { session: { state: 'expired' }, sync: { state: 'refreshing' } },
    'attention',
  ],
  ['the session ends soon', { session: { state: 'expiring' } }, 'attention'],
  ['the last refresh failed', { sync: { state: 'failed', problem } }, 'attention'],
  ['the numbers are stale', { today: { stale: true } }, 'attention'],
  ['the entry in Claude is gone', { clients: [client('vanished')] }, 'attention'],
  ['the entry in Claude is broken', { clients: [client('moved')] }, 'attention'],
  ['Claude is not connected, which is a choice', { clients: [client('not_connected')] }, 'connected'],
  ['the demo needs no sign-in', { session: { state: 'signed_out' }, demo: true }, 'connected'],
])('%s', (_when, change, state) => {
  expect(trayState(statusWith(change))).toBe(state);
});

test('the tooltip is a sentence with the numbers, or with what is known', () => {
  expect(trayTooltip(statusWith(), NOW)).toBe(
    'TP Tray: Vera Held, synced 2 minutes ago. Fitness 72, fatigue 85, form −12',
  );
  expect(trayTooltip(statusWith({ today: null, session: { state: 'signed_out' } }), NOW)).toBe(
    'TP Tray: Not signed in',
  );
  expect(trayTooltip(statusWith({ sync: { state: 'loading' } }), NOW)).toBe(
    'TP Tray: Vera Held, loading your history… Fitness 72, fatigue 85, form −12',
  );
});

describe.each(['connected', 'working', 'attention'] as const)('the icons of "%s"', (state) => {
  const read = (name: string) =>
    readFileSync(fileURLToPath(new URL(`../../assets/tray/${name}`, import.meta.url)));
  const widthOf = (png: Buffer) => {
    expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
    return png.readUInt32BE(16);
  };
  const scaled = (name: string, scale: string) => name.replace('.png', `${scale}.png`);

  test('are template images on macOS', () => {
    const name = trayIconFile(state, 'darwin', true);
    expect(name).toMatch(/Template\.png$/);
    expect([read(name), read(scaled(name, '@2x'))].map(widthOf)).toEqual([16, 32]);
  });

  test.each([true, false])('fit the panels of Linux, dark: %s', (dark) => {
    const name = trayIconFile(state, 'linux', dark);
    expect([read(name), read(scaled(name, '@1.5x')), read(scaled(name, '@2x'))].map(widthOf)).toEqual([
      22, 32, 44,
    ]);
  });

  test.each([true, false])('hold every size Windows asks for, dark: %s', (dark) => {
    const icon = read(trayIconFile(state, 'win32', dark));
    const images = Array.from({ length: icon.readUInt16LE(4) }, (_, index) => {
      const entry = 6 + 16 * index;
      const [length, offset] = [icon.readUInt32LE(entry + 8), icon.readUInt32LE(entry + 12)];
      return [icon.readUInt8(entry), widthOf(icon.subarray(offset, offset + length))];
    });
    expect(images).toEqual([16, 20, 24, 32, 48].map((size) => [size, size]));
  });
});

test('a dark bar gets another icon than a light one', () => {
  expect(trayIconFile('connected', 'win32', true)).not.toBe(trayIconFile('connected', 'win32', false));
});

describe('the bar of the desktop', () => {
  const ofBoth = (platform: NodeJS.Platform, desktop?: string) =>
    [false, true].map((darkWindows) => isBarDark(platform, desktop, darkWindows));

  test.each(['GNOME', 'ubuntu:GNOME', 'Unity:Unity7:ubuntu', 'Pantheon', 'sway', '', undefined])(
    'is dark on Linux, whatever the windows are, with the desktop %s',
    (desktop) => {
      expect(ofBoth('linux', desktop)).toEqual([true, true]);
    },
  );

  test.each(['KDE', 'XFCE', 'X-Cinnamon', 'Cinnamon', 'MATE', 'LXQt', 'ubuntu:XFCE'])(
    'is as dark as the windows on Linux with the desktop %s',
    (desktop) => {
      expect(ofBoth('linux', desktop)).toEqual([false, true]);
    },
  );

  test.each(['win32', 'darwin'] as const)('is as dark as the system says on %s', (platform) => {
    expect(ofBoth(platform)).toEqual([false, true]);
  });
});
