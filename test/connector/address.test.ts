import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { dataFolder } from '../../src/environment.ts';

/** The shortest limit of the systems: macOS, without the closing zero. */
const LONGEST_SOCKET_PATH_BYTES = 103;

const on = (platform: NodeJS.Platform, folder: string, userId = 501) =>
  connectorAddress(folder, { platform, userId });

describe('the address of the local door', () => {
  it('lies in the data folder', () => {
    expect(on('linux', '/home/vera/.local/share/tp-tray')).toEqual({
      socket: '/home/vera/.local/share/tp-tray/run/app.sock',
      socketFolder: '/home/vera/.local/share/tp-tray/run',
      tokenFile: '/home/vera/.local/share/tp-tray/run/connector.json',
    });
  });

  it.each([2, 20, 60, 80, 84, 85, 86, 90, 120, 250])(
    'fits into a socket address for a data folder of %i bytes',
    (length) => {
      const folder = `/${'x'.repeat(length - 1)}`;
      const { socket, socketFolder, tokenFile } = on('darwin', folder, 4_294_967_294);
      expect(Buffer.byteLength(socket)).toBeLessThanOrEqual(LONGEST_SOCKET_PATH_BYTES);
      expect(socket).toBe(`${socketFolder ?? ''}/app.sock`);
      expect(tokenFile).toBe(`${folder}/run/connector.json`);
    },
  );

  it('counts bytes, not letters', () => {
    const { socket } = on('darwin', `/Users/${'ü'.repeat(50)}`);
    expect(socket).toMatch(/^\/tmp\/tp-tray-501-[0-9a-f]{16}\/app\.sock$/);
  });

  it('differs between users and between data folders where it is short', () => {
    const long = `/home/${'x'.repeat(200)}`;
    const addresses = [on('linux', long), on('linux', long, 502), on('linux', `${long}y`)];
    expect(new Set(addresses.map(({ socket }) => socket)).size).toBe(3);
  });

  it('is a pipe on Windows, one for each data folder', () => {
    const { socket, socketFolder } = on('win32', 'C:\\Users\\Vera\\.tp-tray');
    expect(socket).toMatch(/^\\\\\.\\pipe\\tp-tray-[0-9a-f]{16}$/);
    expect(socketFolder).toBeNull();
    expect(on('win32', 'C:\\Users\\Otto\\.tp-tray').socket).not.toBe(socket);
  });

  it.each(['linux', 'darwin', 'win32'] as const)('is the same from a bare environment on %s', (platform) => {
    const home =
      platform === 'win32' ? { USERPROFILE: 'C:\\Users\\Vera' } : { HOME: `/home/${'v'.repeat(90)}` };
    const rich = {
      ...home,
      XDG_RUNTIME_DIR: '/run/user/501',
      XDG_DATA_HOME: '/elsewhere',
      TMPDIR: '/var/folders/zz/T',
      APPDATA: 'C:\\Users\\Vera\\AppData\\Roaming',
      PATH: '/usr/bin',
    };
    const [bare, full] = [home, rich].map((variables) => on(platform, dataFolder(variables, platform)));
    expect(bare).toEqual(full);
  });

  it('does not depend on a slash at the end', () => {
    const long = join('/home', 'x'.repeat(200));
    expect(on('linux', `${long}/`)).toEqual(on('linux', long));
  });
});
