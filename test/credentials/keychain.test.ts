import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { PrivateSession } from './private-session.ts';

const READY = { value: { state: 'ready' } };

function unavailable(reason: string, message: RegExp) {
  return { value: { state: 'unavailable', reason, message: expect.stringMatching(message) as unknown } };
}

function refused(message: RegExp) {
  return { error: { code: 'keychain_unavailable', message: expect.stringMatching(message) as unknown } };
}

/** As long as a real cookie. */
const cookie = randomBytes(1350).toString('base64url');

describe('the keychain, on a real bus with a real gnome-keyring', () => {
  let session: PrivateSession;

  beforeEach((context) => {
    needsDebianPackages(context, ['dbus', 'gnome-keyring', 'libsecret-1-0']);
    session = new PrivateSession();
    return () => {
      session.remove();
    };
  });

  it('stores, reads and removes a cookie of 1,800 characters', async () => {
    expect(cookie).toHaveLength(1800);
    const { outcomes } = await session.runOnBus('unlocked', [
      { call: 'check' },
      { call: 'read' },
      { call: 'write', cookie },
      { call: 'read' },
      { call: 'delete' },
      { call: 'read' },
      { call: 'delete' },
    ]);
    expect(outcomes).toEqual([
      READY,
      { value: null },
      { value: null },
      { value: cookie },
      { value: true },
      { value: null },
      { value: false },
    ]);
  });

  it('keeps the cookie for the next session, and in no file as clear text', async () => {
    await session.runOnBus('unlocked', [{ call: 'write', cookie }]);

    const files = filesBelow(session.home);
    expect(files.some((file) => file.endsWith('.keyring'))).toBe(true);
    const piece = cookie.slice(0, 40);
    expect(files.filter((file) => readFileSync(file).includes(piece))).toEqual([]);

    const { outcomes } = await session.runOnBus('unlocked', [{ call: 'read' }]);
    expect(outcomes).toEqual([{ value: cookie }]);
  });

  it('finds the bus of the user when the environment hides it', async () => {
    const { outcomes } = await session.runOnBus('unlocked', [{ call: 'check' }], { hideBus: true });
    expect(outcomes).toEqual([READY]);
  });

  it('tells a locked keyring from an absent cookie', async () => {
    await session.runOnBus('unlocked', [{ call: 'write', cookie }]);

    const { outcomes } = await session.runOnBus('not unlocked', [
      { call: 'check' },
      { call: 'read' },
      { call: 'write', cookie: 'another' },
      { call: 'delete' },
    ]);
    const locked = /keyring is locked/;
    expect(outcomes).toEqual([
      unavailable('locked', locked),
      refused(locked),
      refused(locked),
      refused(locked),
    ]);

    const later = await session.runOnBus('unlocked', [{ call: 'read' }]);
    expect(later.outcomes).toEqual([{ value: cookie }]);
  });

  it('tells a missing keyring from an absent cookie', async () => {
    const { outcomes } = await session.runOnBus('not unlocked', [
      { call: 'check' },
      { call: 'read' },
      { call: 'write', cookie },
    ]);
    const missing = /no default keyring/;
    expect(outcomes).toEqual([unavailable('no_collection', missing), refused(missing), refused(missing)]);
  });

  it('says that no keyring service runs', async () => {
    const { outcomes } = await session.runOnBus('none', [{ call: 'check' }, { call: 'read' }]);
    const missing = /No keyring service runs.*gnome-keyring/;
    expect(outcomes).toEqual([unavailable('no_service', missing), refused(missing)]);
  });

  it('reaches a keyring that was started anew, and says what is wrong while there is none', async () => {
    const { outcomes } = await session.runOnBus('unlocked', [
      { call: 'write', cookie },
      { call: 'read' },
      { call: 'crash keyring' },
      { call: 'check' },
      { call: 'read' },
      { call: 'start keyring' },
      { call: 'check' },
      { call: 'read' },
      { call: 'write', cookie: 'another' },
      { call: 'read' },
      { call: 'delete' },
      { call: 'read' },
      { call: 'delete' },
    ]);
    const missing = /No keyring service runs/;
    const nothing = { value: null };
    expect(outcomes).toEqual([
      nothing,
      { value: cookie },
      nothing,
      unavailable('no_service', missing),
      refused(missing),
      nothing,
      READY,
      { value: cookie },
      nothing,
      { value: 'another' },
      { value: true },
      nothing,
      { value: false },
    ]);
  });

  it('reaches a keyring that was started anew when storing is the first it hears of it', async () => {
    const { outcomes } = await session.runOnBus('unlocked', [
      { call: 'write', cookie },
      { call: 'crash keyring' },
      { call: 'start keyring' },
      { call: 'write', cookie: 'another' },
      { call: 'read' },
    ]);
    expect(outcomes.slice(3)).toEqual([{ value: null }, { value: 'another' }]);
  });

  it('says that there is no bus', async () => {
    const { outcomes } = await session.runWithoutBus([{ call: 'check' }, { call: 'read' }]);
    const missing = /no D-Bus session.*Log in to the desktop/;
    expect(outcomes).toEqual([unavailable('no_bus', missing), refused(missing)]);
  });

  it('takes a keyring that never answers for a locked one, and can still end the process', async () => {
    const silent = createServer().listen(join(session.runtimeDirectory, 'bus'));
    try {
      const { outcomes, signal } = await session.runWithoutBus([{ call: 'check' }, { call: 'read' }], {
        limitMilliseconds: 300,
      });
      const locked = /keyring is locked/;
      expect(outcomes).toEqual([unavailable('locked', locked), refused(locked)]);
      expect(signal).toBe('SIGKILL');
    } finally {
      silent.close();
    }
  });
});

function filesBelow(folder: string): string[] {
  return (
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      // What comes and goes meanwhile, such as a socket, is no file that stays.
      .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true)
  );
}
