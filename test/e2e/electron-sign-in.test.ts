import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DEMO_SECOND_FACTOR } from '../../src/demo/auth.ts';
import { AppLab, canStart, needsElectron } from './app-lab.ts';

let lab: AppLab;

beforeAll(async () => {
  if (!canStart()) return;
  lab = await AppLab.start();
  await lab.launch(['--hidden']);
}, 60_000);

beforeEach(async (context) => {
  needsElectron(context);
  lab.simulator.faults.clear();
  await lab.signOut();
});

afterAll(async () => {
  if (canStart()) await lab.close();
});

test('a wrong password stays on the page, and the right one then signs in', async () => {
  await lab.invoke('sign-in');
  const page = await lab.loginPage();
  await lab.logIn(page, 'a wrong password');
  await page.getByText('The username or password is not correct.').waitFor();
  expect((await lab.status()).session.signIn).toBe('open');
  expect((await lab.menuItem('sign-in'))?.label).toBe('Show the sign-in window');

  await lab.logIn(page);
  const { session } = await lab.until(({ session: { state } }) => state === 'valid');
  expect(session.signInProblem).toBeNull();
  expect(page.isClosed()).toBe(true);
});

test('a captcha stays in the window, and closing the window ends the sign-in without a complaint', async () => {
  lab.simulator.faults.set({ loginCaptcha: true });
  await lab.invoke('sign-in');
  const page = await lab.loginPage();
  await lab.logIn(page);
  await page.getByText('not a robot').waitFor();
  expect((await lab.status()).session.signIn).toBe('open');

  await page.close();
  const { session } = await lab.until(
    ({ session: { state, signIn } }) => state === 'signed_out' && signIn === null,
  );
  expect(session.signInProblem).toBeNull();
  expect((await lab.menuItem('sign-in'))?.label).toBe('Sign in…');
});

test('a second factor is asked for on the page', async () => {
  lab.simulator.faults.set({ loginSecondFactor: true });
  await lab.invoke('sign-in');
  const page = await lab.loginPage();
  await lab.logIn(page);
  await page.fill('#MfaCode', DEMO_SECOND_FACTOR);
  await lab.logIn(page);
  await lab.until(({ session }) => session.state === 'valid');
});

test('a login page that cannot be reached is explained, and signing in again works', async () => {
  lab.simulator.faults.set({ droppedConnection: { when: (path) => path.startsWith('/home') } });
  await lab.invoke('sign-in');
  const { session } = await lab.until(({ session: { signInProblem } }) => signInProblem !== null);
  expect(session).toMatchObject({
    state: 'signed_out',
    signInProblem:
      'The login page of TrainingPeaks could not be reached. Check the connection, then sign in again.',
  });

  lab.simulator.faults.clear();
  await lab.signIn();
  expect((await lab.status()).session.signInProblem).toBeNull();
});

test('a second request shows the window that is already open', async () => {
  await lab.invoke('sign-in');
  await lab.loginPage();
  await lab.invoke('sign-in');
  const pages = lab.app.windows().filter((page) => page.url().startsWith(lab.simulator.homeUrl));
  expect(pages).toHaveLength(1);
});

test('the login page is an ordinary web page: no bridge, no Node, no permissions, no name of ours', async () => {
  await lab.invoke('sign-in');
  const page = await lab.loginPage();
  const found = await page.evaluate<{ userAgent: string }>(`(async () => ({
    globals: ['tpTray', 'require', 'process', 'module', 'electron'].filter((name) => name in globalThis),
    userAgent: navigator.userAgent,
    notifications: await Notification.requestPermission(),
    location: await new Promise((resolve) =>
      navigator.geolocation.getCurrentPosition(() => resolve('given'), ({ code }) => resolve(code))),
  }))()`);
  expect(found).toMatchObject({ globals: [], notifications: 'denied', location: 1 });
  expect(found.userAgent).toMatch(
    /^Mozilla\/5\.0 \([^)]+\) AppleWebKit\/\S+ \(KHTML, like Gecko\) Chrome\/\S+ Safari\/\S+$/,
  );
});

test('every other site opens in the system browser, and what is no web page nowhere', async () => {
  await lab.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  await lab.invoke('sign-in');
  const page = await lab.loginPage();
  const loginUrl = page.url();
  await page.evaluate(`location.href = 'https://help.example.test/password'`);
  await page.evaluate(`location.href = 'file:///etc/passwd'`);
  const popups = await page.evaluate(`
    ['https://shop.example.test/', 'tp-tray://window/index.html'].map((url) => window.open(url) === null)`);
  await lab.poll(
    () => lab.app.evaluate(() => Reflect.get(globalThis, 'opened') as string[]),
    (opened) => opened.length === 2,
  );
  expect(await lab.app.evaluate(() => Reflect.get(globalThis, 'opened') as string[])).toEqual([
    'https://help.example.test/password',
    'https://shop.example.test/',
  ]);
  expect(popups).toEqual([true, true]);
  expect(page.url()).toBe(loginUrl);
});

/** The login page, and a window that it has opened as identity providers do. */
async function loginPageWithPopup() {
  await lab.invoke('sign-in');
  const page = await lab.loginPage();
  const [popup] = await Promise.all([
    lab.app.waitForEvent('window'),
    page.evaluate(`window.open(location.href, 'provider', 'width=400,height=500'); undefined`),
  ]);
  await popup.waitForSelector('#Password');
  return { page, popup };
}

test('a popup of the login page is a page like it, in the same session, and goes when it goes', async () => {
  const { page, popup } = await loginPageWithPopup();
  expect(
    await popup.evaluate(`['tpTray', 'require', 'process'].filter((name) => name in globalThis)`),
  ).toEqual([]);
  const windows = await lab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter((window) => window.webContents.getURL().startsWith('http'))
      .map(({ webContents }) => webContents.session.isPersistent()),
  );
  expect(windows).toEqual([false, false]);

  await page.close();
  await lab.until(({ session }) => session.signIn === null);
  await lab.poll(
    () => Promise.resolve(popup.isClosed()),
    (closed) => closed,
  );
});

test('nothing of the sign-in is left in the session of the window', async () => {
  await lab.signIn();
  const left = await lab.app.evaluate(async ({ session }) => {
    const partition = session.fromPartition('sign-in');
    return { cookies: await partition.cookies.get({}), persistent: partition.isPersistent() };
  });
  expect(left).toEqual({ cookies: [], persistent: false });
});

test('a cookie copied in the browser signs in as well, and any other text does not', async () => {
  const copy = (text: string) =>
    lab.app.evaluate(({ clipboard }, copied) => clipboard.writeText(copied), text);
  await lab.invoke('open-dashboard');
  const useCopied = () => lab.call('session.useCopiedCookie');

  await copy('this is no cookie');
  expect(await useCopied()).toMatchObject({ ok: true, value: { session: { state: 'signed_out' } } });
  expect((await lab.status()).session.signInProblem).toMatch(/cookie/i);
  expect(await lab.keychainContent()).toBeNull();

  const cookie = lab.simulator.account.addCookie();
  await copy(`Production_tpAuth=${cookie}`);
  expect(await useCopied()).toMatchObject({ ok: true, value: { session: { state: 'valid' } } });
  expect(await lab.keychainContent()).toBe(cookie);
});

/** Makes a page ask whether it may be left, which it may do once somebody clicked or typed in it. */
async function holdOn(page: Page): Promise<void> {
  await page.evaluate(
    `window.addEventListener('beforeunload', (event) => { event.preventDefault(); event.returnValue = 'x'; })`,
  );
  await page.click('#Username');
  await page.keyboard.type('dana');
}

/** Clicks the X of the window of the login page, or that of its popup. */
function clickX(which: 'page' | 'popup'): Promise<void> {
  return lab.app.evaluate(({ BrowserWindow }, wanted) => {
    const pages = BrowserWindow.getAllWindows().filter((window) =>
      window.webContents.getURL().startsWith('http'),
    );
    const [first, last] = pages.sort((one, other) => one.id - other.id);
    (wanted === 'page' ? first : last)?.close();
  }, which);
}

test('a login page that does not want to be left closes by its X, and so does its popup', async () => {
  const { page, popup } = await loginPageWithPopup();
  await holdOn(popup);
  await holdOn(page);

  await clickX('popup');
  await lab.poll(
    () => Promise.resolve(popup.isClosed()),
    (closed) => closed,
  );
  expect((await lab.status()).session.signIn).toBe('open');
  await clickX('page');
  await lab.until(({ session }) => session.signIn === null);
  await expect.poll(() => page.isClosed()).toBe(true);
});

test('"Quit" ends the app while a login page does not want to be left', async () => {
  await lab.invoke('sign-in');
  await holdOn(await lab.loginPage());
  await lab.quit();
  await lab.launch(['--hidden']);
});
