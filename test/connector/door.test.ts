import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ConnectorAddress } from '../../src/connector/address.ts';
import { connectToApp } from '../../src/connector/client.ts';
import { createDoor, type Door } from '../../src/connector/door.ts';
import {
  atTheEnd,
  enter,
  everything,
  receive,
  recordedLog,
  startHost,
  temporaryAddress,
  tokenFile,
} from './lab.ts';

/** A door behind which everything that is said is repeated. */
function newDoor(address: ConnectorAddress): { door: Door; lines: string[] } {
  const { log, lines } = recordedLog();
  const door = createDoor(address, (connection) => void connection.pipe(connection), log);
  atTheEnd(() => door.close());
  return { door, lines };
}

async function answers(connection: Socket): Promise<boolean> {
  const echo = receive(connection, 5);
  connection.write('hello');
  return (await echo).toString() === 'hello';
}

describe('a door that is gone', () => {
  const losses: [string, (address: ConnectorAddress) => void][] = [
    ['the folder', ({ tokenFile: file }) => rmSync(dirname(file), { recursive: true })],
    ['the token', ({ tokenFile: file }) => rmSync(file)],
    ['the socket', ({ socket }) => rmSync(socket)],
    ['what the token file held', ({ tokenFile: file }) => writeFileSync(file, 'no token')],
  ];

  it.skipIf(process.platform === 'win32').each(losses)(
    'is opened again, and connections stay, after somebody deleted %s',
    async (_what, lose) => {
      const address = temporaryAddress();
      const { door } = newDoor(address);
      await door.open();
      const before = await enter(address);
      lose(address);
      expect(await connectToApp(address)).toBeNull();

      await Promise.all([door.look(), door.look()]);
      expect(await answers(await enter(address))).toBe(true);
      expect(await answers(before)).toBe(true);
    },
  );

  it('is opened again as often as it goes, and closes as a whole', async () => {
    const address = temporaryAddress();
    const { door } = newDoor(address);
    await door.open();
    const clients = [await enter(address)];
    for (let time = 0; time < 2; time += 1) {
      rmSync(address.tokenFile);
      await door.look();
      clients.push(await enter(address));
    }
    const ended = clients.map((client) => everything(client));
    await door.close();
    await Promise.all(ended);
    expect(existsSync(address.tokenFile)).toBe(false);
    expect(existsSync(address.socket)).toBe(false);
  });
});

describe('a door that could not be opened', () => {
  it('is opened once what stood in the way is gone', async () => {
    const address = temporaryAddress();
    const folder = dirname(address.tokenFile);
    mkdirSync(dirname(folder), { recursive: true });
    writeFileSync(folder, 'a file in the place of the folder');
    const { door, lines } = newDoor(address);
    await door.open();
    await door.look();
    expect(lines).toEqual(['assistants are served without the app', 'assistants are served without the app']);

    rmSync(folder);
    await door.look();
    expect(await answers(await enter(address))).toBe(true);
  });

  it('is opened once another app has left the place', async () => {
    const address = temporaryAddress();
    const other = await startHost(address);
    const { door } = newDoor(address);
    await door.open();
    await other.close();
    await door.look();
    expect(await answers(await enter(address))).toBe(true);
  });
});

it('a door that is open is left alone', async () => {
  const address = temporaryAddress();
  const { door, lines } = newDoor(address);
  await door.open();
  const { token } = tokenFile(address);
  await door.look();
  await door.open();
  expect(tokenFile(address).token).toBe(token);
  expect(lines).toEqual([]);
});

it('a door that was closed stays closed until it is opened', async () => {
  const address = temporaryAddress();
  const { door } = newDoor(address);
  await door.look();
  expect(await connectToApp(address)).toBeNull();
  await door.open();
  await door.close();
  await door.look();
  expect(await connectToApp(address)).toBeNull();
  await door.open();
  expect(await answers(await enter(address))).toBe(true);
});
