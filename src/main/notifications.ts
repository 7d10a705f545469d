import { Notification } from 'electron';

/** Shows notifications of the system; a click on one opens the window. */
export function createNotifier(openWindow: () => void): (title: string, body: string) => void {
  // One that nobody holds may be collected before it is clicked.
  const shown = new Set<Notification>();
  return (title, body) => {
    if (!Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    const forget = () => shown.delete(notification);
    notification.on('click', () => {
      forget();
      openWindow();
    });
    notification.on('close', forget);
    notification.on('failed', forget);
    shown.add(notification);
    notification.show();
  };
}
