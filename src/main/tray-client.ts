import type { ClientStatus } from '../shared/app-status.ts';
import type { WayOn } from '../shared/ipc.ts';
import { action, line, type MenuItem, wrapped } from './menu-item.ts';

/** The submenu of an AI client: how its connection stands, and what can be done about it. */
export function clientItem({ id, name, state, message, file, canBeQuit }: ClientStatus): MenuItem {
  const connect = (label: string) => action(`${id}.connect`, label, ({ app }) => app.connect(id, false));
  const look = (label: string) => action(`${id}.look`, label, ({ openWindow }) => openWindow());
  const disconnect = action(`${id}.disconnect`, 'Disconnect', ({ app }) => app.disconnect(id));
  const submenu = (words: string, items: readonly MenuItem[]): MenuItem => ({
    kind: 'submenu',
    id,
    label: `${name}: ${words}`,
    enabled: true,
    items: [...messageLines(id, message, file), ...items],
  });
  const goOn = (label: string, how: WayOn) => action(`${id}.${how}`, label, ({ app }) => app.goOn(id, how));
  const quit = (label: string) => (canBeQuit ? [goOn(label, 'quit')] : []);
  const quitFirst = (label: string) => (canBeQuit ? quit(label) : howToQuit(id));
  switch (state) {
    case 'failing':
      return submenu('does not answer', [connect('Try again'), disconnect]);
    case 'connected':
      return submenu('trying the connection…', [disconnect]);
    case 'verified':
      return submenu('connected', [connect('Check and repair'), disconnect]);
    case 'needs_restart':
      return submenu('restart it to finish', [...quit('Quit it'), connect('Check and repair'), disconnect]);
    case 'waiting_for_quit':
      return submenu('quit it to connect', [
        ...quitFirst('Quit it and connect'),
        goOn('Connect without quitting it', 'write'),
        action(`${id}.disconnect`, 'Do not connect', ({ app }) => app.disconnect(id)),
      ]);
    case 'waiting_to_disconnect':
      return submenu('quit it to disconnect', [
        ...quitFirst('Quit it and disconnect'),
        goOn('Disconnect without quitting it', 'write'),
        connect('Stay connected'),
      ]);
    case 'moved':
      return submenu('needs repair', [connect('Repair'), disconnect]);
    case 'vanished':
      return submenu('its entry is gone', [
        connect('Repair'),
        action(`${id}.disconnect`, 'Leave it disconnected', ({ app }) => app.disconnect(id)),
      ]);
    case 'not_connected':
      return submenu('not connected', [connect('Connect')]);
    case 'working':
      return submenu('working…', []);
    case 'not_installed':
      return submenu('not found', [look('How to get it…')]);
    case 'foreign_entry':
      return submenu('another server has our name', [look('Decide in the window…')]);
    case 'unreadable':
      return submenu('file needs a look', [look('See what is wrong…')]);
  }
}

/** Where nobody but the user can quit a client: on Windows. */
function howToQuit(id: string): MenuItem[] {
  const words = 'Right-click its icon near the clock and choose Quit. Closing its window is not enough.';
  return wrapped(words).map((text, index) => line(`${id}.how-${index + 1}`, text));
}

/** What did not work, for a notification: there the words of an item stand without the submenu around them. */
export function failureTitle(
  { id, label }: MenuItem,
  clients: readonly Pick<ClientStatus, 'id' | 'name'>[],
): string {
  const what = `"${label.replace(/…?( \(.*\))?$/, '')}" did not work`;
  const client = clients.find((each) => id.startsWith(`${each.id}.`));
  return client === undefined ? what : `${client.name}: ${what}`;
}

/** A message as lines that fit a menu; the file goes by its name, because a path says nothing there. */
function messageLines(id: string, message: string | null, file: string | null): MenuItem[] {
  if (message === null) return [];
  const named = file === null ? message : message.replaceAll(file, file.split(/[\\/]/).at(-1) ?? file);
  return wrapped(named).map((text, index) => line(`${id}.message-${index + 1}`, text));
}
