import type { App } from '../app/app.ts';

/** What an item of the menu may do. The menu itself knows no Electron. */
export interface MenuTarget {
  readonly app: Pick<
    App,
    'startSync' | 'pauseSync' | 'check' | 'connect' | 'goOn' | 'disconnect' | 'setStartAtLogin' | 'showDemo'
  >;
  readonly openWindow: () => void;
  readonly signIn: () => Promise<void>;
  readonly openLogs: () => Promise<void>;
  readonly update: () => Promise<void>;
  readonly showAbout: () => void;
  readonly quit: () => void;
}

export interface MenuItem {
  readonly kind: 'line' | 'action' | 'checkbox' | 'submenu';
  /** Stable name, unique in the whole menu. */
  readonly id: string;
  readonly label: string;
  readonly enabled: boolean;
  readonly checked?: boolean;
  readonly accelerator?: string;
  readonly items?: readonly MenuEntry[];
  /** May answer with a promise, whose failure the caller tells the user. */
  readonly act?: (target: MenuTarget) => unknown;
}

export type MenuEntry = MenuItem | { readonly kind: 'separator' };

/** Words that do nothing. */
export function line(id: string, label: string): MenuItem {
  return { kind: 'line', id, label, enabled: false };
}

export function action(
  id: string,
  label: string,
  act: (target: MenuTarget) => unknown,
  options: { enabled?: boolean; accelerator?: string } = {},
): MenuItem {
  return { kind: 'action', id, label, act, enabled: true, ...options };
}

const LONGEST_LABEL = 72;

/** A text that a menu can show, cut at its end. */
export function shortened(text: string): string {
  return text.length <= LONGEST_LABEL ? text : `${text.slice(0, LONGEST_LABEL - 1).trimEnd()}…`;
}

/** The words of a text on lines of at most `LONGEST_LABEL` characters. */
export function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    if (last === undefined || longer.length > LONGEST_LABEL) lines.push(shortened(word));
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
