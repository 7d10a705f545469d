import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { networkInterfaces } from 'node:os';
import { connect } from 'node:net';
import { once } from 'node:events';
import { beforeEach, describe, expect, test } from 'vitest';
import { atTheEnd } from '../app/lab.ts';
import { ask, callFrom, MCP_TOKEN, startServeLab, visit, type ServeLab, type Visit } from './lab.ts';

let lab: ServeLab;
let window: Visit;

beforeEach(async () => {
  lab = await startServeLab();
  window = await visit(lab);
});

const own = (port: number) => `http://127.0.0.1:${port}`;

describe('a request that another page made', () => {
  test.each([
    ['through a name of its own (DNS rebinding)', { Host: 'rebound.example' }],
    ['through a name of its own on our port', { Host: 'rebound.example:PORT' }],
    ['through a name that begins like ours', { Host: '127.0.0.1.rebound.example:PORT' }],
    ['without a port', { Host: '127.0.0.1' }],
    ['from another site', { Origin: 'https://evil.example' }],
    ['from another port of this computer', { Origin: 'http://127.0.0.1:9' }],
    ['from our address by another name', { Origin: 'http://localhost:PORT' }],
    ['from a file or a sandbox', { Origin: 'null' }],
    ['from another site, which the browser tells', { 'Sec-Fetch-Site': 'cross-site' }],
    ['from another port, which the browser tells', { 'Sec-Fetch-Site': 'same-site' }],
  ])('%s is refused', async (_how, pattern) => {
    const headers = Object.fromEntries(
      Object.entries(pattern).map(([name, value]) => [name, value.replace('PORT', String(lab.port))]),
    );
    const bearer = { ...headers, Authorization: `Bearer ${MCP_TOKEN}` };
    const { pathname, search } = new URL(lab.server.newAddress());
    const answers = await Promise.all([
      callFrom(window, 'preferences.change', { theme: 'dark' }, { headers }),
      ask(lab.port, window.path, { headers: { Cookie: window.cookie, ...headers } }),
      ask(lab.port, `${window.path}events`, { headers: { Cookie: window.cookie, ...headers } }),
      ask(lab.port, pathname + search, { headers }),
      ask(lab.port, '/mcp', { method: 'POST', headers: bearer, body: '{}' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(lab.app.status().preferences.theme).toBe('system');
    // The address was not used up by the attempt.
    expect((await ask(lab.port, pathname + search)).status).toBe(303);
  });

  test('is not told by a preflight that it may ask', async () => {
    const answer = await ask(lab.port, `${window.path}call/app.status`, {
      method: 'OPTIONS',
      headers: { Origin: own(lab.port), 'Access-Control-Request-Method': 'POST', Cookie: window.cookie },
    });
    expect(answer.status).toBe(404);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('as a form does, is refused', async () => {
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/json; charset=utf-16',
    ])
      expect(
        (await callFrom(window, 'app.check', undefined, { headers: { 'Content-Type': type } })).status,
      ).toBe(415);
  });
});

describe('without a session', () => {
  test.each([
    ['no cookie', ''],
    ['an empty cookie', 'tp-tray='],
    ['a guessed cookie', `tp-tray=${'A'.repeat(43)}`],
    ['the token of assistants', `tp-tray=${MCP_TOKEN}`],
  ])('%s opens nothing', async (_which, cookie) => {
    for (const path of ['', 'assets/window.js', 'events'])
      expect((await ask(lab.port, window.path + path, { headers: { Cookie: cookie } })).status).toBe(403);
    expect((await callFrom({ ...window, cookie }, 'app.status')).status).toBe(403);
  });

  test('no made-up room opens', async () => {
    for (const room of ['A'.repeat(43), '..', '%2e%2e', 'constructor', '__proto__'])
      expect((await callFrom({ ...window, path: `/window/${room}/` }, 'app.status')).status).toBeGreaterThan(
        399,
      );
  });

  test.each(['', '?token=', '?token=guess', '?Token=x'])(
    'the address "/%s" opens nothing',
    async (search) => {
      const answer = await ask(lab.port, `/${search}`);
      expect(answer.status).toBe(403);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );
});

describe('a body', () => {
  test('beyond the limit is refused, whether its length is told or not', async () => {
    const body = JSON.stringify({ request: { text: 'x'.repeat(100_000) } });
    expect((await callFrom(window, 'session.usePastedCookie', undefined, { body })).status).toBe(413);
    const headers = { 'Transfer-Encoding': 'chunked' };
    expect((await callFrom(window, 'session.usePastedCookie', undefined, { body, headers })).status).toBe(
      413,
    );
    const assistant = { Authorization: `Bearer ${MCP_TOKEN}`, 'Content-Type': 'application/json' };
    const large = { method: 'POST', headers: assistant, body: `"${'x'.repeat(2_000_000)}"` };
    expect((await ask(lab.port, '/mcp', large)).status).toBe(413);
  });

  test.each(['', 'null', '[]', '"text"', '{"request":', '{"request":1,"more":2}'])(
    '%j is no call',
    async (body) => {
      expect((await callFrom(window, 'app.status', undefined, { body })).status).toBe(400);
    },
  );
});

test.each([
  '../secret.txt',
  'assets/../../secret.txt',
  'assets/%2e%2e/%2e%2e/secret.txt',
  'assets/..%2f..%2fsecret.txt',
  'assets/..%5c..%5csecret.txt',
  'assets/%252e%252e/%252e%252e/secret.txt',
  'assets//../../secret.txt',
  'assets/\\..\\..\\secret.txt',
  'assets/window.js/../../../secret.txt',
  'browser.html',
  'assets',
])('the path %s leads to no file', async (path) => {
  const answer = await ask(lab.port, window.path + path, { headers: { Cookie: window.cookie } });
  expect(answer.status).toBeGreaterThan(399);
  expect(answer.body).not.toContain('SECRET');
});

test.each([
  ['without a token', {}],
  ['with an empty one', { Authorization: 'Bearer ' }],
  ['with a wrong one', { Authorization: 'Bearer wrong' }],
  ['with one that is longer', { Authorization: `Bearer ${MCP_TOKEN}x` }],
  ['by another scheme', { Authorization: `Basic ${Buffer.from(`:${MCP_TOKEN}`).toString('base64')}` }],
  ['with the token in the address', {}],
])('an assistant %s is not answered', async (_how, headers) => {
  for (const path of ['/mcp', `/mcp?token=${MCP_TOKEN}`]) {
    const answer = await ask(lab.port, path, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/json',
        Accept: 'application/json, text/event-stream',
        ...headers,
      },
      body: JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    });
    expect([400, 401]).toContain(answer.status);
    expect(answer.headers['www-authenticate']).toMatch(/^Bearer /);
  }
});

test('a window of a browser is no assistant', async () => {
  const answer = await ask(lab.port, '/mcp', {
    method: 'POST',
    headers: { Cookie: window.cookie },
    body: '{}',
  });
  expect(answer.status).toBe(401);
});

test('nobody outside this computer reaches the server', async (context) => {
  const outside = Object.values(networkInterfaces()).flatMap((addresses) =>
    (addresses ?? [])
      .filter(({ family, internal }) => family === 'IPv4' && !internal)
      .map(({ address }) => address),
  );
  context.skip(outside.length === 0, 'this computer has no address but its own');
  for (const host of outside) {
    const socket = connect({ host, port: lab.port, timeout: 5_000 });
    await expect(once(socket, 'connect')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  }
});

test('a port that is taken is said', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  atTheEnd(() => void other.close());
  const { port } = other.address() as AddressInfo;
  const { startServer } = await import('../../src/serve/server.ts');
  await expect(
    startServer({
      port,
      window: {
        pages: new URL('../../renderer', import.meta.url).pathname,
        answer: () => Promise.reject(new Error('nobody asks')),
        status: lab.app.status,
        events: { tell: () => undefined, listen: () => () => undefined },
        downloads: { take: () => null },
      },
      mcp: {
        engine: lab.app.services().engine,
        version: '1',
        token: MCP_TOKEN,
        observe: () => undefined,
      },
      log: lab.app.services().engine.log,
    }),
  ).rejects.toMatchObject({ code: 'bad_input', message: expect.stringContaining(String(port)) as string });
});

test('the log knows no secret of the server', async () => {
  await callFrom(window, 'app.nothing');
  await callFrom(window, 'session.signIn');
  const told = lab.logged.join('\n');
  expect(told).toContain('failed');
  for (const secret of [MCP_TOKEN, window.cookie.slice('tp-tray='.length), window.path])
    expect(told).not.toContain(secret);
});
