import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import { CALL_CHANNEL, EVENT_CHANNELS } from '../shared/channels.ts';
import type { Bridge } from '../shared/ipc.ts';

/** Requests and payloads alone cross: neither Electron's event objects nor `ipcRenderer` reach the page. */
const bridge: Bridge = {
  call: (name, ...[request]) => ipcRenderer.invoke(CALL_CHANNEL, name, request),
  on: (name, listener) => {
    const channel = EVENT_CHANNELS[name];
    const forward = (_event: IpcRendererEvent, payload: Parameters<typeof listener>[0]) => listener(payload);
    ipcRenderer.on(channel, forward);
    return () => {
      // Nothing is returned: `removeListener` answers with `ipcRenderer` itself.
      ipcRenderer.removeListener(channel, forward);
    };
  },
};

contextBridge.exposeInMainWorld('tpTray', bridge);
