import { expect, test } from 'vitest';
import { answerCall, dispatch } from '../../src/app/calls.ts';
import type { Handlers } from '../../src/app/handlers.ts';
import { createHandlers } from '../../src/app/handlers.ts';
import { AppError } from '../../src/shared/errors.ts';
import { createLineLog } from '../../src/shared/line-log.ts';
import { createMemoryJournal } from '../support/memory-journal.ts';
import { client, statusWith } from '../main/status.ts';

/** Handlers over an app that writes down what it is asked. */
function setUp() {
  const asked: string[] = [];
  const status = statusWith({
    clients: [client('connected'), { ...client('not_installed'), id: 'cursor', file: null }],
  });
  const note = (words: string) => {
    asked.push(words);
    return Promise.resolve(status);
  };
  const app: Parameters<typeof createHandlers>[0] = {
    status: () => status,
    services: () => {
      throw new Error('No view is asked here.');
    },
    check: () => note('check'),
    useCopiedCookie: () => note('use copied cookie'),
    usePastedCookie: (text) => note(`use pasted ${text}`),
    signOut: () => note('sign out'),
    startSync: () => note('start sync'),
    pauseSync: () => note('pause sync'),
    connect: (id, replace) => note(`connect ${id} ${String(replace)}`),
    goOn: (id, how) => note(`go on ${id} ${how}`),
    disconnect: (id) => note(`disconnect ${id}`),
    setStartAtLogin: (enabled) => note(`start at login ${String(enabled)}`),
    changePreferences: (change) => note(`prefer ${JSON.stringify(change)}`),
    showDemo: (enabled) => note(`demo ${String(enabled)}`),
    startAnew: () => note('start anew').then(() => undefined),
  };
  const handlers: Handlers = createHandlers(app, {
    signIn: () => note('sign in').then(() => undefined),
    openFolder: (path) => note(`open ${path}`).then(() => undefined),
    showFile: (path) => note(`show ${path}`).then(() => undefined),
    openInBrowser: (url) => note(`browse ${url}`).then(() => undefined),
    tell: () => undefined,
    mcpAccess: () => null,
    journal: createMemoryJournal(),
    exportFile: () => Promise.resolve(null),
    copyText: (text) => note(`copy ${text}`).then(() => undefined),
    logsFolder: '/data/logs',
    dataFolder: '/data',
  });
  return {
    asked,
    status,
    handlers,
    call: (name: unknown, request?: unknown) => dispatch(handlers, name, request),
  };
}

test.each<[string, unknown, string]>([
  ['app.check', undefined, 'check'],
  ['session.signIn', undefined, 'sign in'],
  ['session.useCopiedCookie', undefined, 'use copied cookie'],
  ['session.usePastedCookie', { text: 'V001' }, 'use pasted V001'],
  ['session.signOut', undefined, 'sign out'],
  ['sync.start', undefined, 'start sync'],
  ['sync.pause', undefined, 'pause sync'],
  ['client.connect', { id: 'cursor', insist: true }, 'connect cursor true'],
  ['client.goOn', { id: 'claude-desktop', how: 'quit' }, 'go on claude-desktop quit'],
  ['client.disconnect', { id: 'vscode' }, 'disconnect vscode'],
  ['settings.startAtLogin', { enabled: true }, 'start at login true'],
  ['preferences.change', { theme: 'dark' }, 'prefer {"theme":"dark"}'],
  ['demo.show', { enabled: false }, 'demo false'],
  ['diagnostics.copy', undefined, 'copy '],
  ['open.logs', undefined, 'open /data/logs'],
  ['open.dataFolder', undefined, 'open /data'],
  ['open.clientFile', { id: 'claude-desktop' }, 'show /home/vera/claude.json'],
  ['open.page', { page: 'trainingpeaks' }, 'browse https://app.trainingpeaks.com/'],
  ['open.page', { page: 'claude-download' }, 'browse https://claude.ai/download'],
  ['open.page', { page: 'claude' }, 'browse claude://claude.ai/new'],
])('%s does one thing', async (name, request, work) => {
  const { asked, call } = setUp();
  await call(name, request);
  expect(asked).toEqual([work]);
});

test('the status is answered as it is', async () => {
  const { status, call } = setUp();
  expect(await call('app.status')).toBe(status);
});

test.each<[unknown, unknown]>([
  ['app.unknown', undefined],
  ['constructor', undefined],
  ['__proto__', undefined],
  [undefined, undefined],
  [{ name: 'app.status' }, undefined],
  ['app.status', {}],
  ['client.connect', undefined],
  ['client.connect', { id: 'claude-desktop' }],
  ['client.connect', { id: '../../etc', insist: false }],
  ['client.connect', { id: 'cursor', insist: false, command: '/bin/sh' }],
  ['client.goOn', { id: 'cursor', how: 'kill' }],
  ['open.page', { page: 'https://evil.test/' }],
  ['open.clientFile', { id: 'claude-desktop', path: '/etc/passwd' }],
  ['settings.startAtLogin', { enabled: 'yes' }],
  ['activity.list', { knownRevision: 0 }],
  ['data.export', { table: '../../etc/passwd' }],
  ['data.export', { table: 'workouts', path: '/etc/passwd' }],
  ['data.removeEverything', { folder: '/' }],
  ['diagnostics.copy', { text: 'Production_tpAuth=V001' }],
])('%j with %j is refused, and nothing is done', async (name, request) => {
  const { asked, call } = setUp();
  await expect(call(name, request)).rejects.toMatchObject({ code: 'bad_input' });
  expect(asked).toEqual([]);
});

test('an ordinary state that keeps a page from its numbers is no error in the log', async () => {
  const loading = new AppError('still_loading', 'Your history is still being loaded.');
  const handlers = { ...setUp().handlers, 'app.check': () => Promise.reject(loading) };
  const lines: string[] = [];
  const log = createLineLog((line) => lines.push(line));
  expect(await answerCall(handlers, 'app.check', undefined, log)).toMatchObject({
    ok: false,
    error: { code: 'still_loading' },
  });
  expect(lines).toEqual([expect.stringMatching(/ info .*app\.check failed/)]);
});

test('a client without a file has none to show', async () => {
  const { call } = setUp();
  await expect(call('open.clientFile', { id: 'cursor' })).rejects.toMatchObject({ code: 'not_found' });
});
