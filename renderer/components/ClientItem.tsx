import type { ClientStatus } from '../../src/shared/app-status.ts';
import { call } from '../api.ts';
import { currentSystem } from '../system.ts';
import { useActions, type Task } from '../use-action.ts';
import { CLIENT_LABELS, clientWords, type ClientChoice } from '../words/client-words.ts';
import { Choices } from './Choices.tsx';
import { FilePath } from './FilePath.tsx';
import { Item } from './Item.tsx';

const FILE_MATTERS: readonly ClientStatus['state'][] = ['not_connected', 'foreign_entry', 'unreadable'];

interface ClientItemProps {
  readonly client: ClientStatus;
  readonly number?: number;
  readonly leads?: boolean;
}

/** One AI client on this computer: connect, repair, disconnect. */
export function ClientItem({ client, number, leads = true }: ClientItemProps) {
  const actions = useActions();
  const words = clientWords(client, currentSystem());
  const tasks = tasksFor(client);
  const file = fileToName(client, words.text);
  return (
    <Item
      {...words}
      number={number ?? null}
      actions={actions}
      buttons={
        <Choices
          words={words}
          labels={CLIENT_LABELS}
          subject={client.name}
          leads={leads}
          onChoose={(choice) => actions.run(tasks[choice])}
        />
      }
    >
      {file !== null && <FilePath path={file} />}
    </Item>
  );
}

/** The file where it matters, unless the text names it already. */
function fileToName({ state, file }: ClientStatus, text: string): string | null {
  return FILE_MATTERS.includes(state) && file !== null && !text.includes(file) ? file : null;
}

function tasksFor({ id }: ClientStatus): Readonly<Record<ClientChoice, Task>> {
  const connect: Task = () => call('client.connect', { id, insist: false });
  const insist: Task = () => call('client.connect', { id, insist: true });
  const disconnect: Task = () => call('client.disconnect', { id });
  const write: Task = () => call('client.goOn', { id, how: 'write' });
  return {
    connect,
    connect_anyway: insist,
    quit: () => call('client.goOn', { id, how: 'quit' }),
    connect_running: write,
    disconnect_running: write,
    stop_waiting: disconnect,
    stay_connected: connect,
    stay_disconnected: disconnect,
    repair: connect,
    replace: insist,
    disconnect,
    open_client: () => call('open.page', { page: 'claude' }),
    open_file: () => call('open.clientFile', { id }),
    download: () => call('open.page', { page: 'claude-download' }),
    check: () => call('app.check'),
  };
}
