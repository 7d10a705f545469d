import { app } from 'electron';
import type { AppStatus } from '../shared/app-status.ts';
import type { MenuEntry, MenuItem } from './menu-item.ts';
import { trayState, trayTooltip, type TrayState } from './tray-look.ts';
import { findItem, trayMenu } from './tray-menu.ts';

/** What an end-to-end test sees of the tray. */
export interface TestHook {
  status(): AppStatus;
  menu(): readonly MenuEntry[];
  trayState(): TrayState;
  tooltip(): string;
  /** Invokes an enabled item of the menu, as a click does; false when there is none with this id. */
  invoke(id: string): boolean;
}

declare global {
  var tpTrayTest: TestHook | undefined;
}

/**
 * Electron has no way to read a tray's menu back or to click in it, so the end-to-end tests get the menu as data and
 * its items by id. Never in a packaged app, and only when asked for.
 */
export function exposeForTests(
  variables: NodeJS.ProcessEnv,
  { status, activate }: { status: () => AppStatus; activate: (item: MenuItem) => void },
): void {
  if (app.isPackaged || variables['TP_TRAY_TEST'] !== '1') return;
  globalThis.tpTrayTest = {
    status,
    menu: () => trayMenu(status(), Date.now()),
    trayState: () => trayState(status()),
    tooltip: () => trayTooltip(status(), Date.now()),
    invoke(id) {
      const item = findItem(trayMenu(status(), Date.now()), id);
      if (item?.enabled !== true || item.act === undefined) return false;
      activate(item);
      return true;
    },
  };
}
