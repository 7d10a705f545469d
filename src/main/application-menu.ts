import { Menu } from 'electron';

/** macOS takes copy and paste, and Command-Q, from the application menu; elsewhere the windows have none. */
export function setApplicationMenu(): void {
  Menu.setApplicationMenu(
    process.platform === 'darwin'
      ? Menu.buildFromTemplate([{ role: 'appMenu' }, { role: 'editMenu' }, { role: 'windowMenu' }])
      : null,
  );
}
