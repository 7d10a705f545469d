import type { AppStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import type { Format } from '../format.ts';
import { useActions, type Task } from '../use-action.ts';
import { SESSION_LABELS, sessionWords, type SessionChoice } from '../words/session-words.ts';
import { Choices } from './Choices.tsx';
import { Item } from './Item.tsx';

const signIn: Task = () => call('session.signIn');

const TASKS: Readonly<Record<SessionChoice, Task>> = {
  sign_in: signIn,
  sign_in_again: signIn,
  try_again: signIn,
  show_window: signIn,
  sign_out: () => call('session.signOut'),
  check: () => call('app.check'),
};

interface SessionItemProps {
  readonly session: AppStatus['session'];
  readonly format: Format;
  readonly number?: number;
}

/** Signing in to TrainingPeaks, and how the session stands. */
export function SessionItem({ session, format, number }: SessionItemProps) {
  const actions = useActions();
  const words = sessionWords(session, format);
  return (
    <Item
      {...words}
      number={number ?? null}
      actions={actions}
      buttons={
        <Choices
          words={words}
          labels={SESSION_LABELS}
          subject="TrainingPeaks"
          onChoose={(choice) => actions.run(TASKS[choice])}
        />
      }
    />
  );
}
