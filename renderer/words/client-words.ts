import type { ClientId, ClientStatus } from '../../src/shared/app-status.ts';
import type { System } from '../system.ts';
import type { Words } from './words.ts';

export type ClientChoice =
  | 'connect'
  | 'connect_anyway'
  | 'quit'
  | 'connect_running'
  | 'disconnect_running'
  | 'stop_waiting'
  | 'stay_connected'
  | 'stay_disconnected'
  | 'repair'
  | 'replace'
  | 'disconnect'
  | 'open_client'
  | 'open_file'
  | 'download'
  | 'check';

export const CLIENT_LABELS: Readonly<Record<ClientChoice, string>> = {
  connect: 'Connect',
  connect_anyway: 'Connect anyway',
  quit: 'Quit it for me',
  connect_running: 'Connect without quitting',
  disconnect_running: 'Disconnect without quitting',
  stop_waiting: 'Do not connect',
  stay_connected: 'Stay connected',
  stay_disconnected: 'Leave it disconnected',
  repair: 'Repair',
  replace: 'Replace it',
  disconnect: 'Disconnect',
  open_client: 'Open Claude',
  open_file: 'Open the file',
  download: 'Get Claude Desktop',
  check: 'Look again',
};

const HOW_TO_QUIT: Readonly<Record<System, string>> = {
  macos: 'In Claude press ⌘Q',
  windows: 'Right-click Claude’s icon near the clock and choose Quit',
  linux: 'Choose Quit in Claude’s tray or File menu',
};
const NOT_ENOUGH = 'Closing the window is not enough.';

const RELOAD: Readonly<Record<Exclude<ClientId, 'claude-desktop'>, string>> = {
  'claude-code': 'Start a new session of Claude Code.',
  cursor: 'Quit Cursor and open it again.',
  vscode: 'Run “Developer: Reload Window” in VS Code.',
};

/** What the window says about one AI client. */
export function clientWords(client: ClientStatus, system: System): Words<ClientChoice> {
  const { name, message } = client;
  switch (client.state) {
    case 'not_installed':
      return {
        tone: 'now',
        title: `Connect ${name}`,
        text: `${message ?? `${name} was not found on this computer.`} Install it and open it once, then look again; or connect it now and install it later.`,
        choices:
          client.id === 'claude-desktop'
            ? ['download', 'connect_anyway', 'check']
            : ['connect_anyway', 'check'],
      };
    case 'not_connected':
      return {
        tone: message === null ? 'now' : 'attention',
        title: `Connect ${name}`,
        text:
          message ??
          `Adds one entry, \`trainingpeaks\`, to the file below. ${whatStays(client)}; a copy of the file is kept.`,
        choices: ['connect'],
      };
    case 'working':
      return {
        tone: 'working',
        title: `Connecting ${name}`,
        text: message ?? `Trying it the way ${name} starts it…`,
        choices: [],
      };
    case 'connected':
      return {
        tone: 'working',
        title: `Trying the connection of ${name}`,
        text: `The entry \`trainingpeaks\` is in \`${fileName(client)}\`. It is started the way ${name} starts it…`,
        choices: ['disconnect'],
      };
    case 'failing':
      return {
        tone: 'attention',
        title: `${name} would get no answer`,
        text: `The entry is written, but what it starts does not answer. ${message ?? ''}`.trim(),
        choices: ['repair', 'disconnect'],
      };
    case 'verified':
      return {
        tone: 'done',
        title: `${name} is connected`,
        text: `Tried the way ${name} starts it, and it answered. ${message ?? ''}`.trim(),
        choices: client.id === 'claude-desktop' ? ['open_client', 'disconnect'] : ['disconnect'],
      };
    case 'needs_restart':
      return {
        tone: 'attention',
        title: `Start ${name} again`,
        text: `The connection works; ${name} reads it only when it starts. ${client.id === 'claude-desktop' ? `${HOW_TO_QUIT[system]}, then open Claude again. ${NOT_ENOUGH}` : RELOAD[client.id]}`,
        choices: client.canBeQuit ? ['quit', 'check', 'disconnect'] : ['check', 'disconnect'],
      };
    case 'waiting_for_quit':
      return {
        tone: 'attention',
        title: `Quit ${name}, and it is connected`,
        text: waitingText(client, system),
        choices: [client.canBeQuit ? 'quit' : 'check', 'connect_running', 'stop_waiting'],
      };
    case 'waiting_to_disconnect':
      return {
        tone: 'attention',
        title: `Quit ${name}, and it is disconnected`,
        text: waitingText(client, system),
        choices: [client.canBeQuit ? 'quit' : 'check', 'disconnect_running', 'stay_connected'],
      };
    case 'moved':
      return {
        tone: 'attention',
        title: `The connection of ${name} needs repair`,
        text:
          message ??
          'TP Tray was moved or updated since it was connected. Repair writes its new place into the file.',
        choices: ['repair', 'disconnect'],
      };
    case 'vanished':
      return {
        tone: 'attention',
        title: `${name} is no longer connected`,
        text:
          message ??
          `The entry \`trainingpeaks\` was removed from \`${fileName(client)}\`, by ${name} itself or by somebody else. Repair writes it again.`,
        choices: ['repair', 'stay_disconnected'],
      };
    case 'foreign_entry':
      return {
        tone: 'attention',
        title: `Another server is called trainingpeaks`,
        text:
          message ??
          `The file below has an entry of that name which TP Tray did not write. Replacing it keeps a copy of the file.`,
        choices: ['replace', 'open_file'],
      };
    case 'unreadable':
      return {
        tone: 'attention',
        title: `${fileName(client)} cannot be used`,
        text: message ?? 'The file cannot be read, so nothing was changed. Mend it, then look again.',
        choices: ['open_file', 'check'],
      };
  }
}

function waitingText({ name, message }: ClientStatus, system: System): string {
  const reason = message ?? `${name} is running. While it runs, it would undo the change to its file.`;
  return `${reason} ${HOW_TO_QUIT[system]}; TP Tray then goes on by itself. ${NOT_ENOUGH}`;
}

const COUNTS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

function whatStays({ otherServers }: ClientStatus): string {
  switch (otherServers) {
    case null:
      return 'Your other entries stay as they are';
    case 0:
      return 'Everything else in it stays as it is';
    case 1:
      return 'Your other server stays as it is';
    default:
      return `Your ${COUNTS[otherServers] ?? otherServers} other servers stay as they are`;
  }
}

/** The last part of the path, as people call the file. */
function fileName({ file, name }: ClientStatus): string {
  return file?.split(/[\\/]/).at(-1) ?? `${name}’s configuration`;
}
