import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { PreloadConfigFactory } from 'electron-vite';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import electronVite from '../../electron.vite.config.ts';
import { CALL_CHANNEL, EVENT_CHANNELS } from '../../src/shared/channels.ts';
import type { AppStatus } from '../../src/shared/app-status.ts';
import type { Bridge } from '../../src/shared/ipc.ts';
import { READY } from './statuses.ts';

type Listener = (event: unknown, payload: unknown) => void;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tp-tray-preload-'));
  const inline = { mode: 'production', logLevel: 'error' } as const;
  const config = await new PreloadConfigFactory(electronVite.preload ?? {}, inline, {
    outDir: folder,
  }).build();
  await build({
    ...config,
    configFile: false,
    build: { ...config.build, outDir: folder, emptyOutDir: true },
  });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs the built script as a sandboxed renderer does: no Node, and `require` of electron alone. */
async function start() {
  const invoked: unknown[][] = [];
  const listeners = new Map<string, Listener>();
  const exposed = new Map<string, Bridge>();
  const electron = {
    contextBridge: { exposeInMainWorld: (name: string, bridge: Bridge) => exposed.set(name, bridge) },
    ipcRenderer: {
      invoke: (...sent: unknown[]) => {
        invoked.push(sent);
        return Promise.resolve({ ok: true, value: READY });
      },
      on: (channel: string, listener: Listener) => listeners.set(channel, listener),
      removeListener: (channel: string, listener: Listener): unknown => {
        if (listeners.get(channel) === listener) listeners.delete(channel);
        return electron.ipcRenderer;
      },
    },
  };
  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`The sandbox has no ${name}.`);
    return electron;
  };
  runInNewContext(await readFile(join(folder, 'index.cjs'), 'utf8'), { require, exports: {}, module: {} });
  const bridge = exposed.get('tpTray');
  if (!bridge) throw new Error('Nothing was put on the window.');
  return { bridge, invoked, listeners, names: [...exposed.keys()] };
}

describe('the preload script', () => {
  it('is one file', async () => {
    const scripts = (await readdir(folder)).filter((name) => name !== 'licenses.json');
    expect(scripts).toEqual(['index.cjs']);
  });

  it('puts two functions on the window and nothing else', async () => {
    const { bridge, names } = await start();
    expect(names).toEqual(['tpTray']);
    expect(Object.keys(bridge).sort()).toEqual(['call', 'on']);
  });

  it('sends each call through the one channel, with its name and request', async () => {
    const { bridge, invoked } = await start();
    expect(await bridge.call('demo.show', { enabled: true })).toEqual({ ok: true, value: READY });
    await bridge.call('app.status');
    expect(invoked).toEqual([
      [CALL_CHANNEL, 'demo.show', { enabled: true }],
      [CALL_CHANNEL, 'app.status', undefined],
    ]);
  });

  it('hands on the payload of an event without the event, until it is told to stop', async () => {
    const { bridge, listeners } = await start();
    const heard: AppStatus[][] = [];
    const stop: () => unknown = bridge.on('app.status', (...payload) => heard.push(payload));
    const channel = EVENT_CHANNELS['app.status'];
    listeners.get(channel)?.({ sender: 'ipcRenderer' }, READY);
    expect(heard).toEqual([[READY]]);
    expect(stop()).toBeUndefined();
    expect(listeners.size).toBe(0);
  });
});
