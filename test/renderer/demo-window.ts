import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, type TestContext } from 'vitest';
import { createJournal } from '../../src/activity/journal.ts';
import { createApp } from '../../src/app/app.ts';
import { dispatch } from '../../src/app/calls.ts';
import { createHandlers } from '../../src/app/handlers.ts';
import { createServices } from '../../src/services.ts';
import { toErrorInfo } from '../../src/shared/errors.ts';
import type { Log } from '../../src/shared/log.ts';
import { DEFAULT_PREFERENCES, type Preferences } from '../../src/shared/preferences.ts';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { isChromiumHere, WindowLab, type OpenOptions, type WindowUnderTest } from './window-lab.ts';

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** The app over the demo athlete, without a desktop: everything behind the window is real. */
export async function startDemoApp() {
  let preferences: Preferences = DEFAULT_PREFERENCES;
  const app = createApp({
    openServices: () => createServices({ variables: {}, log: SILENT, demo: true }),
    connections: {
      list: () => Promise.resolve([]),
      connect: () => Promise.resolve(),
      goOn: () => Promise.resolve(),
      disconnect: () => Promise.resolve(),
      watch: () => () => undefined,
    },
    desktop: {
      signIn: () => Promise.resolve({ outcome: 'closed' }),
      copiedText: () => Promise.resolve(''),
      abilities: { signIn: 'window', opensFolders: true },
      notify: () => undefined,
      startAtLogin: { read: () => null, write: () => undefined },
    },
    preferences: {
      read: () => preferences,
      write: (changed) => {
        preferences = changed;
      },
    },
    log: SILENT,
    version: '1.2.3',
  });
  await app.showDemo(true);
  const folder = await mkdtemp(join(tmpdir(), 'tp-tray-demo-'));
  const journal = createJournal(folder, { log: SILENT });
  const exported: { name: string; text: string }[] = [];
  const listeners = new Set<(name: string, payload: unknown) => void>();
  const handlers = createHandlers(app, {
    signIn: () => Promise.resolve(),
    openFolder: () => Promise.resolve(),
    showFile: () => Promise.resolve(),
    openInBrowser: () => Promise.resolve(),
    tell: (name, payload) => {
      for (const listen of listeners) listen(name, payload);
    },
    mcpAccess: () => null,
    journal,
    copyText: () => Promise.resolve(),
    exportFile: (file) => {
      exported.push({ name: file.name, text: [...file.lines].join('') });
      return Promise.resolve({ savedAs: `/home/vera/${file.name}` });
    },
    logsFolder: join(folder, 'logs'),
    dataFolder: folder,
  });
  app.onChange((status) => {
    for (const listen of listeners) listen('app.status', status);
  });
  return {
    app,
    journal,
    /** What was exported, the last at the end. */
    exported,
    /** Answers a call of the window as the main process does. */
    answer: async (name: unknown, request: unknown) => {
      try {
        return { ok: true as const, value: await dispatch(handlers, name, request) };
      } catch (error) {
        return { ok: false as const, error: toErrorInfo(error) };
      }
    },
    onEvent: (listen: (name: string, payload: unknown) => void) => void listeners.add(listen),
    close: async () => {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}

export type DemoApp = Awaited<ReturnType<typeof startDemoApp>>;

/**
 * The built window in Chromium over the demo athlete: `open(context, '#/load')` shows a page. No test passes whose
 * page had an error, met the content policy or asked for anything outside itself.
 */
export function demoWindow() {
  let lab: WindowLab | undefined;
  let demo: DemoApp | undefined;
  const opened: WindowUnderTest[] = [];

  beforeAll(async () => {
    if (!isChromiumHere()) return;
    [lab, demo] = await Promise.all([WindowLab.start(), startDemoApp()]);
  }, 60_000);
  afterEach(async () => {
    const complaints = opened.flatMap((window) => window.complaints);
    await Promise.all(opened.splice(0).map((window) => window.close()));
    expect(complaints).toEqual([]);
  });
  afterAll(async () => {
    await lab?.close();
    await demo?.close();
  });

  return {
    app: (): DemoApp => {
      if (demo === undefined) throw new Error('The demo was not started.');
      return demo;
    },
    open: async (context: TestContext, path: string, options: OpenOptions = {}): Promise<WindowUnderTest> => {
      needsDebianPackages(context, ['chromium']);
      if (lab === undefined || demo === undefined)
        throw new Error('Chromium is here, yet nothing was built.');
      const { answer, onEvent, app } = demo;
      const { textScale, ...contextOptions } = options;
      const window = await lab.prepare(
        app.status(),
        { viewport: { width: 1180, height: 800 }, ...contextOptions },
        (prepared) => prepared.answersFrom(answer),
        path,
      );
      opened.push(window);
      onEvent((name, payload) => {
        // It may be closed meanwhile.
        window.sends(name, payload).catch(() => undefined);
      });
      await window.firstScreen();
      if (textScale !== undefined) await window.enlargeText(textScale);
      return window;
    },
  };
}
