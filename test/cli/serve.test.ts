import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { expect, onTestFinished, test } from 'vitest';
import { bareEnvironment, runProgram, temporaryFolder } from './program.ts';
import { startServe, type ServeAddresses } from './serve-process.ts';

async function fitnessOf({ mcp_url, mcp_token }: ServeAddresses): Promise<unknown> {
  const client = new Client({ name: 'test', version: '1' });
  const requestInit = { headers: { Authorization: `Bearer ${mcp_token}` } };
  await client.connect(new StreamableHTTPClientTransport(new URL(mcp_url), { requestInit }));
  try {
    const { structuredContent } = await client.callTool({ name: 'tp_get_fitness', arguments: {} });
    return structuredContent;
  } finally {
    await client.close();
  }
}

test.each(['SIGINT', 'SIGTERM'] as const)(
  'serve --demo says where it is in one line, answers, and ends cleanly on %s',
  async (signal) => {
    const environment = bareEnvironment();
    const { addresses, stop } = await startServe(['--demo', '--no-open'], environment);
    const { port } = new URL(addresses.url);
    expect(addresses).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{43}$/) as string,
      mcp_url: `http://127.0.0.1:${port}/mcp`,
      mcp_token: expect.stringMatching(/^[\w-]{43}$/) as string,
    });
    const page = await fetch(addresses.url, { redirect: 'manual' });
    expect(page.status).toBe(303);
    expect(await fitnessOf(addresses)).toMatchObject({ current: { ctl: expect.any(Number) as number } });
    const { status, lines, stderr } = await stop(signal);
    expect({ status, lines: lines.length }).toEqual({ status: 0, lines: 1 });
    expect(stderr).toBe(`Open this address in your browser; it works once: ${addresses.url}\n`);
    // An assistant that is connected to the account has another token.
    expect(existsSync(join(environment.TP_TRAY_HOME, 'mcp-token'))).toBe(false);
  },
);

test('the token for assistants is kept, the address is new at every start, and two can run side by side', async () => {
  const environment = bareEnvironment();
  const first = await startServe(['--no-open'], environment);
  const second = await startServe(['--no-open'], environment);
  expect(second.addresses.mcp_token).toBe(first.addresses.mcp_token);
  expect(second.addresses.mcp_url).not.toBe(first.addresses.mcp_url);
  expect(second.addresses.url).not.toBe(first.addresses.url);
  for (const { addresses } of [first, second])
    expect((await fetch(addresses.url, { redirect: 'manual' })).status).toBe(303);
  for (const { stop } of [first, second]) expect((await stop('SIGINT')).status).toBe(0);
  const file = join(environment.TP_TRAY_HOME, 'mcp-token');
  expect(readFileSync(file, 'utf8').trim()).toBe(first.addresses.mcp_token);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const log = readFileSync(join(environment.TP_TRAY_HOME, 'logs', 'tp-tray.log'), 'utf8');
  const { url, mcp_token } = first.addresses;
  for (const secret of [mcp_token, new URL(url).searchParams.get('token') ?? url])
    expect(log).not.toContain(secret);
});

test('opens the browser where there is a display, and only when wanted', async (context) => {
  context.skip(process.platform !== 'linux', 'the browser is opened by xdg-open on Linux only');
  const tools = temporaryFolder();
  const opened = join(tools, 'opened');
  mkdirSync(join(tools, 'bin'));
  const opener = join(tools, 'bin', 'xdg-open');
  writeFileSync(opener, `#!/bin/sh\nprintf %s "$1" > ${opened}.new && mv ${opened}.new ${opened}\n`);
  chmodSync(opener, 0o755);
  const bare = bareEnvironment();
  const PATH = `${join(tools, 'bin')}:${bare.PATH ?? ''}`;
  for (const [words, variables] of [
    [['--demo', '--no-open'], { ...bare, PATH, DISPLAY: ':7' }],
    [['--demo'], { ...bare, PATH }],
  ] as const) {
    const { stop } = await startServe(words, variables);
    expect((await stop('SIGINT')).stderr).toMatch(/^Open this address/);
    expect(existsSync(opened)).toBe(false);
  }
  const { addresses, stop } = await startServe(['--demo'], { ...bare, PATH, DISPLAY: ':7' });
  await expect.poll(() => existsSync(opened), { timeout: 10_000 }).toBe(true);
  expect(readFileSync(opened, 'utf8')).toBe(addresses.url);
  await stop('SIGINT');
});

test('a port that is taken, or none, is said', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  onTestFinished(() => void other.close());
  await once(other, 'listening');
  const { port } = other.address() as AddressInfo;
  expect(await runProgram(['serve', '--demo', '--no-open', '--port', String(port)])).toMatchObject({
    status: 1,
    stdout: '',
    stderr: `TP Tray cannot listen on port ${port}. Choose another one.\n`,
  });
  expect((await runProgram(['serve', '--port', 'http'])).stderr).toMatch(/whole number from 0 to 65535/);
});
