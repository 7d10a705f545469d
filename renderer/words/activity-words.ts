import type { AskedQuestion } from '../../src/shared/activity.ts';
import type { ErrorCode } from '../../src/shared/errors.ts';
import type { Format } from '../format.ts';
import type { Measures } from '../measures.ts';

/** What to ask, for whoever has not asked yet. */
export const EXAMPLE_QUESTIONS = [
  'How fit am I compared with a year ago?',
  'Am I fresh enough for my next race?',
  'What would an easy week do to my form?',
] as const;

/** The endings as they are chosen among. */
export const OUTCOME_NAMES: Readonly<Record<'all' | AskedQuestion['outcome'], string>> = {
  all: 'All',
  answered: 'Answered',
  stale: 'From this computer',
  refused: 'Not answered',
};

/** What an assistant did, by the tool that it used; said after its name. */
const ASKED: Readonly<Record<string, string>> = {
  tp_auth_status: 'asked whether you are signed in',
  tp_refresh_auth: 'asked to renew the sign-in',
  tp_get_profile: 'asked for your athlete profile',
  tp_get_workouts: 'asked for the workouts of a period',
  tp_get_workout: 'asked for one workout',
  tp_get_planned_workouts: 'asked for planned workouts',
  tp_get_fitness: 'asked for fitness, fatigue and form',
  tp_get_peaks: 'asked for the best efforts of a period',
  tp_get_workout_prs: 'asked for the records of a workout',
  tp_training_load_summary: 'asked for training load by week and month',
  tp_fitness_trend: 'asked for the fitness trend and outlook',
  tp_workout_analysis: 'asked for the analysis of a workout',
  tp_performance_summary: 'asked for performance in one sport',
  tp_training_zones_distribution: 'asked for the distribution of intensity',
  'trainingpeaks://athlete/snapshot': 'read the overview of today',
};

/** The names that assistants give themselves, where people know them by another. */
const CLIENTS: Readonly<Record<string, string>> = {
  'claude-ai': 'Claude',
  'claude-code': 'Claude Code',
  'cursor-vscode': 'Cursor',
  'Visual Studio Code': 'VS Code',
};

const REASONS: Readonly<Record<ErrorCode, string>> = {
  bad_input: 'part of the question could not be used',
  not_found: 'what it asked for does not exist',
  no_data: 'there was nothing to answer from',
  signed_out: 'you were signed out',
  session_expired: 'your session had ended',
  not_permitted: 'your TrainingPeaks account may not see that',
  rate_limited: 'TrainingPeaks asked for a pause',
  upstream_down: 'TrainingPeaks did not answer',
  upstream_changed: 'TrainingPeaks answered in a way TP Tray does not know',
  still_loading: 'your history was still loading',
  keychain_unavailable: 'the system keychain could not be used',
  storage_failed: 'the data folder could not be used',
  cancelled: 'it was stopped before the answer was there',
  internal: 'something went wrong inside TP Tray',
};

/** The assistant as a person knows it. */
export function clientName(client: string | null): string {
  return client === null ? 'An assistant' : (CLIENTS[client] ?? client);
}

/** What it did: `asked for fitness, fatigue and form`. */
export function askedWords(tool: string): string {
  return ASKED[tool] ?? `used ${tool}`;
}

/** How it ended, beyond an ordinary answer; null for one. */
export function endingWords({ outcome, reason }: AskedQuestion): string | null {
  if (outcome === 'answered') return null;
  const because = reason === null ? '' : `: ${REASONS[reason]}`;
  return outcome === 'stale' ? `Answered from this computer${because}` : `Not answered${because}`;
}

/** `0.2 s`, `14 s`, `1:20 min`. */
export function durationWords(milliseconds: number, measures: Measures): string {
  const seconds = milliseconds / 1000;
  if (seconds < 0.05) return `under ${measures.number(0.1, 1)} s`;
  if (seconds < 9.95) return `${measures.number(seconds, 1)} s`;
  return seconds < 59.5 ? `${measures.number(seconds)} s` : `${measures.clock(seconds)} min`;
}

/** Who asked how much in the last seven days, and whether all was answered. @param now epoch milliseconds */
export function activitySentence(questions: readonly AskedQuestion[], now: number, format: Format): string {
  const [newest] = questions;
  if (newest === undefined) return 'No assistant has asked anything yet.';
  const week = questions.filter(({ askedAt }) => now - Date.parse(askedAt) < WEEK_MILLISECONDS);
  if (week.length === 0) return `${clientName(newest.client)} last asked ${format.age(newest.askedAt)}.`;
  const names = new Set(week.map(({ client }) => clientName(client)));
  const [name = ''] = names;
  const asked = `${names.size === 1 ? name : 'Assistants'} asked ${counted(week.length, format)} in the last 7 days`;
  const refused = week.filter(({ outcome }) => outcome === 'refused').length;
  return `${asked}. ${answeredWords(week.length, refused, format)}`;
}

function answeredWords(all: number, refused: number, format: Format): string {
  if (all === 1) return refused === 0 ? 'It was answered.' : 'It was not answered.';
  if (refused === 0) return 'All were answered.';
  if (refused === all) return 'None was answered.';
  return `${format.count(refused)} ${refused === 1 ? 'was' : 'were'} not answered.`;
}

const WEEK_MILLISECONDS = 7 * 24 * 60 * 60_000;

function counted(count: number, format: Format): string {
  return count === 1 ? 'one question' : `${format.count(count)} questions`;
}
