import { app, dialog } from 'electron';

/**
 * Tells the user why TP Tray cannot run, and ends it with exit code 1. Waits until there can be a dialog: before that
 * Electron prints the words to a terminal which nobody sees.
 */
export function stopWith(title: string, text: string): void {
  void app.whenReady().then(() => {
    dialog.showErrorBox(title, text);
    app.exit(1);
  });
}
