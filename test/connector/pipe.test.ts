import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, createServer, type Socket } from 'node:net';
import { PassThrough, Writable } from 'node:stream';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { pipeToApp } from '../../src/connector/pipe.ts';
import { atTheEnd, everything, temporaryFolder } from './lab.ts';

const FIVE_MEGABYTES = 5 * 1024 * 1024;

/** Both ends of a socket: the connector's and the app's. */
async function connected(): Promise<{ app: Socket; host: Socket }> {
  const path =
    process.platform === 'win32'
      ? `\\\\.\\pipe\\tp-tray-test-${randomBytes(8).toString('hex')}`
      : join(temporaryFolder(), 'pipe.sock');
  const server = createServer().listen(path);
  atTheEnd(() => void server.close());
  await once(server, 'listening');
  const app = createConnection(path);
  const [host] = (await once(server, 'connection')) as [Socket];
  host.on('error', () => undefined);
  atTheEnd(() => {
    app.destroy();
    host.destroy();
  });
  return { app, host };
}

/** The data in pieces of 1, 7, 49, ... bytes, up to 100 000. */
function oddPieces(data: Buffer): Buffer[] {
  const pieces: Buffer[] = [];
  let length = 1;
  for (let start = 0; start < data.length; start += length) {
    length = (length * 7) % 99_991;
    pieces.push(data.subarray(start, start + length));
  }
  return pieces;
}

function writeAll(stream: Writable, data: Buffer): void {
  for (const piece of oddPieces(data)) stream.write(piece);
}

function collector(): { output: Writable; bytes: () => Buffer } {
  const pieces: Buffer[] = [];
  const output = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      setImmediate(done);
    },
  });
  return { output, bytes: () => Buffer.concat(pieces) };
}

describe('bytes', () => {
  it('arrive at the app as they were sent, the last ones before the client left too', async () => {
    const { app, host } = await connected();
    const data = randomBytes(FIVE_MEGABYTES);
    const input = new PassThrough();
    const arrived = everything(host);
    const left = new Promise<void>((leave) => pipeToApp(app, input, new PassThrough(), leave));
    writeAll(input, data);
    input.end();
    expect((await arrived).equals(data)).toBe(true);
    await left;
  });

  it('arrive at an app that is busy when the client leaves', async () => {
    const { app, host } = await connected();
    host.pause();
    const data = randomBytes(FIVE_MEGABYTES);
    const input = new PassThrough();
    pipeToApp(app, input, new PassThrough(), () => undefined, { flushWithinMilliseconds: 20_000 });
    input.end(data);
    await once(input, 'end');
    const arrived = everything(host);
    host.resume();
    expect((await arrived).equals(data)).toBe(true);
  });

  it('arrive at the client as they were sent, the last ones before the app left too', async () => {
    const { app, host } = await connected();
    const data = randomBytes(FIVE_MEGABYTES);
    const { output, bytes } = collector();
    const left = new Promise<void>((leave) =>
      pipeToApp(app, new PassThrough(), output, () => {
        expect(bytes().length).toBe(FIVE_MEGABYTES);
        leave();
      }),
    );
    writeAll(host, data);
    host.end();
    await left;
    expect(bytes().equals(data)).toBe(true);
  });

  it('cross each other', async () => {
    const { app, host } = await connected();
    const [question, answer] = [randomBytes(FIVE_MEGABYTES), randomBytes(FIVE_MEGABYTES)];
    const input = new PassThrough();
    const { output, bytes } = collector();
    pipeToApp(app, input, output, () => undefined);
    const asked: Buffer[] = [];
    host.on('data', (piece: Buffer) => void asked.push(piece));
    writeAll(host, answer);
    writeAll(input, question);
    await vi.waitFor(() => {
      expect(bytes().length).toBe(FIVE_MEGABYTES);
      expect(Buffer.concat(asked).length).toBe(FIVE_MEGABYTES);
    }, 20_000);
    expect(bytes().equals(answer)).toBe(true);
    expect(Buffer.concat(asked).equals(question)).toBe(true);
  });

  it('wait in the app while the client does not read', async () => {
    const { app, host } = await connected();
    const output = new Writable({ highWaterMark: 1024, write: () => undefined });
    pipeToApp(app, new PassThrough(), output, () => undefined);
    const block = Buffer.alloc(FIVE_MEGABYTES * 4);
    host.write(block);
    await vi.waitFor(() => expect(app.isPaused()).toBe(true));
    expect(host.writableNeedDrain).toBe(true);
    expect(output.writableLength + app.readableLength).toBeLessThan(1024 * 1024);
  });

  it('wait in the client while the app does not read', async () => {
    const { app, host } = await connected();
    host.pause();
    const input = new PassThrough();
    pipeToApp(app, input, new PassThrough(), () => undefined);
    input.write(Buffer.alloc(FIVE_MEGABYTES));
    input.write(Buffer.alloc(FIVE_MEGABYTES));
    await vi.waitFor(() => expect(app.writableNeedDrain).toBe(true));
    await vi.waitFor(() => expect(input.isPaused()).toBe(true));
  });
});

describe('the connector leaves, once,', () => {
  async function watched() {
    const { app, host } = await connected();
    const [input, output] = [new PassThrough(), new PassThrough()];
    output.resume();
    const leave = vi.fn();
    const left = new Promise<void>((resolve) => leave.mockImplementation(resolve));
    pipeToApp(app, input, output, leave);
    host.resume();
    return { app, host, input, output, leave, left };
  }

  const endings: [string, (parts: Awaited<ReturnType<typeof watched>>) => void][] = [
    ['the client ends its input', ({ input }) => void input.end()],
    ['the input of the client is torn', ({ input }) => void input.destroy()],
    ['the input of the client fails', ({ input }) => void input.destroy(new Error('EIO'))],
    ['the client no longer reads', ({ output }) => void output.destroy(new Error('EPIPE'))],
    ['the app ends', ({ host }) => void host.end()],
    ['the app is torn away', ({ host }) => void host.destroy()],
    ['the connection breaks', ({ app }) => void app.destroy(new Error('ECONNRESET'))],
  ];

  it.each(endings)('when %s', async (_, end) => {
    const parts = await watched();
    end(parts);
    await parts.left;
    parts.input.destroy();
    parts.host.destroy();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(parts.leave).toHaveBeenCalledOnce();
    expect(parts.app.destroyed).toBe(true);
  });

  it('even from an app that has stopped reading', async () => {
    const { app, host } = await connected();
    host.pause();
    const input = new PassThrough();
    const left = new Promise<void>((leave) =>
      pipeToApp(app, input, new PassThrough(), leave, { flushWithinMilliseconds: 50 }),
    );
    input.end(Buffer.alloc(FIVE_MEGABYTES));
    await left;
    expect(app.destroyed).toBe(true);
  });
});
