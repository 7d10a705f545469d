import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { AppStatus } from '../shared/app-status.ts';
import { CALL_CHANNEL, EVENT_CHANNELS } from '../shared/channels.ts';
import { AppError, toErrorInfo } from '../shared/errors.ts';
import type { Reply } from '../shared/ipc.ts';
import type { Log } from '../shared/log.ts';
import { dispatch } from './calls.ts';
import type { Handlers } from './handlers.ts';
import { isOurPage } from './page-address.ts';
import type { AppWindow } from './window.ts';

/** Answers the calls of the window, and of nobody else. */
export function answerCalls(handlers: Handlers, window: AppWindow, log: Log): void {
  ipcMain.handle(CALL_CHANNEL, async (event, name: unknown, request: unknown): Promise<Reply<unknown>> => {
    try {
      if (!isFromWindow(event, window))
        throw new AppError('not_permitted', 'Only the window of TP Tray may ask this.');
      return { ok: true, value: await dispatch(handlers, name, request) };
    } catch (error) {
      const info = toErrorInfo(error);
      const known = typeof name === 'string' && name in handlers ? name : 'that does not exist';
      if (info.code !== 'cancelled') log.error(`the window's call ${known} failed`, error);
      return { ok: false, error: info };
    }
  });
}

/** Sends the status to the window, when there is one. */
export function tellStatus(window: AppWindow, status: AppStatus): void {
  window.current()?.webContents.send(EVENT_CHANNELS['app.status'], status);
}

function isFromWindow({ sender, senderFrame }: IpcMainInvokeEvent, window: AppWindow): boolean {
  const ours = window.current()?.webContents;
  return (
    sender === ours && senderFrame !== null && senderFrame === ours.mainFrame && isOurPage(senderFrame.url)
  );
}
