import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { needsDebianPackages } from '../support/debian-packages.ts';
import { AppLab, canStart, needsElectron } from './app-lab.ts';

const PROVIDER = 'https://accounts.google.com';
/** A provider whose certificate nobody vouches for. */
const UNTRUSTED = 'https://appleid.apple.com';

let lab: AppLab;
let untrusted: Server;

beforeAll(async () => {
  if (!canStart()) return;
  lab = await AppLab.start();
  untrusted = await startUntrusted(lab.home);
  const { port } = untrusted.address() as AddressInfo;
  await lab.launch([
    '--hidden',
    `--host-resolver-rules=MAP ${new URL(UNTRUSTED).host}:443 127.0.0.1:${port}`,
  ]);
}, 60_000);

beforeEach(async (context) => {
  needsElectron(context);
  needsDebianPackages(context, ['openssl']);
  await lab.signOut();
  // Whatever the last test saw go wrong is told until the next sign-in begins.
  await lab.until(({ session }) => session.signInProblem === null);
});

afterEach(async () => {
  if (!canStart()) return;
  await lab.app.context().setOffline(false);
  await lab.app.evaluate(({ session }) => {
    const partition = session.fromPartition('sign-in');
    for (const scheme of ['http', 'https'])
      if (partition.protocol.isProtocolHandled(scheme)) partition.protocol.unhandle(scheme);
  });
});

afterAll(async () => {
  if (!canStart()) return;
  await lab.close();
  untrusted.close();
});

/** A server with a certificate of its own making. */
async function startUntrusted(folder: string): Promise<Server> {
  const [key, certificate] = [join(folder, 'key.pem'), join(folder, 'certificate.pem')];
  const request = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=nobody'];
  await promisify(execFile)('openssl', [...request, '-keyout', key, '-out', certificate]);
  const server = createServer(
    { key: readFileSync(key), cert: readFileSync(certificate) },
    (_request, response) => response.end('<!doctype html><title>Sign in</title>'),
  );
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

/** Answers the sign-in window in the place of every server of a scheme. */
async function answerInstead(scheme: 'http' | 'https', status: number): Promise<void> {
  await lab.app.evaluate(
    ({ session }, answer) =>
      session.fromPartition('sign-in').protocol.handle(
        answer.scheme,
        ({ url }) =>
          new Response(`<!doctype html><title>TrainingPeaks</title><p>${url}</p>`, {
            status: answer.status,
            headers: { 'Content-Type': 'text/html' },
          }),
      ),
    { scheme, status },
  );
}

async function openLoginPage(): Promise<Page> {
  await lab.invoke('sign-in');
  return lab.loginPage();
}

async function openPopup(page: Page, url: string): Promise<Page> {
  const [popup] = await Promise.all([
    lab.app.waitForEvent('window'),
    page.evaluate(`window.open(${JSON.stringify(url)}, 'provider', 'width=400,height=500'); undefined`),
  ]);
  return popup;
}

const titles = () =>
  lab.app.evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows()
      .filter(({ webContents }) => webContents.getURL().startsWith('http'))
      .map((window) => window.getTitle())
      .sort(),
  );

/** How the sign-in ended, in the words of the window, once all its windows are gone. */
async function problem(): Promise<string | null> {
  const { session } = await lab.until(
    ({ session: { state, signInProblem } }) => state === 'signed_out' && signInProblem !== null,
  );
  expect(await titles()).toEqual([]);
  return session.signInProblem;
}

test('the title names the host, of the login page and of a popup, whatever the page calls itself', async () => {
  await answerInstead('https', 200);
  const page = await openLoginPage();
  const popup = await openPopup(page, `${PROVIDER}/o/oauth2/auth`);
  await popup.getByText(PROVIDER).waitFor();
  for (const each of [page, popup]) {
    await each.evaluate(`document.title = 'Sign in to TrainingPeaks (home.trainingpeaks.com)'`);
    await each.evaluate(`document.title`);
  }
  await wait(500);
  expect(await titles()).toEqual([
    `Sign in to TrainingPeaks (${new URL(lab.simulator.homeUrl).host})`,
    'Sign in to TrainingPeaks (accounts.google.com)',
  ]);

  await popup.evaluate(`location.href = 'https://www.facebook.com/dialog/oauth'`);
  await popup.getByText('https://www.facebook.com').waitFor();
  expect(await titles()).toContain('Sign in to TrainingPeaks (www.facebook.com)');
});

test('a popup may go where its page may go, and nowhere else', async () => {
  await answerInstead('https', 200);
  await lab.app.evaluate(({ shell }) => {
    const opened: string[] = [];
    Object.assign(globalThis, { opened });
    shell.openExternal = (url) => Promise.resolve(void opened.push(url));
  });
  const popup = await openPopup(await openLoginPage(), `${PROVIDER}/o/oauth2/auth`);
  await popup.getByText(PROVIDER).waitFor();
  await popup.evaluate(`location.href = 'https://help.example.test/'`);
  await popup.evaluate(`location.href = 'file:///etc/passwd'`);
  await lab.poll(
    () => lab.app.evaluate(() => Reflect.get(globalThis, 'opened') as string[]),
    (opened) => opened.length === 1,
  );
  expect(popup.url()).toBe(`${PROVIDER}/o/oauth2/auth`);
});

test.each([
  ['the window', (page: Page, url: string) => page.evaluate(`location.href = ${JSON.stringify(url)}`)],
  ['a popup', openPopup],
])('a provider that refuses %s of a program is explained', async (_where, visit) => {
  await answerInstead('https', 200);
  await visit(await openLoginPage(), `${PROVIDER}/v3/signin/rejected?rrk=46`);
  expect(await problem()).toBe(
    'This provider does not sign in inside other programs. Sign in with the e-mail address and password of TrainingPeaks, or sign in with your browser and paste the cookie.',
  );
});

test('a provider with a problem is named, and TrainingPeaks is not blamed', async () => {
  await answerInstead('https', 502);
  await openPopup(await openLoginPage(), `${PROVIDER}/o/oauth2/auth`);
  expect(await problem()).toBe(
    'accounts.google.com has a problem at the moment (HTTP 502). Try again in a few minutes.',
  );
});

test('a login page that answers with an error of the server is explained', async () => {
  await answerInstead('http', 503);
  await lab.invoke('sign-in');
  expect(await problem()).toBe(
    'TrainingPeaks has a problem at the moment (HTTP 503). Try again in a few minutes.',
  );
});

test('a computer that has lost its network is told from a server that does not answer', async () => {
  const page = await openLoginPage();
  await lab.app.context().setOffline(true);
  await lab.logIn(page);
  expect(await problem()).toBe(
    'This computer is not connected to the internet. Connect it, then sign in again.',
  );
});

test('a certificate that nobody vouches for ends the sign-in, and no page of it is shown', async () => {
  await openPopup(await openLoginPage(), `${UNTRUSTED}/auth/authorize`);
  expect(await problem()).toBe(
    'The connection to appleid.apple.com is not secure: its certificate was not accepted. If this network inspects traffic, try another one.',
  );
});
