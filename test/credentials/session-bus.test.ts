import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findSessionBus } from '../../src/credentials/session-bus.ts';

describe.skipIf(process.platform === 'win32')('findSessionBus', () => {
  let folder: string;
  let server: Server | undefined;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bus-'));
  });
  afterEach(() => {
    vi.restoreAllMocks();
    server?.close();
    server = undefined;
    rmSync(folder, { recursive: true });
  });

  function listen(): Promise<void> {
    return new Promise((resolve) => (server = createServer().listen(join(folder, 'bus'), resolve)));
  }

  function found(environment: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
    findSessionBus(environment, folder);
    return environment;
  }

  it('takes the socket of this user', async () => {
    await listen();
    expect(found()).toEqual({ DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(folder, 'bus')}` });
  });

  it('leaves an address alone that is given', async () => {
    await listen();
    expect(found({ DBUS_SESSION_BUS_ADDRESS: 'unix:path=given' })).toEqual({
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=given',
    });
  });

  it('takes neither nothing nor a plain file', () => {
    expect(found()).toEqual({});
    writeFileSync(join(folder, 'bus'), '');
    expect(found()).toEqual({});
  });

  it('takes no socket of somebody else', async () => {
    await listen();
    const userId = process.getuid?.() ?? 0;
    vi.spyOn(process as { getuid: () => number }, 'getuid').mockReturnValue(userId + 1);
    expect(found()).toEqual({});
  });
});
