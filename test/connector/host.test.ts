import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { connectToApp, isSomebodyListening } from '../../src/connector/client.ts';
import { GREETING } from '../../src/connector/handshake.ts';
import {
  atTheEnd,
  enter,
  everything,
  knock,
  receive,
  startHost,
  temporaryAddress,
  temporaryFolder,
  tokenFile,
} from './lab.ts';

const modeOf = (path: string) => statSync(path).mode & 0o777;

describe('a client that knows the token', () => {
  it('is let in, and bytes go both ways', async () => {
    const address = temporaryAddress();
    await startHost(address);
    const connection = await enter(address);
    connection.write('hello');
    expect((await receive(connection, 5)).toString()).toBe('hello');
  });

  it('loses nothing of what it sends right behind the greeting', async () => {
    const address = temporaryAddress();
    await startHost(address);
    const connection = await knock(address);
    const { token, answer } = tokenFile(address);
    const message = '{"jsonrpc":"2.0"}\nand a second line\n'.repeat(50);
    connection.write(`${GREETING}${token}\n${message}`);
    const welcome = `ok ${answer}\n`;
    expect((await receive(connection, welcome.length + message.length)).toString()).toBe(welcome + message);
  });

  it('may send its greeting byte by byte', async () => {
    const address = temporaryAddress();
    const { served } = await startHost(address);
    const connection = await knock(address);
    for (const letter of `${GREETING}${tokenFile(address).token}\n`) {
      await new Promise<void>((resolve) => connection.write(letter, () => resolve()));
    }
    await receive(connection, 3);
    expect(served).toHaveLength(1);
  });

  it('gets what the host says at once behind the welcome', async () => {
    const address = temporaryAddress();
    await startHost(address, (connection) => void connection.write('first words'));
    expect((await receive(await enter(address), 11)).toString()).toBe('first words');
  });

  it('is not alone: fifty at a time', async () => {
    const address = temporaryAddress();
    const { served } = await startHost(address);
    const clients = await Promise.all(Array.from({ length: 50 }, () => enter(address)));
    const echoes = await Promise.all(
      clients.map((client, index) => {
        client.write(`client ${String(index).padStart(2, '0')}`);
        return receive(client, 9);
      }),
    );
    expect(echoes.map(String)).toEqual(clients.map((_, index) => `client ${String(index).padStart(2, '0')}`));
    expect(served).toHaveLength(50);
  });
});

describe('a client that does not', () => {
  const refused = [
    ['a wrong token', () => `${GREETING}${'0'.repeat(64)}\n`],
    ['a token that is too short', (token: string) => `${GREETING}${token.slice(1)}\n`],
    ['a token and something behind it', (token: string) => `${GREETING}${token} \n`],
    ['no token', () => `${GREETING}\n`],
    ['the token without a greeting', (token: string) => `${token}\n`],
    ['a greeting of another version', (token: string) => `tp-tray 2 ${token}\n`],
    ['an empty line', () => '\n'],
    ['a web request', () => 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['a first line without end', () => 'x'.repeat(100_000)],
    ['bytes that are no text', () => Buffer.from([0xff, 0xfe, 0x00, 0x0a])],
  ] as const;

  it.each(refused)('is turned away with %s', async (_, words) => {
    const address = temporaryAddress();
    const { served } = await startHost(address);
    const connection = await knock(address);
    const said = everything(connection);
    connection.write(words(tokenFile(address).token));
    expect(await said).toHaveLength(0);
    expect(served).toEqual([]);
    await enter(address);
  });

  it('is turned away when it says nothing for too long', async () => {
    const address = temporaryAddress();
    const { served, lines } = await startHost(address, undefined, { greetingWithinMilliseconds: 50 });
    const silent = await knock(address);
    expect(await everything(silent)).toHaveLength(0);
    expect(served).toEqual([]);
    expect(lines).toEqual(['a local connection did not show the token and was closed']);
  });

  it('has five seconds', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    atTheEnd(() => void vi.useRealTimers());
    const address = temporaryAddress();
    const { served } = await startHost(address);
    const silent = await knock(address);
    const closed = everything(silent);
    // The host has accepted once a later client is in.
    await enter(address);
    await vi.advanceTimersByTimeAsync(4_900);
    expect(silent.destroyed || silent.readableEnded).toBe(false);
    await vi.advanceTimersByTimeAsync(200);
    expect(await closed).toHaveLength(0);
    expect(served).toHaveLength(1);
  });

  it('never sees the token in the log', async () => {
    const address = temporaryAddress();
    const { lines } = await startHost(address);
    const connection = await knock(address);
    connection.write(`${GREETING}${tokenFile(address).token}x\n`);
    await everything(connection);
    expect(lines).toHaveLength(1);
    expect(lines.join()).not.toContain(tokenFile(address).token);
  });
});

describe.skipIf(process.platform === 'win32')('the files', () => {
  it('belong to the user alone', async () => {
    const address = temporaryAddress();
    await startHost(address);
    expect(modeOf(dirname(address.socket))).toBe(0o700);
    expect(modeOf(address.socket)).toBe(0o600);
    expect(modeOf(address.tokenFile)).toBe(0o600);
  });

  it('belong to the user alone in the moment the socket appears, under a loose umask too', async () => {
    const setUmask = Reflect.get(process, 'umask') as (mask: string | number) => number;
    const before = setUmask(0);
    atTheEnd(() => void setUmask(before));
    const address = temporaryAddress();
    const modes: (number | null)[] = [];
    const watched = vi.spyOn(process, 'umask').mockImplementation((mask) => {
      modes.push(existsSync(address.socket) ? modeOf(address.socket) : null);
      return setUmask(mask);
    });
    atTheEnd(() => watched.mockRestore());
    await startHost(address);
    // Before it was made, and as soon as it was there.
    expect(modes).toEqual([null, 0o600]);
    expect(setUmask(0)).toBe(0);
  });

  it('are closed to others when the folder was open', async () => {
    const address = temporaryAddress();
    mkdirSync(dirname(address.socket), { recursive: true });
    chmodSync(dirname(address.socket), 0o755);
    await startHost(address);
    expect(modeOf(dirname(address.socket))).toBe(0o700);
  });

  it('lie in a short folder of their own when the data folder is far down', async () => {
    const address = connectorAddress(join(temporaryFolder(), 'x'.repeat(100)));
    const { socketFolder } = address;
    expect(socketFolder).toMatch(/^\/tmp\/tp-tray-/);
    const host = await startHost(address);
    expect(modeOf(socketFolder ?? '')).toBe(0o700);
    expect(modeOf(address.socket)).toBe(0o600);
    await enter(address);
    await host.close();
    expect(existsSync(address.tokenFile)).toBe(false);
  });

  it('hold another token and another answer after every start', async () => {
    const address = temporaryAddress();
    const first = await startHost(address);
    const before = tokenFile(address);
    await first.close();
    await startHost(address);
    const after = tokenFile(address);
    expect(before.token).toMatch(/^[0-9a-f]{64}$/);
    expect(new Set([before.token, before.answer, after.token, after.answer]).size).toBe(4);
    expect(after.pid).toBe(process.pid);
  });

  it('are refused in a folder of somebody else', async () => {
    const address = temporaryAddress();
    mkdirSync(dirname(address.socket), { recursive: true, mode: 0o700 });
    const others = statSync(dirname(address.socket)).uid + 1;
    const asOther = vi.spyOn(process, 'getuid').mockReturnValue(others);
    atTheEnd(() => asOther.mockRestore());
    await expect(startHost(address)).rejects.toMatchObject({ code: 'storage_failed' });
    expect(existsSync(address.socket)).toBe(false);
    expect(existsSync(address.tokenFile)).toBe(false);
  });

  it('are refused behind a link that somebody laid', async () => {
    const address = temporaryAddress();
    const elsewhere = temporaryFolder();
    chmodSync(elsewhere, 0o755);
    mkdirSync(dirname(dirname(address.socket)), { recursive: true });
    symlinkSync(elsewhere, dirname(address.socket));
    await expect(startHost(address)).rejects.toMatchObject({ code: 'storage_failed' });
    expect(modeOf(elsewhere)).toBe(0o755);
  });

  it('are refused where a file lies in place of the folder, in words of our own', async () => {
    const address = temporaryAddress();
    mkdirSync(dirname(dirname(address.socket)), { recursive: true });
    writeFileSync(dirname(address.socket), '');
    await expect(startHost(address)).rejects.toMatchObject({
      code: 'storage_failed',
      message: 'TP Tray cannot open its local socket. Assistants will be served without the app.',
    });
  });

  it('leave no open door behind when the token cannot be written', async () => {
    const address = temporaryAddress();
    mkdirSync(address.tokenFile, { recursive: true });
    await expect(startHost(address)).rejects.toMatchObject({ code: 'storage_failed' });
    expect(await isSomebodyListening(address.socket)).toBe(false);
  });
});

describe('another instance', () => {
  it('that is alive keeps its door', async () => {
    const address = temporaryAddress();
    const first = await startHost(address);
    const { token } = tokenFile(address);
    await expect(startHost(address)).rejects.toMatchObject({
      code: 'storage_failed',
      message: 'Another TP Tray is already serving this data folder.',
    });
    expect(tokenFile(address).token).toBe(token);
    await enter(address);
    expect(first.served).toHaveLength(1);
  });

  it.skipIf(process.platform === 'win32')('that was killed is replaced', async () => {
    const address = temporaryAddress();
    mkdirSync(dirname(address.socket), { recursive: true });
    const script = `require('net').createServer().listen(process.argv[1], () => console.log('listening'))`;
    const child = spawn(process.execPath, ['-e', script, address.socket]);
    atTheEnd(() => void child.kill('SIGKILL'));
    await once(child.stdout, 'data');
    expect(await isSomebodyListening(address.socket)).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    writeFileSync(
      address.tokenFile,
      JSON.stringify({ token: 'of the dead', answer: 'dead', pid: child.pid }),
    );
    expect(existsSync(address.socket)).toBe(true);
    expect(await connectToApp(address)).toBeNull();
    await startHost(address);
    await enter(address);
    expect(tokenFile(address).token).not.toBe('of the dead');
  });
});

describe('the end', () => {
  it('removes the token and the socket, ends connections, and frees the address', async () => {
    const address = temporaryAddress();
    const host = await startHost(address);
    const clients = await Promise.all([enter(address), enter(address), knock(address)]);
    const ended = clients.map((client) => everything(client));
    await host.close();
    await Promise.all(ended);
    expect(existsSync(address.tokenFile)).toBe(false);
    expect(existsSync(address.socket)).toBe(false);
    expect(await connectToApp(address)).toBeNull();
    await startHost(address);
    await enter(address);
  });

  it('may come twice', async () => {
    const host = await startHost(temporaryAddress());
    await Promise.all([host.close(), host.close()]);
    await expect(host.close()).resolves.toBeUndefined();
  });

  it('of one connection, however rude, is not the end of the host', async () => {
    const address = temporaryAddress();
    const { served, lines } = await startHost(address, (connection) => {
      connection.on('data', () => void connection.destroy(new Error('broken')));
    });
    const rude = await enter(address);
    rude.on('error', () => undefined);
    const closed = everything(rude);
    rude.write('x');
    await closed;
    const vanishing = await enter(address);
    vanishing.write('x'.repeat(100_000));
    vanishing.destroy();
    (await knock(address)).destroy();
    await enter(address);
    expect(served.length).toBeGreaterThanOrEqual(3);
    expect(lines).toContain('a local connection broke');
  });

  it('of one connection that cannot be served is not the end of the host', async () => {
    const address = temporaryAddress();
    let calls = 0;
    const { lines } = await startHost(address, (connection) => {
      calls += 1;
      if (calls === 1) throw new Error('no server today');
      connection.pipe(connection);
    });
    expect(await everything(await enter(address))).toHaveLength(0);
    expect(lines).toEqual(['a local connection could not be served']);
    const next = await enter(address);
    next.write('hello');
    expect((await receive(next, 5)).toString()).toBe('hello');
  });
});

describe('a client without an app', () => {
  it('finds nobody, with nothing there', async () => {
    expect(await connectToApp(temporaryAddress())).toBeNull();
  });

  it.each(['no JSON', 'null', '{"token":7,"answer":"x"}', '{"token":"x"}', '[]', ''])(
    'finds nobody, with the token file %j',
    async (content) => {
      const address = temporaryAddress();
      await startHost(address);
      writeFileSync(address.tokenFile, content);
      expect(await connectToApp(address)).toBeNull();
    },
  );

  it('does not trust somebody who took the place of the app', async () => {
    const address = temporaryAddress();
    const app = await startHost(address);
    const token = JSON.stringify(tokenFile(address));
    await app.close();
    // What a crash leaves behind, and a stranger at the same address who lets everybody in.
    writeFileSync(address.tokenFile, token);
    const stranger = createServer((connection) => void connection.write('ok\n')).listen(address.socket);
    atTheEnd(() => void stranger.close());
    await once(stranger, 'listening');
    expect(await connectToApp(address)).toBeNull();
  });

  it('gives up on an app that does not answer', async () => {
    const address = temporaryAddress();
    await startHost(address);
    const { token, answer } = tokenFile(address);
    const silentAddress = temporaryAddress();
    mkdirSync(dirname(silentAddress.socket), { recursive: true });
    writeFileSync(silentAddress.tokenFile, JSON.stringify({ token, answer }));
    const silent = createServer().listen(silentAddress.socket);
    atTheEnd(() => void silent.close());
    await once(silent, 'listening');
    expect(await connectToApp(silentAddress, AbortSignal.timeout(50))).toBeNull();
  });
});
