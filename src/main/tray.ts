import { Menu, nativeImage, nativeTheme, Tray, type MenuItemConstructorOptions } from 'electron';
import { join } from 'node:path';
import type { AppStatus } from '../shared/app-status.ts';
import { isBarDark, trayIconFile, trayState, trayTooltip } from './tray-look.ts';
import type { UpdateState } from './updates.ts';
import type { MenuEntry, MenuItem } from './menu-item.ts';
import { trayMenu } from './tray-menu.ts';

export interface TrayIcon {
  update(status: AppStatus): void;
  destroy(): void;
}

/** "2 minutes ago" grows old by itself. */
const REFRESH_MILLISECONDS = 60_000;

/**
 * The icon in the tray. It is rebuilt when something on it changed and left alone otherwise, because every change
 * travels to another program.
 */
export function createTray({
  iconFolder,
  activate,
  openWindow,
  initial,
  updateState,
}: {
  iconFolder: string;
  /** Does what an item of the menu is for. */
  activate: (item: MenuItem) => void;
  openWindow: () => void;
  initial: AppStatus;
  /** Null where the app does not update itself. */
  updateState: () => UpdateState | null;
}): TrayIcon {
  let status = initial;
  let shown = { icon: iconFile(status), tooltip: '', menu: '' };
  const tray = new Tray(image(iconFolder, shown.icon));

  const draw = () => {
    const now = Date.now();
    const menu = trayMenu(status, now, updateState());
    const next = { icon: iconFile(status), tooltip: trayTooltip(status, now), menu: JSON.stringify(menu) };
    if (next.icon !== shown.icon) tray.setImage(image(iconFolder, next.icon));
    if (next.tooltip !== shown.tooltip) tray.setToolTip(next.tooltip);
    if (next.menu !== shown.menu) tray.setContextMenu(Menu.buildFromTemplate(template(menu, activate)));
    shown = next;
  };
  draw();

  const timer = setInterval(draw, REFRESH_MILLISECONDS);
  nativeTheme.on('updated', draw);
  // A click opens the menu on macOS; elsewhere it is the way to the window, where the desktop passes it on.
  if (process.platform !== 'darwin') tray.on('click', openWindow);

  return {
    update(next) {
      status = next;
      draw();
    },
    destroy() {
      clearInterval(timer);
      nativeTheme.off('updated', draw);
      tray.destroy();
    },
  };
}

function iconFile(status: AppStatus): string {
  const { platform, env } = process;
  const darkBar = isBarDark(platform, env['XDG_CURRENT_DESKTOP'], nativeTheme.shouldUseDarkColors);
  return trayIconFile(trayState(status), platform, darkBar);
}

function image(folder: string, name: string) {
  return nativeImage.createFromPath(join(folder, name));
}

function template(
  menu: readonly MenuEntry[],
  activate: (item: MenuItem) => void,
): MenuItemConstructorOptions[] {
  return menu.map((entry) => {
    if (entry.kind === 'separator') return { type: 'separator' };
    const { id, label, enabled, accelerator } = entry;
    const item: MenuItemConstructorOptions = {
      id,
      // A single ampersand would underline the letter after it.
      label: label.replaceAll('&', '&&'),
      enabled,
      click: () => activate(entry),
      // Elsewhere a tray menu shows shortcuts and never hears them.
      ...(accelerator === undefined || process.platform !== 'darwin'
        ? {}
        : { accelerator, registerAccelerator: false }),
    };
    switch (entry.kind) {
      case 'submenu':
        return { ...item, type: 'submenu', submenu: template(entry.items ?? [], activate) };
      case 'checkbox':
        return { ...item, type: 'checkbox', checked: entry.checked ?? false };
      case 'line':
      case 'action':
        return item;
    }
  });
}
