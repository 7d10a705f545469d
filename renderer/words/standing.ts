import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Format } from '../format.ts';

export interface StandingLine {
  readonly tone: 'good' | 'plain' | 'attention';
  readonly text: string;
}

const CONNECTED = ['verified', 'waiting_to_disconnect'];

const BROKEN = ['moved', 'vanished', 'failing'];

/** How sign-in, history and assistant stand, in a few words each. */
export function standing(status: AppStatus, format: Format): readonly StandingLine[] {
  return [assistant(status), history(status, format), session(status, format)].filter(
    (line) => line !== null,
  );
}

function assistant({ clients, demo }: AppStatus): StandingLine | null {
  if (demo || clients.length === 0) return null;
  const connected = clients.filter(({ state }) => CONNECTED.includes(state));
  const restart = clients.find(({ state }) => state === 'needs_restart');
  if (restart) return { tone: 'attention', text: `${restart.name} needs a restart` };
  const broken = clients.find(({ state }) => BROKEN.includes(state));
  if (broken) return { tone: 'attention', text: `${broken.name} needs repair` };
  const tried = clients.find(({ state }) => state === 'connected' || state === 'working');
  if (tried) return { tone: 'plain', text: `Trying ${tried.name}` };
  const [first] = connected;
  if (first === undefined) return { tone: 'attention', text: 'Claude is not connected' };
  const more = connected.length - 1;
  return {
    tone: 'good',
    text: more === 0 ? `${first.name} is connected` : `${first.name} and ${String(more)} more connected`,
  };
}

function history({ sync, demo }: AppStatus, format: Format): StandingLine {
  if (sync.state === 'loading') {
    const share = sync.progress === null ? '' : ` ${format.percent(sync.progress)}`;
    return { tone: 'plain', text: `Loading your history${share}` };
  }
  if (sync.state === 'refreshing') return { tone: 'plain', text: 'Syncing now' };
  if (sync.state === 'failed') return { tone: 'attention', text: 'The last sync failed' };
  if (sync.syncedAt === null) return { tone: 'plain', text: 'Not synced yet' };
  return { tone: 'plain', text: demo ? 'Made-up training' : `Synced ${format.age(sync.syncedAt)}` };
}

function session(
  { session: { state, expectedExpiryDay }, demo }: AppStatus,
  format: Format,
): StandingLine | null {
  if (demo) return null;
  switch (state) {
    case 'valid':
      return expectedExpiryDay === null
        ? { tone: 'plain', text: 'Signed in' }
        : { tone: 'plain', text: `Sign-in good until ${format.day(expectedExpiryDay)}` };
    case 'expiring':
      return { tone: 'attention', text: 'Sign-in ends soon' };
    case 'expired':
      return { tone: 'attention', text: 'Sign-in has ended' };
    case 'signed_out':
      return { tone: 'attention', text: 'Not signed in' };
    case 'checking':
    case 'unknown':
      return null;
  }
}
