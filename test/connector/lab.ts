import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { connectorAddress, type ConnectorAddress } from '../../src/connector/address.ts';
import { connectToApp } from '../../src/connector/client.ts';
import { startConnectorHost, type ConnectorHost, type HostOptions } from '../../src/connector/host.ts';
import type { Log } from '../../src/shared/log.ts';

const endings: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end();
});

/** Runs something after the test, whatever becomes of it. */
export function atTheEnd(end: () => Promise<void> | void): void {
  endings.push(end);
}

/** A folder that lives as long as the test; its path is short enough for a socket. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'tp-door-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export function temporaryAddress(): ConnectorAddress {
  return connectorAddress(join(temporaryFolder(), 'data'));
}

/** A log that is read by the test. */
export function recordedLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const add = (message: string) => void lines.push(message);
  return { log: { info: add, warn: add, error: add }, lines };
}

export interface Host extends ConnectorHost {
  /** Connections that were let in, in their order. */
  readonly served: Socket[];
  readonly lines: string[];
}

/** A host that repeats what it is sent, or does with a connection what it is given. */
export async function startHost(
  address: ConnectorAddress,
  serve: (connection: Socket) => void = (connection) => void connection.pipe(connection),
  options: HostOptions = {},
): Promise<Host> {
  const { log, lines } = recordedLog();
  const served: Socket[] = [];
  const host = await startConnectorHost(
    address,
    (connection) => {
      served.push(connection);
      serve(connection);
    },
    log,
    options,
  );
  atTheEnd(() => host.close());
  return { ...host, served, lines };
}

/** A connection that was let in. */
export async function enter(address: ConnectorAddress): Promise<Socket> {
  const connection = await connectToApp(address);
  if (connection === null) throw new Error('The host did not let this client in.');
  atTheEnd(() => void connection.destroy());
  return connection;
}

/** A connection that has said nothing yet. */
export async function knock(address: ConnectorAddress): Promise<Socket> {
  const connection = connect(address.socket);
  connection.on('error', () => undefined);
  atTheEnd(() => void connection.destroy());
  await once(connection, 'connect');
  return connection;
}

export interface TokenFile {
  readonly token: string;
  readonly answer: string;
  readonly pid: number;
}

export function tokenFile({ tokenFile: file }: ConnectorAddress): TokenFile {
  return JSON.parse(readFileSync(file, 'utf8')) as TokenFile;
}

/** All bytes until the other end closes. */
export async function everything(connection: Socket): Promise<Buffer> {
  const pieces: Buffer[] = [];
  connection.on('data', (piece: Buffer) => void pieces.push(piece));
  await new Promise((resolve) => connection.once('close', resolve));
  return Buffer.concat(pieces);
}

/** Bytes until there are as many as wanted. */
export function receive(connection: Socket, length: number): Promise<Buffer> {
  return new Promise((resolve) => {
    let received = Buffer.alloc(0);
    const take = (piece: Buffer) => {
      received = Buffer.concat([received, piece]);
      if (received.length < length) return;
      connection.off('data', take);
      resolve(received);
    };
    connection.on('data', take);
  });
}
