import { afterEach, describe, expect, it, vi } from 'vitest';
import { dataFolder, dataFolderVariables, trainingPeaksAddresses } from '../src/environment.ts';

afterEach(() => vi.restoreAllMocks());

describe('the data folder', () => {
  it.for([
    ['linux', { HOME: '/home/dana' }, '/home/dana/.local/share/tp-tray'],
    ['linux', { HOME: '/home/dana', XDG_DATA_HOME: '/elsewhere' }, '/home/dana/.local/share/tp-tray'],
    ['darwin', { HOME: '/Users/dana' }, '/Users/dana/Library/Application Support/TP Tray'],
    ['win32', { USERPROFILE: 'C:\\Users\\dana', APPDATA: 'D:\\redirected' }, 'C:/Users/dana/.tp-tray'],
    ['linux', { HOME: '/home/dana', TP_TRAY_HOME: '/data' }, '/data'],
    ['darwin', { HOME: '/Users/dana', TP_TRAY_HOME: '/data' }, '/data'],
    ['win32', { USERPROFILE: 'C:\\Users\\dana', TP_TRAY_HOME: 'D:\\data' }, 'D:/data'],
    ['linux', { HOME: '/home/dana', TP_TRAY_HOME: '' }, '/home/dana/.local/share/tp-tray'],
  ] as const)('on %s with %o is %s', ([platform, variables, folder]) => {
    expect(dataFolder(variables, platform).replaceAll('\\', '/')).toBe(folder);
  });

  it.for(['data', './data', '../here/data', 'data/'])(
    'named %s is below the folder it was named in',
    (name) => {
      vi.spyOn(process, 'cwd').mockReturnValue('/here');
      expect(dataFolder({ TP_TRAY_HOME: name }, 'linux')).toBe('/here/data');
    },
  );

  it('is found without any variable', () => {
    for (const platform of ['linux', 'darwin', 'win32'] as const) {
      expect(dataFolder({}, platform)).toMatch(/tp-tray$|TP Tray$/);
    }
  });
});

describe('what leads a bare process to the same data folder', () => {
  it('is nothing where the folder is the default, named or not', () => {
    const usual = '/home/dana/.local/share/tp-tray';
    expect(dataFolderVariables({ HOME: '/home/dana' }, 'linux')).toEqual({});
    expect(dataFolderVariables({ HOME: '/home/dana', TP_TRAY_HOME: usual }, 'linux')).toEqual({});
  });

  it('is the absolute path of a chosen one', () => {
    vi.spyOn(process, 'cwd').mockReturnValue('/here');
    const variables = { HOME: '/home/dana', TP_TRAY_HOME: 'data' };
    const found = dataFolderVariables(variables, 'linux');
    expect(found).toEqual({ TP_TRAY_HOME: '/here/data' });
    expect(dataFolder({ HOME: '/home/dana', ...found }, 'linux')).toBe(dataFolder(variables, 'linux'));
  });
});

describe('the addresses of TrainingPeaks', () => {
  it('are the real ones unless others are given', () => {
    expect(trainingPeaksAddresses({ TP_HOME_URL: '' })).toEqual({
      api: 'https://tpapi.trainingpeaks.com',
      home: 'https://home.trainingpeaks.com',
      analysis: 'https://api.peakswaresb.com',
    });
  });

  it.for([
    ['https://proxy.example.test/tpapi', 'https://proxy.example.test/tpapi'],
    ['https://proxy.example.test/tpapi/', 'https://proxy.example.test/tpapi'],
    ['http://127.0.0.1:8765/tpapi', 'http://127.0.0.1:8765/tpapi'],
    ['http://127.1.2.3:8765', 'http://127.1.2.3:8765'],
    ['http://localhost:8765/', 'http://localhost:8765'],
    ['http://[::1]:8765', 'http://[::1]:8765'],
  ] as const)('may be %s', ([given, used]) => {
    expect(trainingPeaksAddresses({ TP_API_URL: given }).api).toBe(used);
  });

  it.for([
    'http://trainingpeaks.example.test',
    'http://192.168.1.20:8765',
    'http://127.0.0.1.example.test',
    'http://localhost.example.test',
    'http://0.0.0.0:8765',
    'http://user@example.test@127.0.0.1.example.test',
    'ftp://127.0.0.1',
    'file:///etc/passwd',
    '127.0.0.1:8765',
    'not an address',
  ])('may not be %s', (given) => {
    for (const name of ['TP_API_URL', 'TP_HOME_URL', 'TP_ANALYSIS_URL']) {
      expect(() => trainingPeaksAddresses({ [name]: given })).toThrow(
        expect.objectContaining({
          code: 'bad_input',
          message: expect.stringContaining(`${name} must be an https address`) as string,
        }),
      );
    }
  });

  it('are nowhere but on this computer for a packaged app', () => {
    const inApp = { packaged: true };
    expect(() => trainingPeaksAddresses({ TP_API_URL: 'https://elsewhere.example.test' }, inApp)).toThrow(
      'TP_API_URL must be an address on this computer',
    );
    expect(trainingPeaksAddresses({ TP_API_URL: 'http://127.0.0.1:8765' }, inApp).api).toBe(
      'http://127.0.0.1:8765',
    );
    expect(trainingPeaksAddresses({}, inApp).home).toBe('https://home.trainingpeaks.com');
  });
});
