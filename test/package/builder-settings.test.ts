import { expect, test } from 'vitest';
import { builderVariables, machineSettings } from '../../scripts/packaging/run-builder.ts';

const FEED = 'https://updates.example/tp-tray';

test('a certificate that is not set is not there, rather than empty', () => {
  const variables = {
    CSC_LINK: '',
    CSC_KEY_PASSWORD: '',
    WIN_CSC_LINK: '',
    APPLE_API_KEY_ID: '',
    APPLE_API_ISSUER: 'an issuer',
    WIN_CSC_KEY_PASSWORD: 'a password',
    LANG: '',
  };
  expect(builderVariables(variables)).toEqual({
    APPLE_API_ISSUER: 'an issuer',
    WIN_CSC_KEY_PASSWORD: 'a password',
    LANG: '',
  });
});

/** The systems whose apps are given the feed. */
function updating(variables: Readonly<Record<string, string>>): string[] {
  const settings = machineSettings({ TP_TRAY_UPDATE_FEED: FEED, ...variables });
  return settings.flatMap((each) => /^-c\.(\w+)\.publish\.url=https:\/\/updates/.exec(each)?.[1] ?? []);
}

test('an app for macOS is given the feed only when it is signed by a known developer', () => {
  expect(updating({ CSC_LINK: '' })).toEqual(['linux', 'win']);
  expect(updating({ CSC_LINK: 'certificate.p12' })).toEqual(['linux', 'win', 'mac']);
  expect(updating({ CSC_NAME: 'TP Tray authors' })).toEqual(['linux', 'win', 'mac']);
});

test('a feed that is not reached over https is refused', () => {
  expect(() => machineSettings({ TP_TRAY_UPDATE_FEED: 'http://updates.example' })).toThrow('https');
  expect(machineSettings({ TP_TRAY_UPDATE_FEED: '' }).join(' ')).not.toContain('publish');
});
