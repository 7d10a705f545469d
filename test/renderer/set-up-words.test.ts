import { describe, expect, test } from 'vitest';
import type { AppStatus } from '../../src/shared/app-status.ts';
import { formatFor } from '../../renderer/format.ts';
import { historyWords } from '../../renderer/words/history-words.ts';
import { setUpSentence } from '../../renderer/words/sentence.ts';
import { sessionWords } from '../../renderer/words/session-words.ts';
import { staleWords } from '../../renderer/words/stale-words.ts';
import { FRESH, HALFWAY, LOADING, NO_HISTORY, READY, SIGNED_IN, SIGNED_OUT } from './statuses.ts';

const FORMAT = formatFor('en-GB', new Date('2026-11-23T08:00:00Z'));
const DOWN = { code: 'upstream_down', message: 'Check the network connection.' } as const;
const KEYCHAIN = { code: 'keychain_unavailable', message: 'The keyring is locked.' } as const;

describe('the sentence of the first run', () => {
  test.each<[string, AppStatus]>([
    ['without a network', { ...READY, session: { ...SIGNED_IN, state: 'unknown', problem: DOWN } }],
    ['with a locked keychain', { ...READY, session: { ...SIGNED_IN, state: 'unknown', problem: KEYCHAIN } }],
    ['without a keychain', { ...FRESH, session: { ...SIGNED_OUT, problem: KEYCHAIN } }],
  ])('does not ask to sign in where that mends nothing: %s', (_when, status) => {
    expect(setUpSentence(status)).toMatch(/^TP Tray goes on/);
    expect(setUpSentence(status)).not.toMatch(/sign in/i);
  });

  test('does not say that a paused history comes by itself', () => {
    expect(setUpSentence(HALFWAY)).toContain('your history comes by itself');
    const paused = { ...HALFWAY, sync: { ...NO_HISTORY, state: 'paused' } } as const;
    expect(setUpSentence(paused)).toContain('your history waits until you continue');
  });

  test.each([
    ['open', 'Finish signing in, in the window that just opened.'],
    ['checking', 'Checking your sign-in…'],
  ] as const)('follows a sign-in that is %s', (signIn, words) => {
    expect(setUpSentence({ ...FRESH, session: { ...SIGNED_OUT, signIn } })).toBe(words);
  });
});

describe('a sign-in', () => {
  const told = { way: 'window', isTold: false } as const;

  test('that is being checked offers no window: it is closed already', () => {
    const words = sessionWords({ ...SIGNED_OUT, signIn: 'checking' }, FORMAT, told);
    expect(words).toMatchObject({ text: 'Checking your sign-in…', choices: [] });
    const open = sessionWords({ ...SIGNED_OUT, signIn: 'open' }, FORMAT, told);
    expect(open.choices).toEqual(['show_window']);
  });

  test('on the way takes the place of a session that has ended', () => {
    const expired: AppStatus = { ...READY, session: { ...SIGNED_IN, state: 'expired' } };
    const during = (signIn: 'open' | 'checking') =>
      staleWords({ ...expired, session: { ...expired.session, signIn } }, FORMAT);
    expect(staleWords(expired, FORMAT)?.wayOut).toBe('sign_in');
    expect(during('open')).toMatchObject({ title: 'Signing in', wayOut: 'show_window' });
    expect(during('checking')).toMatchObject({ title: 'Signing in', wayOut: null });
  });

  test('beside a living session says nothing of stale numbers', () => {
    const refreshing = { ...READY, session: { ...SIGNED_IN, signIn: 'open' as const } };
    expect(staleWords(refreshing, FORMAT)).toBeNull();
  });
});

test.each([
  [38, '· about 40 seconds left.'],
  [4, '· a few seconds left.'],
])('with %d seconds left a history says it once', (secondsLeft, words) => {
  const { text } = historyWords({ ...FRESH, sync: { ...LOADING, secondsLeft } }, FORMAT);
  expect(text).toContain(words);
});
