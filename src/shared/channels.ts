import type { EventName } from './ipc.ts';

/** The one channel of all calls: `invoke(CALL_CHANNEL, name, request)` answers with a `Reply`. */
export const CALL_CHANNEL = 'tp-tray:call';

/** One channel for each event; its only argument is the payload. */
export const EVENT_CHANNELS: Readonly<Record<EventName, string>> = {
  'app.status': 'tp-tray:event:app.status',
  'ask.progress': 'tp-tray:event:ask.progress',
};
