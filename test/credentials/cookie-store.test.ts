import { beforeEach, describe, expect, it } from 'vitest';
import { createCookieStore } from '../../src/credentials/cookie-store.ts';
import { createKeychain } from '../../src/credentials/keychain.ts';
import type { Keychain } from '../../src/credentials/keychain.ts';
import { AppError } from '../../src/shared/errors.ts';
import { memoryKeychain } from './memory-keychain.ts';

const KEY = 'TP Tray/Production_tpAuth';

let entries: Map<string, string>;
let keychain: Keychain;
let logged: unknown[];

beforeEach(() => {
  entries = new Map();
  logged = [];
  keychain = createKeychain({
    platform: 'linux',
    environment: {},
    loadNative: () => memoryKeychain(entries),
  });
});

function open(fromEnvironment?: string, use = keychain) {
  return createCookieStore({
    keychain: use,
    environment: { TP_AUTH_COOKIE: fromEnvironment },
    parseCookie,
    log: {
      info: (...line) => logged.push(line),
      warn: (...line) => logged.push(line),
      error: (...line) => logged.push(line),
    },
  });
}

function parseCookie(text: string): string {
  const value = text.replace(/^Production_tpAuth=/, '');
  if (value.includes(' ')) throw new AppError('bad_input', 'That is not a cookie.');
  return value;
}

const broken: Keychain = createKeychain({
  platform: 'linux',
  environment: {},
  loadNative: () => {
    throw new Error('libsecret is missing');
  },
});

describe('a cookie from the keychain', () => {
  it('is null before a sign-in, then what was saved, then null again', async () => {
    const store = open();
    expect(await store.read()).toBeNull();
    await store.save('Production_tpAuth=V001');
    expect(entries.get(KEY)).toBe('V001');
    expect(await store.read()).toEqual({ cookie: 'V001', origin: 'keychain' });
    await store.clear();
    expect(await store.read()).toBeNull();
    expect(entries.size).toBe(0);
  });

  it('is not saved when the text holds no cookie', async () => {
    await expect(open().save('not a cookie')).rejects.toMatchObject({ code: 'bad_input' });
    expect(entries.size).toBe(0);
  });

  it('is replaced by its renewal', async () => {
    entries.set(KEY, 'V001');
    await open().replace('V002', 'V001');
    expect(entries.get(KEY)).toBe('V002');
  });

  it.each([
    ['signed in anew', 'V003'],
    ['signed out', undefined],
  ])('is left alone when another process %s meanwhile', async (_what, stored) => {
    if (stored) entries.set(KEY, stored);
    await open().replace('V002', 'V001');
    expect(entries.get(KEY)).toBe(stored);
    expect(logged).toHaveLength(1);
    expect(JSON.stringify(logged)).not.toMatch(/V00\d/);
  });

  it('fails in our words without a keychain, while a renewal only reaches the log', async () => {
    const store = open(undefined, broken);
    await expect(store.read()).rejects.toMatchObject({ code: 'keychain_unavailable' });
    await expect(store.save('V001')).rejects.toMatchObject({ code: 'keychain_unavailable' });
    await expect(store.clear()).rejects.toMatchObject({ code: 'keychain_unavailable' });
    await store.replace('V002', 'V001');
    expect(logged).toEqual([[expect.any(String), expect.any(AppError)]]);
  });
});

describe('a cookie from TP_AUTH_COOKIE', () => {
  it('wins over the keychain, in any of its forms', async () => {
    entries.set(KEY, 'V001');
    for (const text of ['E001', ' Production_tpAuth=E001\n'])
      expect(await open(text).read()).toEqual({ cookie: 'E001', origin: 'environment' });
  });

  it('does not need a keychain at all', async () => {
    expect(await open('E001', broken).read()).toEqual({ cookie: 'E001', origin: 'environment' });
  });

  it.each([undefined, '', '  \n'])('counts as not given when it is %j', async (text) => {
    entries.set(KEY, 'V001');
    expect(await open(text).read()).toEqual({ cookie: 'V001', origin: 'keychain' });
  });

  it('is renewed in memory only, and only from the value in use', async () => {
    const store = open('E001');
    await store.replace('E002', 'E001');
    expect(await store.read()).toEqual({ cookie: 'E002', origin: 'environment' });
    await store.replace('E009', 'E001');
    expect(await store.read()).toEqual({ cookie: 'E002', origin: 'environment' });
    await store.replace('E003', 'E002');
    expect(await store.read()).toEqual({ cookie: 'E003', origin: 'environment' });
    expect(await open('E001').read()).toEqual({ cookie: 'E001', origin: 'environment' });
    expect(entries.size).toBe(0);
  });

  it('is never written: a sign-in is refused while the variable is set', async () => {
    await expect(open('E001').save('E001')).rejects.toMatchObject({
      code: 'bad_input',
      message: expect.stringContaining('TP_AUTH_COOKIE') as unknown,
    });
    expect(entries.size).toBe(0);
  });

  it('survives a sign-out, which empties the keychain and forgets the renewal', async () => {
    entries.set(KEY, 'V001');
    const store = open('E001');
    await store.replace('E002', 'E001');
    await store.clear();
    expect(entries.size).toBe(0);
    expect(await store.read()).toEqual({ cookie: 'E001', origin: 'environment' });
  });
});
