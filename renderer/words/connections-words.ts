import type { AppStatus, ClientStatus, SessionStatus } from '../../src/shared/app-status.ts';

const NEEDS_USER: readonly ClientStatus['state'][] = [
  'needs_restart',
  'waiting_for_quit',
  'waiting_to_disconnect',
  'failing',
  'moved',
  'vanished',
  'foreign_entry',
  'unreadable',
];

const LIST = new Intl.ListFormat('en', { type: 'conjunction' });

/** The client waits for something that only the user can do. */
export function needsUser({ state }: ClientStatus): boolean {
  return NEEDS_USER.includes(state);
}

/** How account and assistants stand, as the heading of their page: what only the user can mend comes first. */
export function connectionsSentence({ demo, session, clients }: AppStatus): string {
  if (demo) return 'You are looking at the demo athlete.';
  const trouble = accountTrouble(session);
  if (trouble !== null) return trouble;
  const working = clients.find(({ state }) => state === 'working');
  if (working) return `Connecting ${working.name}…`;
  const waiting = clients.filter(needsUser).map(({ name }) => name);
  if (waiting.length > 0) return `${LIST.format(waiting)} ${waiting.length === 1 ? 'needs' : 'need'} you.`;
  const tried = clients.find(({ state }) => state === 'connected');
  if (tried) return `Trying the connection of ${tried.name}…`;
  const connected = clients.filter(({ state }) => state === 'verified').map(({ name }) => name);
  return connected.length === 0
    ? 'TrainingPeaks is connected, an assistant is not yet.'
    : `${LIST.format(['TrainingPeaks', ...connected])} are connected.`;
}

function accountTrouble({ state, signIn }: SessionStatus): string | null {
  if (signIn === 'open') return 'Finish signing in, in the window that is open.';
  if (signIn === 'checking') return 'Checking your sign-in…';
  switch (state) {
    case 'checking':
      return 'Looking at your connections…';
    case 'signed_out':
    case 'expired':
      return 'TrainingPeaks wants you to sign in.';
    case 'unknown':
      return 'Your sign-in could not be checked.';
    case 'valid':
    case 'expiring':
      return null;
  }
}
