import type { AppStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import type { Format } from '../format.ts';
import { useSignIn } from '../sign-in.ts';
import { useActions, type Task } from '../use-action.ts';
import { SESSION_LABELS, sessionWords, type SessionChoice } from '../words/session-words.ts';
import { Choices } from './Choices.tsx';
import { Item } from './Item.tsx';

interface SessionItemProps {
  readonly session: AppStatus['session'];
  readonly format: Format;
  readonly number?: number;
  /** What is wrong with the session stands over the page already. */
  readonly isTold?: boolean;
}

/** Signing in to TrainingPeaks, and how the session stands. */
export function SessionItem({ session, format, number, isTold = false }: SessionItemProps) {
  const actions = useActions();
  const { way, begin } = useSignIn();
  const words = sessionWords(session, format, { way, isTold });
  const tasks: Readonly<Record<SessionChoice, Task>> = {
    sign_in: begin,
    sign_in_again: begin,
    try_again: begin,
    show_window: begin,
    sign_out: () => call('session.signOut'),
    check: () => call('app.check'),
  };
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
          onChoose={(choice) => actions.run(tasks[choice])}
        />
      }
    />
  );
}
