import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { connectorAddress } from '../../src/connector/address.ts';
import { connectToApp } from '../../src/connector/client.ts';
import { packagedIn, poll, startLab, type PackagedApp } from './packaged-app.ts';

/** What the feed offers as the next version: it leaves a sign that it was started. */
const NEXT_VERSION = '#!/bin/sh\necho started > "$HOME/next-version"\n';

/** A feed on this computer, as electron-builder publishes one. */
async function startFeed(): Promise<{ readonly url: string; readonly asked: readonly string[] }> {
  const sha512 = createHash('sha512').update(NEXT_VERSION).digest('base64');
  const file = { url: 'TP-Tray.AppImage', sha512, size: NEXT_VERSION.length };
  const metadata = { version: '99.0.0', files: [file], path: file.url, sha512, releaseDate: '2026-11-23' };
  const answers: Readonly<Record<string, string>> = {
    // JSON is YAML.
    '/latest-linux.yml': JSON.stringify(metadata),
    '/TP-Tray.AppImage': NEXT_VERSION,
  };
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    const [path = ''] = url.split('?');
    asked.push(path);
    response.writeHead(path in answers ? 200 : 404).end(answers[path]);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

/** The same app with a feed, as packaging with `TP_TRAY_UPDATE_FEED` makes it. */
function withFeed(app: PackagedApp, url: string): PackagedApp {
  const copy = packagedIn(folderWithFeed(app));
  rmSync(copy.folder, { recursive: true, force: true });
  execFileSync('cp', ['--archive', '--link', app.folder, copy.folder]);
  writeFileSync(
    join(copy.resources, 'app-update.yml'),
    `provider: generic\nurl: ${url}\nupdaterCacheDirName: tp-tray-updater\n`,
  );
  return copy;
}

const folderWithFeed = (app: PackagedApp) => `${app.folder}-with-feed`;

export function updateTests(app: PackagedApp): void {
  test('come from the feed step by step, and restart into the next version with no connection left', async (context) => {
    const feed = await startFeed();
    const lab = await startLab(context, () => withFeed(app, feed.url));
    const appImage = join(lab.session.home, 'TP-Tray.AppImage');
    writeFileSync(appImage, 'the version of now');
    // As the start of an AppImage says where its file is, and where it has mounted itself.
    await lab.launch({ APPIMAGE: appImage, APPDIR: folderWithFeed(app) });
    await lab.untilMenuSays('Check for updates');
    expect(feed.asked).toEqual([]);

    await lab.click('Check for updates');
    await lab.untilMenuSays('Update to 99.0.0…');
    expect(feed.asked).toEqual(['/latest-linux.yml']);

    await lab.click('Update to 99.0.0…');
    await lab.untilMenuSays('Restart to update to 99.0.0');
    expect(readFileSync(appImage, 'utf8')).toBe('the version of now');

    const connection = await connectToApp(connectorAddress(lab.dataFolder));
    if (connection === null) throw new Error('The app does not serve assistants.');
    const closed = once(connection, 'close');
    await lab.click('Restart to update to 99.0.0');
    await closed;
    expect(await lab.ended()).toBe(0);
    await poll(() => existsSync(join(lab.session.home, 'next-version')));
    expect(readFileSync(appImage, 'utf8')).toBe(NEXT_VERSION);
  });
  test('are offered only to the AppImage itself, not to what is started from inside another one', async (context) => {
    const feed = await startFeed();
    const lab = await startLab(context, () => withFeed(app, feed.url));
    const another = join(lab.session.home, 'Another.AppImage');
    writeFileSync(another, 'not ours');
    await lab.launch({ APPIMAGE: another, APPDIR: '/tmp/.mount_another' });
    await lab.untilMenuSays('Not signed in');
    // The menu has the item of updates within moments of its first drawing, where there are any.
    await wait(2_000);
    expect(await lab.session.trayMenu()).not.toContain('updates');
    await lab.click('Quit');
    expect(await lab.ended()).toBe(0);
    expect(readFileSync(another, 'utf8')).toBe('not ours');
  });
}
