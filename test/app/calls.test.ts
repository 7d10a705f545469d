import { expect, test } from 'vitest';
import { dispatch } from '../../src/main/calls.ts';
import type { Handlers } from '../../src/main/handlers.ts';
import { createHandlers } from '../../src/main/handlers.ts';
import { client, statusWith } from './status.ts';

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
    check: () => note('check'),
    useCopiedCookie: () => note('use copied cookie'),
    signOut: () => note('sign out'),
    startSync: () => note('start sync'),
    pauseSync: () => note('pause sync'),
    connect: (id, replace) => note(`connect ${id} ${String(replace)}`),
    disconnect: (id) => note(`disconnect ${id}`),
    setStartAtLogin: (enabled) => note(`start at login ${String(enabled)}`),
    showDemo: (enabled) => note(`demo ${String(enabled)}`),
  };
  const handlers: Handlers = createHandlers(app, {
    signIn: () => note('sign in').then(() => undefined),
    openFolder: (path) => note(`open ${path}`).then(() => undefined),
    showFile: (path) => void asked.push(`show ${path}`),
    openInBrowser: (url) => note(`browse ${url}`).then(() => undefined),
    logsFolder: '/data/logs',
    dataFolder: '/data',
  });
  return { asked, status, call: (name: unknown, request?: unknown) => dispatch(handlers, name, request) };
}

test.each<[string, unknown, string]>([
  ['app.check', undefined, 'check'],
  ['session.signIn', undefined, 'sign in'],
  ['session.useCopiedCookie', undefined, 'use copied cookie'],
  ['session.signOut', undefined, 'sign out'],
  ['sync.start', undefined, 'start sync'],
  ['sync.pause', undefined, 'pause sync'],
  ['client.connect', { id: 'cursor', insist: true }, 'connect cursor true'],
  ['client.disconnect', { id: 'vscode' }, 'disconnect vscode'],
  ['settings.startAtLogin', { enabled: true }, 'start at login true'],
  ['demo.show', { enabled: false }, 'demo false'],
  ['open.logs', undefined, 'open /data/logs'],
  ['open.dataFolder', undefined, 'open /data'],
  ['open.clientFile', { id: 'claude-desktop' }, 'show /home/vera/claude.json'],
  ['open.page', { page: 'trainingpeaks' }, 'browse https://app.trainingpeaks.com/'],
  ['open.page', { page: 'claude-download' }, 'browse https://claude.ai/download'],
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
  ['open.page', { page: 'https://evil.test/' }],
  ['open.clientFile', { id: 'claude-desktop', path: '/etc/passwd' }],
  ['settings.startAtLogin', { enabled: 'yes' }],
])('%j with %j is refused, and nothing is done', async (name, request) => {
  const { asked, call } = setUp();
  await expect(call(name, request)).rejects.toMatchObject({ code: 'bad_input' });
  expect(asked).toEqual([]);
});

test('a client without a file has none to show', async () => {
  const { call } = setUp();
  await expect(call('open.clientFile', { id: 'cursor' })).rejects.toMatchObject({ code: 'not_found' });
});
