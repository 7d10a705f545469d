import { Client as Client2 } from '@modelcontextprotocol/client';
import { StdioClientTransport as StdioTransport2 } from '@modelcontextprotocol/client/stdio';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { dataFolder } from '../../src/environment.ts';
import { TOOLS } from '../../src/mcp/tools/index.ts';
import { callsOf } from '../support/mcp-fixture.ts';
import { commandOf, connect2025, ensureProgram, RawServer } from '../support/mcp-program.ts';
import { must } from '../support/wire-truth.ts';
import { APP_VERSION, newPlace, startApp, type Place } from './app-lab.ts';
import { atTheEnd } from './lab.ts';
import { startStandInApp } from './stand-in-app.ts';

// The program as AI clients start it, beside an app in this process. It must have been built from these sources.
beforeAll(ensureProgram);

interface Fitness {
  readonly current: { readonly date: string; readonly ctl: number };
}

async function today(place: Place) {
  const client = await connect2025(place);
  atTheEnd(() => client.close());
  return client;
}

async function tomorrow(place: Place) {
  const client = new Client2({ name: 'test', version: '1' }, { versionNegotiation: { mode: 'auto' } });
  await client.connect(new StdioTransport2({ ...commandOf(place), stderr: 'ignore' }));
  atTheEnd(() => client.close());
  return client;
}

describe('tp-tray mcp beside a running app', () => {
  it('is answered by the app, with a client of today', async () => {
    const place = newPlace();
    const { host } = await startApp(place);
    const client = await today(place);
    expect(client.getServerVersion()).toMatchObject({ name: 'trainingpeaks', version: APP_VERSION });
    expect((await client.listTools()).tools.map(({ name }) => name)).toEqual(TOOLS.map(({ name }) => name));
    const { data, text } = await callsOf(client).call<Fitness>('tp_get_fitness', { days: 30 });
    expect(data.current.ctl).toBeGreaterThan(20);
    expect(text).toContain('As of ');
    expect(host.served).toHaveLength(1);
    expect(existsSync(join(must(place.environment['TP_TRAY_HOME']), 'history.db'))).toBe(false);
  });

  it('is answered by the app, with a 2.x client', async () => {
    const place = newPlace();
    await startApp(place);
    const client = await tomorrow(place);
    expect(client.getProtocolEra()).toBe('modern');
    expect(client.getServerVersion()).toMatchObject({ version: APP_VERSION });
    expect((await client.listTools()).tools).toHaveLength(TOOLS.length);
    const { structuredContent } = await client.callTool({ name: 'tp_get_fitness', arguments: { days: 7 } });
    expect(structuredContent).toMatchObject({ current: { date: expect.any(String) as string } });
  });

  it('is one of several: all give the same numbers, from one history', async () => {
    const place = newPlace();
    const { host, requestCount } = await startApp(place);
    const first = await today(place);
    const expected = await callsOf(first).call<Fitness>('tp_get_fitness', {});
    const asked = requestCount();
    const others = await Promise.all([today(place), today(place), today(place)]);
    const answers = await Promise.all(
      others.map((client) => callsOf(client).call<Fitness>('tp_get_fitness', {})),
    );
    for (const { data } of answers) expect(data).toEqual(expected.data);
    expect(host.served).toHaveLength(4);
    expect(requestCount()).toBe(asked);
  });

  it('leaves with status 0 when its client leaves, and the app knows', async () => {
    const place = newPlace();
    const { host } = await startApp(place);
    const server = new RawServer(place);
    await server.initialize();
    const connection = must(host.served[0]);
    const closed = new Promise((resolve) => connection.once('close', resolve));
    server.process.stdin.end();
    expect(await server.ended()).toBe(0);
    await closed;
    expect(server.lines).toHaveLength(1);
  });

  it('leaves at once when the app quits in the middle of a session; the next start serves by itself', async () => {
    const place = newPlace();
    const app = await startApp(place);
    const server = new RawServer(place);
    await server.initialize();
    await app.quit();
    expect(await server.ended()).toBe(0);
    for (const line of server.lines) expect(JSON.parse(line)).toMatchObject({ jsonrpc: '2.0' });

    const next = await today(place);
    expect(next.getServerVersion()?.version).not.toBe(APP_VERSION);
    const status = await callsOf(next).call<{ signed_in: boolean }>('tp_auth_status');
    expect(status.data.signed_in).toBe(false);
  });

  it.each([
    ['with a cookie of its own in the environment', { TP_AUTH_COOKIE: 'another-athletes-cookie' }, []],
    ['for the demo athlete', {}, ['--demo']],
  ])('keeps to itself %s', async (_, variables, words) => {
    const place = newPlace();
    const { host } = await startApp(place);
    const client = await connect2025({ environment: { ...place.environment, ...variables }, words });
    atTheEnd(() => client.close());
    expect(client.getServerVersion()?.version).not.toBe(APP_VERSION);
    expect(host.served).toEqual([]);
  });

  it('serves by itself when the app hangs', async () => {
    const place = newPlace();
    const app = await startStandInApp(connectorAddress(dataFolder(place.environment)));
    app.process.kill('SIGSTOP');
    const client = await today(place);
    expect(client.getServerVersion()?.version).not.toBe(APP_VERSION);
    expect(await client.listTools()).toMatchObject({ tools: { length: TOOLS.length } });
  });

  it('serves by itself when the app does not let it in', async () => {
    const place = newPlace();
    const { host } = await startApp(place);
    writeFileSync(
      connectorAddress(dataFolder(place.environment)).tokenFile,
      JSON.stringify({ token: '0'.repeat(64), answer: '0'.repeat(64) }),
    );
    expect((await today(place)).getServerVersion()?.version).not.toBe(APP_VERSION);
    expect(host.served).toEqual([]);
  });
});
