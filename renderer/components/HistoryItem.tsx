import type { ReactNode } from 'react';
import type { SyncStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import { useActions, type Task } from '../use-action.ts';
import { HISTORY_LABELS, type HistoryChoice } from '../words/history-words.ts';
import type { Words } from '../words/words.ts';
import { Choices } from './Choices.tsx';
import { HistoryProgress } from './HistoryProgress.tsx';
import { Item } from './Item.tsx';

const start: Task = () => call('sync.start');

const TASKS: Readonly<Record<HistoryChoice, Task>> = {
  continue: start,
  try_again: start,
  sync_now: start,
  pause: () => call('sync.pause'),
};

interface HistoryItemProps {
  readonly words: Words<HistoryChoice>;
  readonly sync: SyncStatus;
  readonly number?: number;
  readonly leads?: boolean;
  readonly children?: ReactNode;
}

/** The history on this computer: its first load, and every sync after it. */
export function HistoryItem({ words, sync, number, leads = true, children }: HistoryItemProps) {
  const actions = useActions();
  return (
    <Item
      {...words}
      number={number ?? null}
      actions={actions}
      bar={<HistoryProgress sync={sync} />}
      buttons={
        <Choices
          words={words}
          labels={HISTORY_LABELS}
          subject="history"
          leads={leads}
          onChoose={(choice) => actions.run(TASKS[choice])}
        />
      }
    >
      {children}
    </Item>
  );
}
