import type { Journal, ObserveQuestion } from '../shared/activity.ts';
import type { App } from './app.ts';

/** Has noted what assistants ask of the user's account. Of the demo athlete nothing is kept. */
export function noteQuestions(app: Pick<App, 'status'>, journal: Pick<Journal, 'add'>): ObserveQuestion {
  return (question) => {
    if (!app.status().demo) journal.add(question);
  };
}
