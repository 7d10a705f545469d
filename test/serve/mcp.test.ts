import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { Client as Client2025 } from '@modelcontextprotocol/sdk/client/index.js';
import { StreamableHTTPClientTransport as Transport2025 } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import { expect, test, vi } from 'vitest';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { atTheEnd, until } from '../app/lab.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import { ask, MCP_TOKEN, startServeLab } from './lab.ts';

const requestInit = { headers: { Authorization: `Bearer ${MCP_TOKEN}` } };

interface Fitness {
  readonly current: { readonly ctl: number; readonly atl: number };
}

async function connect2025(url: string): Promise<Client2025> {
  const client = new Client2025({ name: 'test', version: '1' });
  await client.connect(new Transport2025(new URL(url), { requestInit }));
  atTheEnd(() => client.close());
  return client;
}

test('assistants of both eras get the numbers that the window shows', async () => {
  const { app, server, journal } = await startServeLab();
  app.start();
  await until(app, ({ today }) => today !== null);
  const { ctl, atl } = app.status().today ?? {};
  const newer = new Client({ name: 'test', version: '1' });
  await newer.connect(new StreamableHTTPClientTransport(new URL(server.mcpUrl), { requestInit }));
  atTheEnd(() => newer.close());
  expect((await newer.listTools()).tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
  const { structuredContent } = await newer.callTool({ name: 'tp_get_fitness', arguments: {} });
  expect(structuredContent).toMatchObject({ current: { ctl: expect.closeTo(ctl ?? NaN, 1) as number } });
  const older = callsOf(await connect2025(server.mcpUrl));
  const { data } = await older.call<Fitness>('tp_get_fitness');
  expect(data.current.ctl).toBeCloseTo(ctl ?? NaN, 1);
  expect(data.current.atl).toBeCloseTo(atl ?? NaN, 1);
  await vi.waitFor(async () => expect((await journal.list()).questions).toHaveLength(2));
});

test('progress of a first load reaches the assistant while it waits', async () => {
  const { server } = await startServeLab();
  const told: number[] = [];
  const { call } = callsOf(await connect2025(server.mcpUrl));
  await call('tp_get_fitness', {}, { onprogress: ({ progress }) => void told.push(progress) });
  expect(told.length).toBeGreaterThan(1);
  expect(told).toEqual([...told].sort((one, other) => one - other));
});

test('the demo that the user looks at is not passed on as the user’s numbers', async () => {
  const { app, server, journal } = await startServeLab();
  await app.showDemo(true);
  const { refusal } = callsOf(await connect2025(server.mcpUrl));
  expect(await refusal('tp_get_fitness')).toContain('demo athlete');
  expect(await refusal('tp_auth_status')).toContain('demo athlete');
  expect((await journal.list()).questions).toEqual([]);
});

test('the demo that the user serves on purpose is, and nobody notes it', async () => {
  const { app, server, journal } = await startServeLab({ signedIn: false, answersDemo: true });
  await app.showDemo(true);
  const { call } = callsOf(await connect2025(server.mcpUrl));
  const { data } = await call<Fitness>('tp_get_fitness');
  expect(data.current.ctl).toBeCloseTo(app.status().today?.ctl ?? NaN, 1);
  expect((await journal.list()).questions).toEqual([]);
});

test('there are no sessions to open or to end', async () => {
  const { port } = await startServeLab();
  for (const method of ['GET', 'DELETE'])
    expect((await ask(port, '/mcp', { method, headers: requestInit.headers })).status).toBe(405);
});
