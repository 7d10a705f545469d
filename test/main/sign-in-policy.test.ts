import { describe, expect, test } from 'vitest';
import {
  browserUserAgent,
  isEmbeddedRefusal,
  loadFailure,
  signInPolicy,
  statusFailure,
  type SignInPolicy,
  windowTitle,
} from '../../src/main/sign-in-policy.ts';

function policyFor(homeUrl: string): SignInPolicy {
  const policy = signInPolicy(homeUrl);
  if (policy === null) throw new Error(`No sign-in is possible at ${homeUrl}.`);
  return policy;
}

describe('at TrainingPeaks', () => {
  const policy = policyFor('https://home.trainingpeaks.com');

  test('begins at the login page', () => {
    expect(policy.loginUrl).toBe('https://home.trainingpeaks.com/login');
    expect(policy.cookieUrl).toBe('https://home.trainingpeaks.com/');
  });

  test.each([
    'https://home.trainingpeaks.com/login/mfa?x=1',
    'https://app.trainingpeaks.com/#calendar',
    'https://trainingpeaks.com/',
    'https://accounts.google.com/o/oauth2/v2/auth?client_id=1',
    'https://appleid.apple.com/auth/authorize',
    'https://www.facebook.com/v19.0/dialog/oauth',
    'https://sso.garmin.com/sso/signin',
    'https://login.microsoftonline.com/common/oauth2/v2.0/authorize',
    'about:blank',
  ])('stays for %s', (url) => {
    expect(policy.judge(url)).toBe('stay');
  });

  test.each([
    'https://www.example.com/',
    'https://trainingpeaks.com.evil.test/login',
    'https://eviltrainingpeaks.com/login',
    'https://home.trainingpeaks.com:8443/login',
    'https://home.trainingpeaks.com@evil.test/login',
    'https://accounts.google.com.evil.test/',
    'https://accounts.google.com:444/',
    'https://www.google.com/search?q=accounts.google.com',
  ])('sends %s to the system browser', (url) => {
    expect(policy.judge(url)).toBe('system_browser');
  });

  test.each([
    'http://home.trainingpeaks.com/login',
    'http://127.0.0.1:8080/home/login',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'data:text/html,hello',
    'tp-tray://window/index.html',
    'ms-settings:privacy',
    'not an address',
    '',
  ])('refuses %j', (url) => {
    expect(policy.judge(url)).toBe('refuse');
  });

  test('says whose page it is', () => {
    expect(policy.siteOf('https://home.trainingpeaks.com/login')).toBe('TrainingPeaks');
    expect(policy.siteOf('https://accounts.google.com/signin')).toBe('accounts.google.com');
    expect(policy.siteOf('about:blank')).toBe('TrainingPeaks');
  });

  test('ends at the web app', () => {
    expect(policy.isLanding('https://app.trainingpeaks.com/')).toBe(true);
    expect(policy.isLanding('https://home.trainingpeaks.com/login')).toBe(false);
    expect(policy.isLanding('https://app.trainingpeaks.com.evil.test/')).toBe(false);
    expect(policy.isLanding('http://app.trainingpeaks.com/')).toBe(false);
  });

  test('knows pages after the login from those of it', () => {
    expect(policy.isBeyondLogin('https://home.trainingpeaks.com/welcome')).toBe(true);
    expect(policy.isBeyondLogin('https://home.trainingpeaks.com/login')).toBe(false);
    expect(policy.isBeyondLogin('https://home.trainingpeaks.com/login/mfa')).toBe(false);
    expect(policy.isBeyondLogin('https://accounts.google.com/')).toBe(false);
  });
});

describe('at a simulated TrainingPeaks on this computer', () => {
  const policy = policyFor('http://127.0.0.1:4321/home');

  test('stays on its origin alone', () => {
    expect(policy.loginUrl).toBe('http://127.0.0.1:4321/home/login');
    expect(policy.judge('http://127.0.0.1:4321/app/')).toBe('stay');
    expect(policy.judge('http://127.0.0.1:4322/app/')).toBe('refuse');
    expect(policy.isLanding('http://127.0.0.1:4321/app/')).toBe(true);
    expect(policy.isLanding('http://127.0.0.1:4321/home/login')).toBe(false);
  });
});

test.each([
  'https://trainingpeaks.example.test/home',
  'http://home.trainingpeaks.com',
  'http://192.168.1.2:80/home',
])('nobody can sign in at %s', (homeUrl) => {
  expect(signInPolicy(homeUrl)).toBeNull();
});

test.each([
  ['https://accounts.google.com/v3/signin/rejected?rrk=46', true],
  ['https://accounts.google.com/signin/oauth/error?authError=x', true],
  ['https://accounts.google.com/o/oauth2/auth?error=disallowed_useragent', true],
  ['https://accounts.google.com/v3/signin/identifier', false],
  ['https://evil.test/signin/rejected', false],
])('%s refuses embedded windows: %s', (url, refuses) => {
  expect(isEmbeddedRefusal(url)).toBe(refuses);
});

test.each([
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) tp-tray/0.1.0 Chrome/130.0.0.0 Electron/33.4.11 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) TP Tray/0.1.0 Chrome/130.0.0.0 Electron/33.4.11 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
])('the user agent names the browser engine alone', (userAgent) => {
  expect(browserUserAgent(userAgent)).toBe(
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Safari/537.36',
  );
});

test('a failure to load is explained by its kind, and by whose page it was', () => {
  expect(loadFailure(-106, 'TrainingPeaks')).toMatch(/not connected to the internet/);
  expect(loadFailure(-202, 'appleid.apple.com')).toMatch(/connection to appleid\.apple\.com.* certificate/);
  expect(loadFailure(-105, 'TrainingPeaks')).toMatch(/of TrainingPeaks could not be reached/);
});

test.each([
  [200, null],
  [404, null],
  [500, 'TrainingPeaks has a problem at the moment (HTTP 500). Try again in a few minutes.'],
  [503, 'TrainingPeaks has a problem at the moment (HTTP 503). Try again in a few minutes.'],
])('status %i is explained: %s', (status, words) => {
  expect(statusFailure(status, 'TrainingPeaks')).toBe(words);
});

test.each([
  ['https://home.trainingpeaks.com/login?x=1', 'Sign in to TrainingPeaks (home.trainingpeaks.com)'],
  ['https://accounts.google.com/o/oauth2', 'Sign in to TrainingPeaks (accounts.google.com)'],
  ['https://user@xn--gogle-jua.test:444/', 'Sign in to TrainingPeaks (xn--gogle-jua.test:444)'],
  ['about:blank', 'Sign in to TrainingPeaks'],
  ['not an address', 'Sign in to TrainingPeaks'],
])('the title of %s is %s', (url, title) => {
  expect(windowTitle(url)).toBe(title);
});
