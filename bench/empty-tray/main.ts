/** The least that a tray app can be: what TP Tray is measured against. */
import { app, Tray } from 'electron';

app.once('ready', () => {
  const tray = new Tray(process.env['TRAY_ICON'] ?? '');
  // Held until the end; without a reference the icon goes with the next garbage collection.
  app.on('will-quit', () => tray.destroy());
});
