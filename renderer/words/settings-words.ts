import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Preferences } from '../../src/shared/preferences.ts';
import type { StoredKind } from '../../src/shared/stored-data.ts';
import type { Measures } from '../measures.ts';

const KILO = 1000;
const MEGA = KILO * KILO;

/** How the numbers are shown now, in a sentence; each claim is one of the choices below it. */
export function settingsSentence({ units, weekStart, formConvention }: Preferences): string {
  const measured = units === 'metric' ? 'Kilometres' : 'Miles';
  const day = weekStart === 'monday' ? 'Monday' : 'Sunday';
  const form = formConvention === 'morning' ? 'the form you wake up with' : 'the form you go to bed with';
  return `${measured}, weeks from ${day}, and ${form}.`;
}

/** What each kind of stored data is, for an athlete. */
export const STORED_WORDS: Readonly<Record<StoredKind, { readonly name: string; readonly text: string }>> = {
  history: {
    name: 'Training history',
    text: 'Your workouts and plan, copied from TrainingPeaks so that every page answers at once.',
  },
  activity: { name: 'Activity', text: 'What assistants asked and when, never what they were told.' },
  settings: { name: 'Settings', text: 'The choices on this page.' },
  mcp_token: { name: 'Token for assistants over HTTP', text: 'For this computer alone.' },
  logs: { name: 'Logs', text: 'What went wrong and when. Sign-ins and e-mail addresses are taken out.' },
  program: { name: 'Copy of the program', text: 'Claude starts it.' },
  shell: { name: 'The window', text: 'Its size and its own cache; nothing of your account.' },
};

/** Where the sign-in is kept; null when nobody is signed in. */
export function signInPlace({ state, cookieFrom }: AppStatus['session']): string | null {
  if (state === 'signed_out') return null;
  return cookieFrom === 'environment'
    ? 'In the variable TP_AUTH_COOKIE. TP Tray stores nothing of it.'
    : 'In your system keychain, and nowhere else. Your password was never here.';
}

/** A size as people say it: `340 KB`, `12.4 MB`. */
export function sizeWords(bytes: number, measures: Measures): string {
  if (bytes < MEGA) return `${measures.number(Math.ceil(bytes / KILO))} KB`;
  return `${measures.number(bytes / MEGA, 1)} MB`;
}
