import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNELS } from '../shared/channels.ts';
import type { ErrorInfo } from '../shared/errors.ts';
import type { EventName, Events, Reply } from '../shared/ipc.ts';
import type { Log } from '../shared/log.ts';
import { answerCall } from '../app/calls.ts';
import type { Handlers } from '../app/handlers.ts';
import { isOurPage } from './page-address.ts';
import type { AppWindow } from './window.ts';

const STRANGER: ErrorInfo = { code: 'not_permitted', message: 'Only the window of TP Tray may ask this.' };

/** Answers the calls of the window, and of nobody else. */
export function answerCalls(handlers: Handlers, window: AppWindow, log: Log): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, request: unknown): Promise<Reply<unknown>> => {
    if (isFromWindow(event, window)) return answerCall(handlers, name, request, log);
    log.warn('a call came from elsewhere than the window');
    return { ok: false, error: STRANGER };
  });
}

/** Sends an event to the window, when there is one. */
export function tellWindow<Name extends EventName>(
  window: AppWindow,
  name: Name,
  payload: Events[Name],
): void {
  window.current()?.webContents.send(EVENT_CHANNELS[name], payload);
}

function isFromWindow({ sender, senderFrame }: IpcMainInvokeEvent, window: AppWindow): boolean {
  const ours = window.current()?.webContents;
  return (
    sender === ours && senderFrame !== null && senderFrame === ours.mainFrame && isOurPage(senderFrame.url)
  );
}
